"""From the plain text of a clause to a little HTML: bold and lists, nothing else. All else is escaped."""

import re
from itertools import groupby

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

register = template.Library()
BOLD = re.compile(r"\*\*(.+?)\*\*")


@register.filter
def marks(text):
    """**vet** is bold; lines that begin with a dash are a list; other lines follow each other."""
    parts = []
    lines = [line.strip() for line in str(text).splitlines() if line.strip()]
    for is_list, found in groupby(lines, key=lambda line: line.startswith("- ")):
        said = [BOLD.sub(r"<b>\1</b>", escape(line.removeprefix("- "))) for line in found]
        parts.append("<ul>" + "".join(f"<li>{one}</li>" for one in said) + "</ul>" if is_list else "<br>".join(said))
    return mark_safe("".join(parts))  # noqa: S308 - every line was escaped above


@register.filter
def in_rows(signers):
    """Who signs, in rows of three; four people, as under most papers, stand in one row."""
    width = 4 if len(signers) == 4 else 3  # noqa: PLR2004 - what fits beside each other
    return [signers[first : first + width] for first in range(0, len(signers), width)]


LINE, COLUMN, BETWEEN = 56, 57, 0.3  # letters on a line of a narrow column, lines in a column, room after a clause


@register.filter
def in_columns(clauses):
    """The clauses on pages with two columns of about the same length: [(number, left, number, right)].

    WeasyPrint can do this by itself, at the price of laying everything out several times.
    """
    numbered = [(number, one, _lines(one)) for number, one in enumerate(clauses, start=1)]
    pages = []
    while numbered:
        length = min(sum(lines for *_, lines in numbered) / 2, COLUMN)
        left, numbered = _taken(numbered, length)
        right, numbered = _taken(numbered, COLUMN)
        pages.append([(column[0][0], [one for _, one, _ in column]) for column in (left, right) if column])
    return pages


def _lines(clause):
    said = f"{clause['heading']} *. {clause['text']}"
    return sum(-(-len(line) // LINE) for line in said.splitlines()) + BETWEEN


def _taken(numbered, length):
    """The first clauses that fill this length, at least one, and the others."""
    filled, count = 0, 0
    for _number, _clause, lines in numbered:
        if count and filled + lines / 2 > length:
            break
        filled, count = filled + lines, count + 1
    return numbered[:count], numbered[count:]
