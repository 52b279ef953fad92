"""Days and birthdays in one line."""

from datetime import date, time, timedelta

from schools.labour import Day

MONDAY = date(2026, 9, 14)


def at(text):
    """08:00–15:30 as a span."""
    return tuple(time.fromisoformat(one) for one in text.split("–"))


def on(number, work="", *breaks, lessons="", week=0, **more):
    """A day of the week of the vectors: 0 is Monday 14 September 2026."""
    return Day(
        MONDAY + timedelta(days=number + 7 * week),
        work=(at(work),) if work else (),
        breaks=breaks,
        lessons=(at(lessons),) if lessons else (),
        **{"job_minutes": 0} | more,
    )


def born(age, day=MONDAY):
    """Somebody who turned this age 100 days before that day."""
    return (day - timedelta(days=100)).replace(year=(day - timedelta(days=100)).year - age)


def codes(found):
    return [one.code for one in found]
