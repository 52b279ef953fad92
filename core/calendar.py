"""The calendar of a Dutch school: holidays per region, weeks, and dates in words."""

from datetime import date, timedelta
from typing import NamedTuple

REGIONS = {"N": "Noord", "M": "Midden", "Z": "Zuid"}
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
SHORT_WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


class Holiday(NamedTuple):
    """A run of free days, first and last day included."""

    start: date
    end: date
    name: str


def school_holidays(region, first, last):
    """The school holidays of a region (N, M or Z) that touch this period, whole, also where they stick out."""
    wide = _days(first - 10 * WEEK, last + 10 * WEEK, subdiv=REGIONS[region], categories=("school",))
    runs = []
    for day, name in sorted(wide.items()):
        if runs and runs[-1].name == name and day - runs[-1].end == DAY:
            runs[-1] = runs[-1]._replace(end=day)
        else:
            runs.append(Holiday(day, day, name))
    return [run for run in runs if run.end >= first and run.start <= last]


def public_holidays(first, last):
    """Public holidays in this period. Schools are closed on 5 May every year, so that one is always in."""
    free = _days(first, last, categories=("public", "optional"))
    return [Holiday(day, day, name) for day, name in sorted(free.items()) if first <= day <= last]


def _days(first, last, **which):
    import holidays  # noqa: PLC0415 - slow import

    return holidays.Netherlands(years=range(first.year, last.year + 1), language="nl", **which)


def free_days(region, first, last):
    """Every date in this period on which a school of this region is closed, with the reason."""
    free = {}
    for run in school_holidays(region, first, last) + public_holidays(first, last):
        day = max(run.start, first)
        while day <= min(run.end, last):
            free.setdefault(day, run.name)
            day += DAY
    return dict(sorted(free.items()))


def stage_days(first, last, weekdays, closed=()):
    """The dates of this period on these weekdays (0 is Monday), without the closed ones."""
    span = (first + DAY * step for step in range((last - first).days + 1))
    return [day for day in span if day.weekday() in weekdays and day not in closed]


def school_year(day):
    """The school year of a day, as (first, last): 1 August up to and including 31 July."""
    start = day.year if day.month >= 8 else day.year - 1
    return date(start, 8, 1), date(start + 1, 7, 31)


def iso_week(day):
    """The ISO week as a value for a form: 2026-W53."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}"


def iso_week_label(day):
    """The week as a reader knows it: week 6."""
    return f"week {day.isocalendar().week}"


def nl_weekday(day, short=False):
    """The day of the week in Dutch: donderdag, or do."""
    return (SHORT_WEEKDAYS if short else WEEKDAYS)[day.weekday()]


def nl_weekdays(numbers, short=False):
    """Days of the week (0 is Monday) in one phrase: donderdag en vrijdag, or do en vr."""
    return in_one_phrase([(SHORT_WEEKDAYS if short else WEEKDAYS)[number] for number in sorted(numbers)])


def in_one_phrase(words):
    """maandag, dinsdag en donderdag"""
    return " en ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def minutes_between(begin, end):
    """Minutes from one time to a later one on the same day."""
    return (end.hour - begin.hour) * 60 + end.minute - begin.minute


def nl_month(day):
    """The month in Dutch: februari."""
    return MONTHS[day.month - 1]


def nl_date(day, weekday=False, year=True):
    """A date in Dutch words: 11 februari 2027, or donderdag 11 februari."""
    words = f"{day.day} {nl_month(day)}"
    if weekday:
        words = f"{nl_weekday(day)} {words}"
    return f"{words} {day.year}" if year else words
