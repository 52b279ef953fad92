"""The demo's past is made by the product itself, as if each day were today."""

from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone

SATURDAY = 5


@contextmanager
def as_if(day, hour=9, minute=0):
    """Act as if it is this day and hour. Only for filling the demo, in a process that does nothing else."""
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone.get_current_timezone())
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def monday(day, weeks=0):
    """The Monday of this day's week, so many weeks later."""
    return day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)


def two_weekdays(today):
    """The weekdays of the stage: two in a row, with today in it unless it is weekend."""
    first = min(today.weekday(), 3) if today.weekday() < SATURDAY else 3
    return [first, first + 1]
