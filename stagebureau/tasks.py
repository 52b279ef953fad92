"""Long work of the hall."""

from celery import shared_task
from django.utils.translation import gettext as _

import placements.tasks
from contracts.signing import hold_papers
from core import jobs
from core.models import Job
from core.tenancy import for_school
from schools.importing import work_through
from schools.models import ImportRun
from stagebureau.ending import follow
from stagebureau.lists import BY_KEY


def hand_over(run, by):
    """Let the worker try the list, or put it in when its trial was accepted."""
    label = _("Lijst %s") % run.source_name
    jobs.start(work_through_list, school=run.school, label=label, by=by, total=len(run.rows), run=run.pk)


def job_of(run):
    """The last work on this list, for the page that shows how far it is."""
    return Job.objects.filter(kind=work_through_list.name, arguments__run=run.pk).order_by("-pk").first()


@shared_task(base=jobs.JobTask)
def work_through_list(school_id, job):
    """Try a list, or put its good rows in. Safe to run twice."""
    with for_school(school_id):
        run = ImportRun.objects.select_related("school").get(pk=job.arguments["run"])
    keep = run.state == ImportRun.State.BUSY
    work_through(run, BY_KEY[run.kind], keep=keep, heard=lambda rows: jobs.step(job, rows=rows))
    with for_school(school_id):
        jobs.finish(job)


@shared_task
def turn_the_day():
    """Stages begin, change and end by themselves, with their contracts. Safe to run as often as one likes."""
    placements.tasks.turn_the_day(then=lambda placement: follow(placement, by=None), first=hold_papers)
