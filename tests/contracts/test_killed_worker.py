"""A worker that is killed in the middle of a batch: the next one does the rest, nothing is lost and nothing double."""

import os
import signal

import pytest
from django.urls import reverse

from contracts.models import ContractVersion
from core.models import Job
from core.tasks import sweep_jobs
from core.tenancy import for_school
from tests.contracts.conftest import checked_contract
from tests.factories import PlacementFactory, StudentFactory
from tests.stories.site import start_worker, wait_until

MANY = 8


@pytest.fixture
def worker(transactional_db, settings, tmp_path):
    """`worker()` starts a Celery worker on the database of this test; `.kill()` is a SIGKILL to all of it."""
    running = []

    class Worker:
        def __init__(self, log):
            self.process = start_worker("http://localhost", log)
            running.append(self)

        def kill(self):
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    with (tmp_path / "worker.log").open("a") as log:
        yield lambda: Worker(log)
        for one in running:
            one.kill()


@pytest.fixture
def contracts(transactional_db, stage):
    """Checked contracts of one mentor."""
    found = [checked_contract(stage.placement, stage.student, stage.mentor)]
    for number in range(1, MANY):
        student = StudentFactory(school=stage.school, first_name=f"Leerling{number}", mentor=stage.mentor)
        more = {"company": stage.placement.company, "supervisor": stage.placement.supervisor}
        placement = PlacementFactory(school=stage.school, student=student, mentor=stage.mentor, **more)
        found.append(checked_contract(placement, student.member, stage.mentor))
    return found


def done_of(job):
    with for_school(job.school_id):
        return Job.objects.get(pk=job.pk)


def test_a_killed_worker_loses_no_contract_and_makes_none_twice(stage, contracts, sign_in, worker, figure):
    first = worker()
    chosen = {"act": "make", "stage": [one.placement_id for one in contracts]}
    sign_in(stage.coordinator).post(reverse("contracts:together", args=[stage.school.slug]), chosen)
    with for_school(stage.school):
        job = Job.objects.get()
    wait_until(lambda: done_of(job).done >= 2, "the worker made no contract")
    first.kill()
    with for_school(stage.school):
        before = set(ContractVersion.objects.values_list("pk", "file"))
        assert 0 < len(before) < MANY
        Job.objects.filter(pk=job.pk).update(heard_at=job.created_at.replace(year=2020))

    worker()
    sweep_jobs()
    wait_until(lambda: not done_of(job).is_busy, "the second worker did not finish")
    job = done_of(job)
    assert (job.state, job.done, job.faults) == ("done", MANY, [])
    with for_school(stage.school):
        versions = list(ContractVersion.objects.values_list("contract", "number"))
        assert before <= set(ContractVersion.objects.values_list("pk", "file"))
    figure("contracts.lost_after_kill", MANY - len({contract for contract, _number in versions}), "0")
    figure("contracts.double_after_kill", len(versions) - len(set(versions)), "0")
    assert sorted(versions) == [(one.pk, 1) for one in contracts]
