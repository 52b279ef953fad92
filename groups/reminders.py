"""The ladder of reminders: on day 4, 9 and 12 after the question, moved to the next school day, to the silent only."""

from datetime import timedelta

from django.utils import timezone

from groups.enums import GroupState
from groups.models import NOT_ARRIVED, Invitation
from schools.models import ClosedDays

LADDER = (4, 9, 12)
REST = timedelta(days=3)  # between two mails of the ladder, when a holiday pushes them together
OFFICE_HOURS = range(8, 17)
FRIDAY = 4


def closed_days(first, last):
    """The dates in this span on which the school is closed, also when the stage goes on."""
    days = set()
    for span in ClosedDays.objects.between(first, last):
        days |= {span.starts_on + timedelta(days=n) for n in range((span.ends_on - span.starts_on).days + 1)}
    return days


def next_school_day(day, closed):
    """This day, or the first after it on which there is school."""
    while day.weekday() > FRIDAY or day in closed:
        day += timedelta(days=1)
    return day


def ladder_of(invitation, closed):
    """The days on which this company hears of us when it stays silent."""
    asked_on = timezone.localdate(invitation.asked_at)
    return [next_school_day(asked_on + timedelta(days=step), closed) for step in LADDER]


def due(today):
    """Invitations of the open school that get a reminder today. None on a day without school."""
    closed = closed_days(today - timedelta(days=60), today + timedelta(days=60))
    if next_school_day(today, closed) != today:
        return []
    silent = (
        Invitation.objects.silent()
        .with_mail()
        .exclude(contact=None)
        .filter(group__state__in=[GroupState.ASKING, GroupState.CHOOSING], group__answer_by__gte=today)
    )
    return [one for one in silent.order_by("pk") if is_due(one, today, closed)]


def is_due(invitation, today, closed):
    """The next step of the ladder has come, and the last mail was some days ago and did arrive.

    One step at a time: after days without a worker a step is late, and the next one waits its rest.
    """
    if invitation.mail_state in NOT_ARRIVED:
        return False
    steps = ladder_of(invitation, closed)
    if invitation.reminders >= len(steps):
        return False
    return steps[invitation.reminders] <= today and invitation.last_mail_on + REST <= today
