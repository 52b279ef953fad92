"""Long work as a row: the page starts and follows it, the worker does it; a line that went wrong is a sentence."""

from celery import Task
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from core import files
from core.models import Job
from core.tenancy import for_school, on_behalf_of


class JobTask(Task):
    """`@shared_task(base=jobs.JobTask)`: called with ids, the body gets the job itself, begun, with no school open.

    A job that an earlier run finished is not done again. The trace of the work names whoever asked for it.
    """

    def __call__(self, school_id, job_id):
        with for_school(school_id):
            job = begin(job_id)
        if job is None:
            return
        with on_behalf_of(job.created_by_id):
            super().__call__(school_id, job)


def start(task, *, school, label, by, total=0, **arguments):
    """Write the job and hand it to the worker after the commit. `arguments` are ids only.

    Who asks for the same work twice, before the worker began, gets the job that waits already.
    """
    same = Job.objects.filter(kind=task.name, arguments=arguments, created_by=by.user_id, state=Job.State.WAITING)
    if waiting := same.order_by("-pk").first():
        return waiting
    job = Job.objects.create(
        school=school, kind=task.name, label=label, total=total, arguments=arguments, created_by_id=by.user_id
    )

    def hand_over():
        task.delay(school.pk, job.pk)

    transaction.on_commit(hand_over, robust=True)
    return job


def begin(job_id):
    """The worker takes the job; None when it was already finished by an earlier run."""
    job = Job.objects.select_for_update().get(pk=job_id)
    if not job.is_busy:
        return None
    job.state, job.done, job.faults, job.outcomes = Job.State.RUNNING, 0, [], []
    job.save()
    return job


def step(job, fault="", *, rows=1, outcome=None):
    """Some rows further; `fault` is the Dutch sentence for a row that did not work, `outcome` (who, what came)."""
    if fault or outcome:
        job.faults += filter(None, [fault])
        job.outcomes += filter(None, [outcome])
        job.save(update_fields=["faults", "outcomes", "heard_at"])
    Job.objects.filter(pk=job.pk).update(done=F("done") + rows, heard_at=Now())


def finish(job, content=None, *, name="", content_type="application/pdf"):
    """The job is done, with or without a file for whoever asked."""
    job.refresh_from_db()
    if content is not None:
        job.file = files.keep(job.school, content, name=name, content_type=content_type)
    job.state, job.finished_at = Job.State.DONE, timezone.now()
    job.save()


def fail(job, sentence):
    """The job did not work; the sentence says what to do."""
    job.faults.append(sentence)
    job.state, job.finished_at = Job.State.FAILED, timezone.now()
    job.save()
