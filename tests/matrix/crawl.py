"""Reads everything that one person can reach: every link from the own first page on, and every page of the table."""

import re
from html import unescape

from tests.matrix.cells import Cell, address, exists
from tests.matrix.expect import EXPECT

LINK = re.compile(r'(?:href|src|hx-get)="([^"#]*)', re.I)
MOST = 400


def read_all(asker, actor, *, relation="own", world=None):
    """{address: outcome} of every page that answered 200 to this person."""
    world = world or asker.world
    slug = world.a.school.slug
    todo, found, tried = [f"/{slug}/", *_of_the_table(world, actor, relation)], {}, set()
    while todo and len(tried) < MOST:
        path = todo.pop(0)
        if path in tried:
            continue
        tried.add(path)
        outcome = asker.ask(actor, "GET", path, school=world.a.school)
        if outcome.status == 200:
            found[path] = outcome
            todo += [link for link in map(unescape, LINK.findall(outcome.body)) if link.startswith(f"/{slug}/")]
        elif "Location: /" in outcome.headers:
            where = re.search(r"Location: (\S+)", outcome.headers)[1]
            todo += [where] if where.startswith(f"/{slug}/") else []
    return found


def _of_the_table(world, actor, relation):
    """The address of every page of the table about the things of this person."""
    for name, page in EXPECT.items():
        told = isinstance(page.allow, dict) and page.allow and "GET" in page.methods
        if told and exists(world, page, relation):
            yield address(world, Cell(name, page, actor, relation, "GET"))


def marks_of(world, outcomes):
    """{what: first address it stood on} of all marks of the open school."""
    seen = {}
    for path, outcome in outcomes.items():
        for _school, what in world.canaries.found_in(outcome.headers + outcome.body + outcome.cookies):
            seen.setdefault(what, path)
    return seen
