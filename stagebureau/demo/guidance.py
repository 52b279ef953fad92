"""Two stages that do not go by themselves, and a student for whom help was asked."""

from datetime import timedelta

from django.utils import timezone

from core.models import AuditEntry
from placements import emails
from placements.enums import MoveReason, TalkOutcome
from placements.models import HelpCall, Placement, StageTalk
from stagebureau.demo.clock import as_if

AGREED = {
    "said": "Het werk gaat goed, maar de pauzes zijn lastig. Niemand praat dan met elkaar.",
    "tried": "De praktijkbegeleider eet nu mee in de kantine.",
    "agreed": "Je vraagt elke ochtend wat je gaat doen. In de pauze ga je bij de anderen zitten.",
}
MOVES = {
    "said": "Het tempo ligt te hoog. Aan het eind van de dag is alles op.",
    "tried": "De leerling praatte zelf met de praktijkbegeleider en kreeg rustiger werk. Dat hielp twee weken.",
}


def talk(group):
    """One talk that ended in an agreement, to look back on today, and one that ends in another place."""
    stages = list(Placement.objects.filter(group=group).running().select_related("mentor").order_by("-pk")[:2])
    today = timezone.localdate()
    for placement, ago, facts in (
        (stages[0], 14, AGREED | {"outcome": TalkOutcome.GO_ON, "look_again_on": today, "with_company": True}),
        (stages[-1], 3, MOVES | {"outcome": TalkOutcome.MOVE, "reason": MoveReason.TOO_HARD}),
    ):
        day = today - timedelta(days=ago)
        with as_if(day, 15):
            StageTalk.objects.create(placement=placement, held_on=day, created_by=placement.mentor, **facts)


def ask_help(group, coordinator):
    """Yesterday the coordinator asked for help for a student without a place; no answer yet."""
    placed = Placement.objects.filter(group=group).values("student")
    part = group.group_students.exclude(student__in=placed).select_related("student").order_by("-pk").first()
    with as_if(timezone.localdate() - timedelta(days=1), 16):
        call = HelpCall.objects.create(
            group=group, student=part.student, asked_by=coordinator, to_name="Kim de Wit",
            to_email="k.dewit@sbb.example", sector="Groen", weekdays=group.weekdays, region=part.student.city,
            text="Liefst buiten, met een kleine ploeg.",
        )  # fmt: skip
        AuditEntry.record(call, action="ask_help", by=coordinator)
        emails.help_asked(call)
