"""The dates and hours of one stage, as they are agreed on paper."""

from datetime import timedelta

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


def stage_minutes(placement, dates):
    """Minutes of work on these dates, with the hours that are agreed for each."""
    timeline = placement.timeline()
    return sum(timeline.on(day).day_minutes for day in dates)
