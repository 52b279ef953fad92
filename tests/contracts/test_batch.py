"""Many contracts at once: in pieces; one bad one never stops the rest; a run that dies is done again, no doubles."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from contracts import tasks
from contracts.models import ContractVersion
from core import files
from core.models import Job
from core.tenancy import for_school
from tests.contracts.conftest import checked_contract, print_them
from tests.factories import PlacementFactory, StudentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(stage):
    """Three checked contracts of one mentor."""
    found = [checked_contract(stage.placement, stage.student, stage.mentor)]
    for name in ("Çelik", "Ömer"):
        student = StudentFactory(school=stage.school, first_name=name, mentor=stage.mentor)
        more = {"company": stage.placement.company, "supervisor": stage.placement.supervisor}
        placement = PlacementFactory(school=stage.school, student=student, mentor=stage.mentor, **more)
        found.append(checked_contract(placement, student.member, stage.mentor))
    return found


def together(client, stage, act, contracts, name="stage"):
    data = {"act": act, name: [one.placement_id for one in contracts]}
    return client.post(reverse("contracts:together", args=[stage.school.slug]), data)


def jobs_of(stage):
    with for_school(stage.school):
        return list(Job.objects.order_by("pk"))


def run(task, job):
    task(job.school_id, job.pk)
    with for_school(job.school_id):
        job.refresh_from_db()
    return job


def test_the_chosen_ones_are_made_and_the_others_wait(stage, three, sign_in):
    together(sign_in(stage.coordinator), stage, "make", three[:2])
    (job,) = jobs_of(stage)
    assert run(tasks.make_contracts, job).state == "done"
    with for_school(stage.school):
        assert sorted(ContractVersion.objects.values_list("contract", flat=True)) == [one.pk for one in three[:2]]


def test_who_chooses_none_means_the_whole_page(stage, three, sign_in):
    together(sign_in(stage.coordinator), stage, "make", three, name="row")
    assert [job.total for job in jobs_of(stage)] == [3]


def test_much_work_is_cut_in_pieces_that_two_workers_share(stage, three, sign_in, monkeypatch):
    monkeypatch.setattr("contracts.views.batch.PIECE", 2)
    answer = together(sign_in(stage.coordinator), stage, "make", three)
    assert answer["Location"] == reverse("contracts:work", args=[stage.school.slug])
    assert [(job.total, job.label) for job in jobs_of(stage)] == [
        (2, "3 contracten, deel 1 van 2"), (1, "3 contracten, deel 2 van 2"),
    ]  # fmt: skip
    page = sign_in(stage.coordinator).get(answer["Location"]).content.decode()
    assert "3 contracten, deel 2 van 2" in page


def test_one_bad_contract_never_stops_the_rest_and_is_named(stage, three, sign_in):
    with for_school(stage.school):
        type(three[1]).objects.filter(pk=three[1].pk).update(goals="x" * 1500, state="draft")
    job = print_them(stage.coordinator, *three)
    assert (job.state, job.done, len(job.faults)) == ("done", 3, 1)
    with for_school(stage.school):
        assert job.faults[0].startswith(three[1].placement.student.name)
        assert ContractVersion.objects.count() == 2


def test_a_run_that_dies_is_done_again_without_a_double(stage, three, sign_in, monkeypatch):
    together(sign_in(stage.coordinator), stage, "make", three)
    (job,) = jobs_of(stage)
    whole, made = tasks.make_version, []

    class Killed(BaseException):
        """What a process sees that is ended."""

    def dies_at_the_second(*args, **kwargs):
        if made:
            raise Killed
        made.append(whole(*args, **kwargs))
        return made[0]

    monkeypatch.setattr(tasks, "make_version", dies_at_the_second)
    with pytest.raises(Killed):
        tasks.make_contracts(job.school_id, job.pk)
    monkeypatch.undo()
    job = run(tasks.make_contracts, job)
    assert (job.state, job.done, job.faults) == ("done", 3, [])
    with for_school(stage.school):
        assert sorted(ContractVersion.objects.values_list("contract", "number")) == [(one.pk, 1) for one in three]
        assert made[0].file_id in ContractVersion.objects.values_list("file", flat=True)


def test_one_file_to_print_has_every_paper_with_its_three_copies(stage, three, sign_in):
    print_them(stage.coordinator, *three)
    together(sign_in(stage.coordinator), stage, "print", three)
    job = run(tasks.print_set, jobs_of(stage)[-1])
    with for_school(stage.school):
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(files.read(job.file))).pages]
        names = [contract.placement.student.name for contract in three]
    assert len(pages) == 18
    for name in names:
        assert sum(name in page and "Stageovereenkomst\n" in page for page in pages) == 3, name


def test_a_paper_that_is_lost_is_told_and_the_rest_is_printed(stage, three, sign_in, settings):
    print_them(stage.coordinator, *three)
    with for_school(stage.school):
        lost = ContractVersion.objects.get(contract=three[0])
        (settings.MEDIA_ROOT / lost.file.path).unlink()
    together(sign_in(stage.coordinator), stage, "print", three)
    job = run(tasks.print_set, jobs_of(stage)[-1])
    assert (job.state, job.done, len(job.faults)) == ("done", 3, 1)
    assert job.file_id


def test_nothing_to_print_is_told(stage, three, sign_in):
    answer = together(sign_in(stage.coordinator), stage, "print", three)
    assert answer["Location"] == reverse("contracts:contracts", args=[stage.school.slug])
    assert jobs_of(stage) == []
