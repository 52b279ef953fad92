"""When there is to be an assessment, and who has something to do for one."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from assessments.enums import VOICE_OF, Moment
from assessments.enums import AssessmentState as State
from assessments.models import Assessment, Indicator
from placements.models import Placement
from schools.enums import Role

SOON = timedelta(days=7)


class Suggestion(NamedTuple):
    moment: Moment
    planned_on: object


def stage_days(placement):
    """The dates of the stage: the attendance list, or the calendar of the group as long as that is not there."""
    days = list(placement.days.order_by("date").values_list("date", flat=True))
    timeline = placement.timeline()
    return days or [
        day
        for day in placement.group.stage_days()
        if placement.starts_on <= day <= placement.ends_on and day.weekday() in timeline.on(day).weekdays
    ]


def is_off_day(assessment):
    """The talk is planned on a day to come that is no stage day (any more)."""
    days = set(assessment.placement.days.values_list("date", flat=True))
    return bool(days) and assessment.planned_on >= timezone.localdate() and assessment.planned_on not in days


def suggest(placement):
    """The next assessment of this stage: after the first day, halfway, or at the end; on a stage day from today on."""
    planned = set(placement.assessments.exclude(state=State.CANCELLED).values_list("moment", flat=True))
    moment = next((moment for moment in Moment if moment not in planned), Moment.END)
    days = stage_days(placement) or [placement.starts_on, placement.ends_on]
    wanted = {
        Moment.FIRST: days[min(1, len(days) - 1)],
        Moment.MIDDLE: days[len(days) // 2],
        Moment.END: days[-1],
    }[moment]
    today = timezone.localdate()
    if wanted < today:
        wanted = next((day for day in days if day >= today), today)
    return Suggestion(moment, wanted)


def call_off_after(placement, last_day, *, by, note):
    """The talks that were planned at this place for after its last day do not go on. Returns how many."""
    coming = list(placement.assessments.filter(state=State.PLANNED, planned_on__gt=last_day).order_by("pk"))
    for assessment in coming:
        assessment.cancel(by=by, note=note)
    return len(coming)


def due_for(member):
    """The assessments for which this member has something to do, the most urgent first.

    School: what is planned within a week, is late, or is under way. Student and company: what they may fill in still.
    """
    voice = VOICE_OF.get(Role(member.role))
    seen = Assessment.objects.visible_to(member).for_list()
    if voice is None:
        return seen.none()
    if member.role in (Role.STUDENT, Role.SUPERVISOR):
        filled = Count("scores", filter=Q(scores__voice=voice))
        asked = Indicator.objects.filter(area__form=OuterRef("form")).order_by().values("area__form")
        asked = Subquery(asked.annotate(number=Count("pk")).values("number"))
        return seen.filter(state=State.PLANNED).annotate(filled=filled, asked=asked).filter(filled__lt=F("asked"))
    return seen.open().filter(planned_on__lte=timezone.localdate() + SOON)


def to_plan_for(member):
    """Stages past their first day for which no assessment was planned."""
    if member.role not in (Role.COORDINATOR, Role.MENTOR):
        return Placement.objects.none()
    planned = Assessment.objects.filter(placement=OuterRef("pk")).exclude(state=State.CANCELLED)
    started = Placement.objects.visible_to(member).live().filter(starts_on__lte=timezone.localdate())
    return started.exclude(Exists(planned)).for_list()
