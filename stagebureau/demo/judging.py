"""The assessments of the running round: the first ones are final, the next ones are planned or half filled in."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from assessments import tasks
from assessments.default_form import ensure_form
from assessments.enums import SEPARATE_VOICES, Moment, Voice
from assessments.models import Assessment, Indicator
from placements.models import Placement
from stagebureau.demo.clock import as_if
from stagebureau.demo.words import REMARKS

SIDES = (2, 3, 2, 1, 3, 2, 2)  # where somebody stands, aspect by aspect


def play(group):
    """Two final ones for the first students, one for the others, and one that is coming up."""
    form = ensure_form(group.school)
    indicators = list(Indicator.objects.of_form(form))
    today = timezone.localdate()
    placements = Placement.objects.filter(group=group).select_related(
        "student__member", "mentor", "supervisor__member"
    )
    for number, placement in enumerate(placements.order_by("student__last_name", "pk")):
        if number % 4 != 3:
            judge(placement, form, indicators, Moment.FIRST, group.starts_on + timedelta(days=10), lift=0, who=number)
        if number % 3 == 1:
            judge(placement, form, indicators, Moment.MIDDLE, today - timedelta(days=12), lift=1, who=number)
        else:
            prepare(placement, form, indicators, today + timedelta(days=number % 5 - 1), who=number)


def judge(placement, form, indicators, moment, day, *, lift, who):
    """The whole road: each voice for itself, the talk, the agreed score, final."""
    voices = voices_of(placement)
    with as_if(day, 13):
        made = plan(placement, form, moment, day)
        for shift, (voice, by) in enumerate(voices.items()):
            made.write(voice, by=by, scores=scores(indicators, who + shift, lift), remarks={})
        made.discuss(by=placement.mentor)
        made.write(Voice.AGREED, by=placement.mentor, scores=scores(indicators, who, lift), remarks={})
        made.conclude(took_part=set(SEPARATE_VOICES), remarks=REMARKS, overrides={})
        made.finalise(by=placement.mentor)
    transaction.on_commit(lambda: tasks.make_document.delay(made.school_id, made.pk), robust=True)


def prepare(placement, form, indicators, day, *, who):
    """One that is coming up: for some the student or the company already filled it in."""
    moment = Moment.MIDDLE if placement.assessments.exists() else Moment.FIRST
    with as_if(timezone.localdate() - timedelta(days=3), 14):
        made = plan(placement, form, moment, day)
        voices = list(voices_of(placement).items())
        for voice, by in voices[: who % 3]:
            made.write(voice, by=by, scores=scores(indicators, who, 1), remarks={})


def plan(placement, form, moment, day):
    return Assessment.objects.create(
        school_id=placement.school_id, placement=placement, form=form, moment=moment, planned_on=day
    )


def voices_of(placement):
    people = {
        Voice.STUDENT: placement.student.member,
        Voice.COMPANY: placement.supervisor.member,
        Voice.MENTOR: placement.mentor,
    }
    return {voice: people[voice] for voice in SEPARATE_VOICES}


def scores(indicators, who, lift):
    """A believable spread: everybody has strong and weak sides, most of it grows, a few things were not seen."""
    found = {}
    for nth, indicator in enumerate(indicators):
        side = indicator.aspect.position * 5 + who * 3
        wobble = (nth + who) % 5 == 0
        grown = lift * (side % 3 != 0)
        value = SIDES[side % len(SIDES)] + wobble + grown
        found[indicator.pk] = None if (nth * 7 + who) % 13 == 5 else min(4, value)
    return found
