"""The calendar of a group as the date picker draws it: months of ISO weeks, with only the columns of stage days."""

from datetime import timedelta
from itertools import groupby
from typing import NamedTuple

from core.calendar import SHORT_WEEKDAYS, WEEKDAYS, iso_week

NOTHING = ("", "", "")


class Day(NamedTuple):
    """One cell: a stage day, or a closed day with the name of what closes it, and what stands in the boxes of it."""

    date: object
    closed: str
    is_chosen: bool
    number: str
    wish: str
    part: str
    usual: str
    shows_month: bool

    @property
    def iso(self):
        return self.date.isoformat()

    @property
    def weekday(self):
        return self.date.weekday()


class Week(NamedTuple):
    """One row; `days` has a Day or None for every column."""

    value: str
    days: list
    is_open: bool

    @property
    def number(self):
        return int(self.value[-2:])


class Month(NamedTuple):
    """One table: the weeks whose first stage day is in this month."""

    first: object
    weeks: list

    @property
    def days(self):
        """The days on which a choice can be made."""
        return [day for week in self.weeks for day in week.days if day and not day.closed]


def months(calendar, *, chosen=(), details=None, numbers=None):
    """Lay the (date, closed) pairs of `Group.calendar()` out in months.

    `chosen` holds dates that are ticked, `details` (number, wish, part) of a date, `numbers` the number of a weekday.
    A week is never split: it stands in the month of its first stage day.
    """
    details, numbers = details or {}, numbers or {}
    columns = sorted({date.weekday() for date, _ in calendar})
    rows = []
    for value, pairs in groupby(calendar, key=lambda pair: iso_week(pair[0])):
        closed = dict(pairs)
        first = min(closed)
        monday = first - timedelta(days=first.weekday())
        days = [
            Day(
                date, closed[date], date in chosen, *details.get(date, NOTHING), numbers.get(column, ""),
                date.month != first.month,
            )
            if (date := monday + timedelta(days=column)) in closed
            else None
            for column in columns
        ]  # fmt: skip
        rows.append((first.replace(day=1), Week(value, days, not all(closed.values()))))
    return [Month(first, [week for _, week in weeks]) for first, weeks in groupby(rows, key=lambda row: row[0])]


def weekdays(calendar):
    """(number of the weekday, name) of each column."""
    return [(day, WEEKDAYS[day]) for day in sorted({date.weekday() for date, _ in calendar})]


def chips(calendar):
    """(number of the weekday, short name) of each column."""
    return [(day, SHORT_WEEKDAYS[day]) for day, _name in weekdays(calendar)]
