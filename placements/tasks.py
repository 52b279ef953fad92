"""The day turns for placements, and the worker looks for the best proposal. Safe to run as often as one likes."""

from contextlib import suppress
from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import jobs
from core.models import Job
from core.moves import MoveRefused
from core.rounds import on_its_own
from core.tenancy import for_school
from groups.reminders import OFFICE_HOURS
from placements import wish_emails
from placements.answering import expire
from placements.lawful import keep_first_unlawful
from placements.models import MatchPlan, Placement, PlacementRequest
from placements.planning import fingerprint, keep
from placements.puzzle import read
from placements.superseding import is_at_company
from placements.waiting import Clock, nearly
from schools.lessons import changed_since as lessons_changed_since
from schools.models import Membership, School

LOOK_BACK = timedelta(minutes=30)  # three rounds: a worker that was away for a moment misses nothing
SECONDS = 30  # so long the proof may take; after that the best found so far is the answer


def turn_the_day(then, first=lambda placement: None):
    """Start the placements whose first day has come, let take effect what was agreed for today, and finish or pass on
    those whose last day is past, by school. What hangs on a stage in the rooms above follows by `then(placement)`;
    what must be held before the stage itself, by `first(placement)`.
    """
    for school in School.objects.all():
        with for_school(school):
            _turn(Placement.objects.planned().filter(starts_on__lte=timezone.localdate()), "start", first, then)
            _turn(Placement.objects.with_due_terms(), "take_effect", first, then)
            over = Placement.objects.running().filter(ends_on__lt=timezone.localdate())
            _turn(over.handed_over(), "pass_on", first, then)
            _turn(over, "complete", first, then)


def _turn(placements, name, first, then):
    for placement in placements.order_by("pk"):
        with on_its_own("placement", placement.pk), suppress(MoveRefused), transaction.atomic():
            first(placement)
            getattr(placement, name)(by=None)  # refused: somebody cancelled it meanwhile
            then(placement)


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


@shared_task
def watch_the_law(everything=False):
    """Hold the stages that come and go on against the law: all of them a few times a day, and often those that were
    known not to fit and those of a school where lesson hours changed. Safe to run often.
    """
    for school_id in School.objects.values_list("pk", flat=True):
        with for_school(school_id):
            whole = everything or lessons_changed_since(timezone.now() - LOOK_BACK)
            stages = Placement.objects.live() if whole else Placement.objects.unlawful()
            ids = list(stages.order_by("pk").values_list("pk", flat=True))
        for pk in ids:
            with on_its_own("placement", pk), for_school(school_id):
                keep_first_unlawful(Placement.objects.select_related("student__school", "group__kind").get(pk=pk))


@shared_task
def watch_requests():
    """Warn in time and end what nobody answered, in office hours of school days. Safe to run often."""
    now = timezone.localtime()
    if now.hour not in OFFICE_HOURS:
        return
    for school_id in School.objects.values_list("pk", flat=True):
        with for_school(school_id):
            clock = Clock(now.date())
            late = nearly(PlacementRequest.objects.unanswered(), clock) if clock.is_school_day else []
        for wish, left in late:
            with on_its_own("request", wish.pk), for_school(school_id):
                _end_or_warn(wish.pk, left, clock)
        with on_its_own("school", school_id), for_school(school_id):
            _tell_coordinators(clock)


def _end_or_warn(pk, left, clock):
    wish = PlacementRequest.objects.for_mail().get(pk=pk)
    try:
        if left < 0:
            expire(wish)
        elif wish.warned_on is None:
            if is_at_company(wish):
                wish_emails.company_warned(wish, clock.last_day(wish))
            PlacementRequest.objects.filter(pk=pk, warned_on=None).update(warned_on=clock.today)
    except MoveRefused:
        return  # somebody answered meanwhile


def _tell_coordinators(clock):
    """One mail a day for each coordinator about what was warned of today."""
    per = {}
    for wish in PlacementRequest.objects.for_mail().unanswered().filter(warned_on=clock.today).order_by("pk"):
        per.setdefault(wish.group.coordinator, []).append((wish, clock.last_day(wish)))
    for coordinator, rows in per.items():
        wish_emails.nearly_over(coordinator, rows, clock.today)
