"""Rest between days, and once a week."""

from schools.labour.day import MIDNIGHT
from schools.labour.law import Finding, rule_for

WEEK, FORTNIGHT = 7 * MIDNIGHT, 14 * MIDNIGHT
PART = 32 * 60  # rest over 14 days may be split in pieces of at least this (ATW art. 5:5 lid 2)


def resting(rows, since):
    """What is too short: the rest before each day of work, and the long rest of every week that reaches `since`."""
    busy = [row for row in rows if row.last > row.first]
    return _daily(busy) + _weekly(busy, since)


def _daily(busy):
    found, short_at = [], None
    for before, row in zip(busy, busy[1:], strict=False):
        rule = rule_for("rest", row.age, row.date)
        rest = max(0, row.first - before.last)
        if not rule or rest >= rule.limit or not (before.works or row.works):
            continue
        is_once = rule.after and rest >= rule.after and (short_at is None or row.first - short_at >= WEEK)
        short_at = row.first
        if not is_once:
            found.append(Finding(rule, row.date, row.age, rest))
    return found


def _weekly(busy, since):
    """Between two long rests lie at most a week less that rest: counted from the first work after a long rest."""
    found, begun, told = [], None, False
    for number, row in enumerate(busy):
        rule = rule_for("week_rest", row.age, row.date)
        if rule is None:
            continue
        if begun is None or row.first - busy[number - 1].last >= rule.limit:
            begun, told = row.first, False
        if told or row.date < since or row.last - begun <= WEEK - rule.limit or not _worked_since(busy, begun, row):
            continue
        if rule.after and _rest_in(busy, begun) >= rule.after:
            continue
        told = True
        found.append(Finding(rule, row.date, row.age, max(0, WEEK - (row.last - begun))))
    return found


def _worked_since(busy, begun, last):
    return any(row.works for row in busy if begun <= row.first <= last.first)


def _rest_in(busy, begun):
    """Minutes of long rest in the 14 days from here."""
    until, reached, total = begun + FORTNIGHT, begun, 0
    for row in busy:
        if begun <= row.first < until:
            total += row.first - reached if row.first - reached >= PART else 0
            reached = max(reached, row.last)
    return total + (until - reached if until - reached >= PART else 0)
