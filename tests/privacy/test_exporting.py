"""The export holds every field that the classification shows, every file, and nothing of anybody else."""

import hashlib
import io
import json
import zipfile

import pytest
from django.apps import apps
from django.utils import timezone
from pypdf import PdfReader

from core import files, jobs, privacy
from core.models import Job, StoredFile
from core.tenancy import for_school
from placements.models import Placement
from schools import erasing, exporting, tasks
from schools.models import Erasure, Guardianship, Student
from tests.matrix.canaries import Canaries
from tests.matrix.world import SchoolWorld

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """One school with every text of every object marked."""
    return SchoolWorld("a", Canaries())


@pytest.fixture
def box(world, at_once):
    """The zip that the coordinator gets."""
    with at_once(), for_school(world.school):
        job = jobs.start(
            tasks.export_student, school=world.school, label="Alle gegevens van een leerling",
            by=world.people["staff.coordinator"], student=world.things["student"]["own"].pk,
        )  # fmt: skip
    with for_school(world.school):
        job = Job.objects.select_related("file").get(pk=job.pk)
        assert (job.state, job.faults) == (Job.State.DONE, [])
        return zipfile.ZipFile(io.BytesIO(files.read(job.file)))


def said(box):
    return box.read("gegevens.json").decode()


def test_every_field_of_every_table_is_exported_or_left_out_with_a_reason(figure):
    shown, reasoned, neither = 0, 0, []
    for label, table in privacy.tables().items():
        for name in {one.name for one in apps.get_model(label)._meta.local_fields}:
            one = table.fields.get(name)
            if one and table.is_shown and not one.hidden:
                shown += 1
            elif one and (table.why or one.hidden):
                reasoned += 1
            else:
                neither.append(f"{label}.{name}")
    total = shown + reasoned + len(neither)
    figure("walls.export_coverage", f"{shown} shown + {reasoned} left out with a reason of {total}", "all")

    assert (neither, shown > 100) == ([], True)


def test_every_shown_field_with_something_in_it_stands_in_the_data(world, box):
    data = json.loads(said(box))
    parts = {part["onderdeel"]: part["regels"] for part in data["gegevens"]}
    student = world.things["student"]["own"]
    missing = []
    with for_school(world.school):
        subject = exporting.subject_of(Student.objects.select_related("member__user").get(pk=student.pk))
        for label, table in privacy.tables().items():
            if not table.is_shown:
                continue
            model, rows = apps.get_model(label), subject.find(label, table)
            if rows.exists():
                wanted = {exporting.heading(model, name, one) for name, one in table.fields.items() if not one.hidden}
                lines = parts.get(table.title, [])
                missing += [(label, name) for name in wanted if not lines or name not in lines[0]]
                if len(lines) != rows.count():
                    missing.append((label, len(lines)))

    assert missing == []
    assert data["gegevens"][0]["onderdeel"] == "Gegevens van de leerling"


def test_the_own_texts_are_in_it_and_those_of_others_are_not(world, box):
    found = {what for school, what in world.canaries.found_in(said(box))}
    own = {"own.student.first_name", "own.report.did", "own.contract.goals", "own.request.why", "own.submission.text"}
    others = {what for what in found if what.startswith(("same.", "other."))}
    others -= {"other.group.name"}  # the group of the place that this student found
    of_guardian = {what for what in found if what.startswith("own.guardianuser") and not what.endswith(".name")}

    assert own <= found
    assert (others, of_guardian) == (set(), set())
    of_school = ("own.company.notes", "own.invitation", "shared.job", "shared.importrun", "shared.outgoingmail")
    assert {what for what in found if what.startswith(of_school)} == set()


def test_papers_with_other_students_on_them_are_not_handed_over(world, at_once):
    student, other = (world.things["student"][which] for which in ("own", "same"))
    with at_once(), for_school(world.school):
        jobs.start(
            tasks.make_login_letters, school=world.school, label="Inlogbrieven",
            by=world.people["staff.coordinator"], students=[student.pk, other.pk],
        )  # fmt: skip
    with for_school(world.school):
        letters = Job.objects.get(kind=tasks.make_login_letters.name).file
        content, _name = exporting.zip_of(student.pk)

    assert letters is not None
    assert letters.sha256 not in zipfile.ZipFile(io.BytesIO(content)).read("SHA256SUMS").decode()


def test_a_shielded_guardian_s_phone_and_address_are_not_handed_over(world, box):
    with for_school(world.school):
        guardian = Guardianship.objects.select_related("member__user").get(
            pk=world.things["guardianship"]["own"].pk
        ).member.user  # fmt: skip

    assert guardian.email not in said(box)
    assert guardian.name in said(box)


def test_every_file_is_in_it_and_the_sums_are_right(world, box):
    sums = dict(reversed(line.split("  ", 1)) for line in box.read("SHA256SUMS").decode().splitlines())

    assert set(sums) | {"SHA256SUMS"} == set(box.namelist())
    assert {name: hashlib.sha256(box.read(name)).hexdigest() for name in sums} == sums
    with for_school(world.school):
        student = Student.objects.select_related("member__user").get(pk=world.things["student"]["own"].pk)
        ours = StoredFile.objects.filter(pk__in=exporting.subject_of(student).files)
        kept = sorted(ours.values_list("sha256", flat=True))
    assert sorted(sums[name] for name in sums if name.startswith("bestanden/")) == kept
    assert len(kept) >= 4


def test_the_paper_is_readable_and_says_it_in_dutch(world, box):
    papers = [name for name in box.namelist() if name.endswith(".pdf") and name.startswith("dossier")]
    text = " ".join(page.extract_text() for name in papers for page in PdfReader(io.BytesIO(box.read(name))).pages)

    assert "Wat er van" in text
    assert all(word in text for word in ("Dagverslagen", "Aanwezigheid", "Ouders en verzorgers", "Bewaard op"))
    assert "None" not in text


def test_a_thick_dossier_becomes_several_papers():
    row = [("Tekst", "woord " * 400)]
    parts = list(exporting.papers_of([{"title": "Dagverslagen", "rows": [row] * 120}]))

    assert len(parts) == 3
    assert sum(len(section["rows"]) for part in parts for section in part) == 120


def test_the_zip_vanishes_after_a_week(world, box):
    with for_school(world.school):
        job = Job.objects.get(kind=tasks.export_student.name)
        for days, there in ((6, True), (8, False)):
            Job.objects.filter(pk=job.pk).update(finished_at=timezone.now() - timezone.timedelta(days=days))
            tasks.clear_the_doormat()
            job.refresh_from_db()
            assert (job.file_id is not None) == there


def test_the_zip_of_an_erased_student_is_gone_as_well(world, box):
    with for_school(world.school):
        Placement.objects.update(state="completed")
        Erasure.objects.all().update(state="off")
        erasing.erase_student(Student.objects.get(pk=world.things["student"]["own"].pk))
        assert Job.objects.get(kind=tasks.export_student.name).file_id is None
