"""Field by field: what a company sees per phase of a stage, and what families and mentors see of whom."""

import datetime
from fnmatch import fnmatch
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from core.tenancy import for_school
from placements.models import AttendanceDay, DayReport, Engagement, Placement, PlacementRequest
from tests.matrix.asking import Asker
from tests.matrix.canaries import Canaries
from tests.matrix.crawl import marks_of, read_all
from tests.matrix.fields import COMPANY, READERS
from tests.matrix.world import SchoolWorld, newest_mail

PHASES = {  # first and last day from today, and the state
    "coming": (5, 60, "planned"),
    "running": (-14, 60, "running"),
    "ended": (-60, -3, "completed"),
    "gone": (-90, -31, "completed"),
}


class PhaseWorld(SchoolWorld):
    """One school with a family in each phase of a stage, each at a company of its own."""

    families = dict.fromkeys(PHASES, 0)

    def _settle(self):
        today = timezone.localdate()
        with for_school(self.school):
            for phase, (first, last, state) in PHASES.items():
                stage = Placement.objects.filter(pk=self.things["placement"][phase].pk)
                days = {
                    name: today + datetime.timedelta(days=n) for name, n in (("starts_on", first), ("ends_on", last))
                }
                stage.update(state=state, request=self.things["request"][phase], **days)
                for table in (AttendanceDay, DayReport) if last < 0 else ():
                    for n, row in enumerate(table.objects.filter(placement__in=stage).order_by("date")):
                        table.objects.filter(pk=row.pk).update(date=days["ends_on"] - datetime.timedelta(days=n))
                if last < 0:
                    helped = Engagement.objects.filter(company=self.things["company"][phase])
                    PlacementRequest.objects.filter(state="proposed", student=self.things["student"][phase]).update(
                        state="accepted"
                    )
                    helped.update(date=days["ends_on"], closes_on=days["ends_on"])
                for kind in ("planned", "past", "signed", "mending", "lwt"):
                    Placement.objects.filter(pk=self.things[kind][phase].pk).update(state="cancelled", end_reason="x")


@pytest.fixture(scope="module")
def phases(asker):
    """An asker for the companies of every phase."""
    with transaction.atomic():
        canaries = Canaries()
        side = PhaseWorld("p", canaries)
        actors = {phase: side.people[f"{phase}.supervisor"].user for phase in PHASES}
        world = SimpleNamespace(canaries=canaries, a=side, b=side, actors=actors, newest_mail=newest_mail(side.school))
        yield Asker(world)
        transaction.set_rollback(True)


def extra_fields(seen, phase, allowed):
    """Marks that this reader may not meet, with the page they stood on."""
    extra = []
    for what, path in sorted(seen.items()):
        whose, _, field = what.partition(".")
        whose = phase if what.startswith(("own.group.", "own.kind.")) else whose  # all phases stand in one group
        if whose in ("shared", "staff", "spare"):
            continue
        if whose != phase or not any(fnmatch(field, pattern) for pattern in allowed):
            extra.append(f"{what} on {path}")
    return extra


@pytest.mark.parametrize("phase", PHASES)
def test_a_company_sees_of_a_stage_what_this_phase_allows(phases, phase, figure):
    outcomes = read_all(phases, phase, relation=phase)
    extra = extra_fields(marks_of(phases.world, outcomes), phase, COMPANY[phase])

    figure(f"walls.company_fields_extra[{phase}]", len(extra), "0")
    assert not extra, extra
    assert len(outcomes) > (1 if phase == "gone" else 5)


def test_a_company_sees_nothing_of_who_only_asked(asker, figure):
    seen = marks_of(asker.world, read_all(asker, "supervisor"))
    extra = [what for what in seen if what.split(".")[1].startswith(("idle", "loose", "waiting", "draft"))]

    figure("walls.company_fields_extra[before]", len(extra), "0")
    assert not extra, extra


@pytest.mark.parametrize("reader", READERS)
def test_family_and_mentor_see_of_each_thing_what_is_theirs(asker, reader, figure):
    whose, allowed, of_others = READERS[reader]
    seen = marks_of(asker.world, read_all(asker, reader, relation=whose))
    extra = []
    for what, path in sorted(seen.items()):
        relation, _, field = what.partition(".")
        patterns = allowed if relation == whose or field.startswith(("group.", "kind.")) else of_others
        if relation not in ("shared", "staff") and not any(fnmatch(field, pattern) for pattern in patterns):
            extra.append(f"{what} on {path}")

    figure(f"walls.object_matrix_extra[{reader}]", len(extra), "0")
    assert not extra, extra
