"""The day turns for placements, and the worker looks for the best proposal. Safe to run as often as one likes."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _

from core import jobs
from core.models import Job
from core.moves import MoveRefused
from core.tenancy import for_school
from placements.models import MatchPlan, Placement
from placements.planning import fingerprint, keep
from placements.puzzle import read
from schools.models import Membership, School

SECONDS = 30  # so long the proof may take; after that the best found so far is the answer


@shared_task
def turn_the_day():
    """Start the placements whose first day has come and finish or pass on those whose last day is past, by school."""
    for school in School.objects.all():
        with for_school(school):
            _turn(Placement.objects.planned().filter(starts_on__lte=timezone.localdate()), "start")
            over = Placement.objects.running().filter(ends_on__lt=timezone.localdate())
            _turn(over.handed_over(), "pass_on")
            _turn(over, "complete")


def _turn(placements, name):
    for placement in placements.order_by("pk"):
        try:
            getattr(placement, name)(by=None)
        except MoveRefused:
            continue  # somebody cancelled it meanwhile


@shared_task(base=jobs.JobTask)
def prove_plan(school_id, job):
    """Look for the best proposal there is, with proof; half a minute at most. What changed meanwhile is not kept."""
    from placements.solving.proving import prove  # noqa: PLC0415 - 70 MB, for the worker only

    with for_school(school_id):
        plan = MatchPlan.objects.select_related("group__kind").get(pk=job.arguments["plan"])
        seen, puzzle = fingerprint(plan.group), read(plan.group, plan.aim)

    def tell(done):
        with for_school(school_id):
            jobs.step(Job.objects.get(pk=job.pk))

    found = prove(puzzle.problem, SECONDS, tell)
    with for_school(school_id):
        job.refresh_from_db()
        kept = MatchPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        if kept.version != plan.version or fingerprint(plan.group) != seen:
            jobs.fail(job, _("Er veranderde iets terwijl we zochten. Maak het voorstel opnieuw."))
            return
        keep(puzzle, found, aim=plan.aim, seen=seen, by=Membership.objects.get(pk=job.arguments["member"]))
        jobs.finish(job)
