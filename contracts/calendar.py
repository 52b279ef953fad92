"""The dates and hours of one stage, as they are agreed on paper."""

from datetime import timedelta

from schools.models import ClosedDays


def closed_days(placement):
    """Spans within the stage on which school is closed and there is no stage."""
    return list(ClosedDays.objects.between(placement.starts_on, placement.ends_on).filter(stage_goes_on=False))


def stage_dates(placement, closed):
    """The dates of the stage: its weekdays within its period, without the closed ones."""
    span = (placement.starts_on + timedelta(days=n) for n in range((placement.ends_on - placement.starts_on).days + 1))
    return [
        day
        for day in span
        if day.weekday() in placement.weekdays and not any(c.starts_on <= day <= c.ends_on for c in closed)
    ]
