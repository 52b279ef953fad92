"""The dates and hours of one stage, as they are agreed on paper."""

from datetime import timedelta

from placements.attendance import hours_by_date
from schools.models import ClosedDays


def closed_days(placement):
    """Spans within the stage on which school is closed and there is no stage."""
    return list(ClosedDays.objects.between(placement.starts_on, placement.ends_on).filter(stage_goes_on=False))


def stage_dates(placement, closed):
    """The dates of the stage: the weekdays that are agreed for each date in its period, without the closed ones."""
    timeline = placement.timeline()
    span = (placement.starts_on + timedelta(days=n) for n in range((placement.ends_on - placement.starts_on).days + 1))
    return [
        day
        for day in span
        if day.weekday() in timeline.on(day).weekdays and not any(c.starts_on <= day <= c.ends_on for c in closed)
    ]


def stage_minutes(placement, dates, has_halves=True):
    """Minutes of work on these dates, with the hours that are agreed for each; half a day counts as half a day.

    Who knows that there are none says so, which saves a question.
    """
    timeline = None if has_halves else placement.timeline()
    hours = hours_by_date(placement) if has_halves else lambda day: timeline.on(day).hours
    return sum(_minutes(**hours(day)) for day in dates)


def _minutes(starts_at, ends_at, break_minutes):
    return (ends_at.hour - starts_at.hour) * 60 + ends_at.minute - starts_at.minute - break_minutes
