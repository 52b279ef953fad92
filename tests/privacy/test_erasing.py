"""After erasure nothing of the student is left anywhere, and the figures of the school are what they were."""

import logging

import pytest
from django.test import Client
from django.utils import timezone

from assessments.document import render
from assessments.models import Assessment
from contracts.models import Contract
from contracts.tasks import make_contracts
from core import files, jobs
from core.models import AuditEntry, Job
from core.tasks import drain_outbox
from core.tenancy import for_school
from groups.models import Group, GroupStudent
from placements import board
from placements import emails as placement_emails
from placements.attendance import summary
from placements.models import Engagement, Placement
from schools import tasks
from schools.enums import ErasureState
from schools.models import Erasure, ImportRun, Student
from stagebureau import progress
from tests.matrix.canaries import Canaries
from tests.matrix.sees import PERSONAL
from tests.matrix.world import SchoolWorld
from tests.privacy import scan

SPEAK = {  # the scan is worth something only when it finds the marks here before
    "core_outgoingmail", "core_job", "core_auditentry", "schools_importrun", "contracts_contractversion",
    "placements_dayreport", "schools_user", "core_storedfile",
}  # fmt: skip
OF_A_CLASSMATE = {
    "idle", "idleuser", "looseuser", "idle_part", "loose_part", "waiting",
    "asker", "askeruser", "asker_part", "asked_wish",
}  # of the same mentor; fmt: skip
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    """One school in which every text of every object is marked, and the stage of one student left all its traces."""
    world = SchoolWorld("a", Canaries())
    with for_school(world.school):
        Placement.objects.update(state="completed")
        Engagement.objects.update(classes=["P4"])  # a class is nobody's; here its name was a mark
        Student.objects.exclude(pk=world.things["student"]["own"].pk).update(first_name="Iemand", last_name="Anders")
    live_through(world)
    return world


def live_through(world):
    """Mails, papers, lists, codes and sessions, made by the product itself."""
    student, coordinator = world.things["student"]["own"], world.people["staff.coordinator"]
    with for_school(world.school):
        placement = Placement.objects.get(pk=world.things["placement"]["own"].pk)
        student = placement.student
        placement_emails.company_matched(placement)
        placement_emails.student_placed(placement)
        placement_emails.guardians_told(placement)
        final = Assessment.objects.for_document().get(pk=world.things["final"]["own"].pk)
        final.file = files.keep(final.school, render(final), name=final.file_name, content_type="application/pdf")
        final.save()
        contract = Contract.objects.get(placement=placement)
        Contract.objects.filter(pk=contract.pk).update(state="checked")
        both = [student.pk, world.things["student"]["same"].pk]
        work = [
            (tasks.make_login_letters, {"students": both}),
            (make_contracts, {"contracts": [[contract.pk, 2]], "member": coordinator.pk}),
            (tasks.export_student, {"student": student.pk}),
        ]
        started = [
            (task, jobs.start(task, school=world.school, label=f"Voor {student.name}", by=coordinator, **of))
            for task, of in work
        ]
        ImportRun.objects.create(
            kind="students", state="done", source_name=f"{student.name}.csv", header=["Nummer"],
            created_by=coordinator, rows=[[1, [student.number, student.last_name]]],
            report={"counts": {}, "lines": [{"name": student.name, "changes": [["adres", "", student.street]]}]},
        )  # fmt: skip
        AuditEntry.record(student, action="edited", by=coordinator, note=f"adres van {student.name}: {student.street}")
    for task, job in started:
        task(world.school.pk, job.pk)
    Client().force_login(student.member.user, backend="django.contrib.auth.backends.ModelBackend")
    drain_outbox(world.school.pk)


def marks_of(world):
    """Every mark that says something of this student."""
    owners = {f"own.{kind}" for kind in PERSONAL if "*" not in kind and kind not in OF_A_CLASSMATE}
    owners |= {f"own.{kind}_{voice}" for kind in ("assessment", "final") for voice in
               ("student", "company", "mentor", "agreed")} | {"own.assessment", "own.final"}  # fmt: skip
    return {mark: what for mark, (_slug, what) in world.canaries.known.items() if what.rpartition(".")[0] in owners}


def left(world, logged=""):
    """{place: what is said there of the student}."""
    places = scan.in_database() | scan.on_disk(world.school) | scan.in_queues() | {"log": logged}
    marks = marks_of(world)
    texts = {place: text.lower() for place, text in places.items()}
    found = {place: sorted({what for mark, what in marks.items() if mark in text}) for place, text in texts.items()}
    return {place: what for place, what in found.items() if what}


def totals(world):
    """What the school counts: the cockpit, the board, attendance and the groups."""
    with for_school(world.school):
        told = {}
        for group in Group.objects.with_counts().order_by("pk"):
            lines = progress.lines(group, world.school.slug)
            told[group.pk] = {
                "students": group.student_count,
                "stands": sorted((line.stand, line.company) for line in lines),
                "counts": progress.counts_of(lines, group),
                "board": sorted((row["stand"], len(row["stages"])) for row in board.student_rows(group)),
                "companies": sorted((len(row["stages"]), len(row["wishes"])) for row in board.company_rows(group)),
            }
        stages = list(Placement.objects.order_by("pk").values_list("pk", flat=True))
        days = {pk: dict(counted) for pk, counted in summary(stages).items()}
        return told, days, progress.totals(Group.objects.all()), GroupStudent.objects.count()


def erase(world):
    """What the page does: write it down and let the worker do it."""
    coordinator, student = world.people["staff.coordinator"], world.things["student"]["own"]
    with for_school(world.school):
        today = timezone.localdate()
        erasure = Erasure(student_id=student.pk, due_on=today, reason="Op verzoek", asked_by=coordinator)
        erasure.save()
        job = jobs.start(
            tasks.erase_student, school=world.school, label="Leerling wissen", by=coordinator, erasure=erasure.pk
        )
    tasks.erase_student(world.school.pk, job.pk)
    with for_school(world.school):
        return Job.objects.get(pk=job.pk), Erasure.objects.get(pk=erasure.pk)


def test_nothing_of_an_erased_student_is_left_and_the_figures_stay(world, figure, caplog):
    caplog.set_level(logging.DEBUG)
    before, told = left(world), totals(world)
    personal = {what for found in before.values() for what in found}

    job, erasure = erase(world)

    after = left(world, caplog.text)
    figure("walls.canaries_before_erasure", len(personal), ">= 40")
    figure("walls.canaries_after_erasure", sum(len(found) for found in after.values()), "0")
    figure("walls.totals_kept", "yes" if totals(world) == told else "no", "yes")
    assert (job.state, erasure.state, job.faults) == (Job.State.DONE, ErasureState.DONE, [])
    assert len(personal) >= 40
    assert before.keys() >= SPEAK
    assert any(place.startswith("disk") for place in before)
    assert after == {}
    assert totals(world) == told
