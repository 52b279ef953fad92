"""The proposal of a group: made, kept, looked at from all sides. Nothing here is told to anybody."""

from collections import Counter

from django.contrib.postgres.aggregates import StringAgg
from django.db import transaction
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import MD5, Cast, Coalesce, Concat
from django.utils import timezone

from groups.models import Group, GroupStudent, Invitation, Seat
from placements.enums import Aim
from placements.limits import limits_of
from placements.models import MatchPlan, MatchRule, Placement, PlacementRequest, PlanLine
from placements.puzzle import read
from placements.solving.suggesting import suggest


def with_state(groups):
    """Each with `now`: a fingerprint of all that a proposal is made from. One question for all of it."""
    seats = Seat.objects.filter(invitation__group=OuterRef("pk"))
    parts = [
        _print(GroupStudent.objects.filter(group=OuterRef("pk")), "group", "student_id", "weekdays"),
        _print(PlacementRequest.objects.filter(group=OuterRef("pk")), "group", "pk", "state", "rank", "invitation_id"),
        _print(Placement.objects.filter(group=OuterRef("pk")), "group", "pk", "state"),
        _print(Invitation.objects.filter(group=OuterRef("pk")), "group", "pk", "state", "company__is_active"),
        _print(MatchRule.objects.filter(group=OuterRef("pk")), "group", "pk", "kind"),
        _print(seats, "invitation__group", "pk", "is_offered", "is_reluctant"),
    ]
    return groups.annotate(now=MD5(Concat(*[Coalesce(part, Value("-")) for part in parts], output_field=CharField())))


def _print(rows, by, *names):
    fields = [Coalesce(Cast(F(name), CharField()), Value("?")) for name in names]
    row = Concat(*fields, Value(" "), output_field=CharField())
    told = rows.order_by().values(by).annotate(told=StringAgg(row, delimiter=",", order_by="pk"))
    return Subquery(told.values("told"), output_field=CharField())


def fingerprint(group):
    return with_state(Group.objects.filter(pk=group.pk)).values_list("now", flat=True).get()


def make_plan(group, *, by, aim=Aim.TOGETHER, solve=suggest):
    """Make the proposal anew and keep it instead of the one there was."""
    with transaction.atomic():
        Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
        seen = fingerprint(group)
        puzzle = read(group, aim)
        return keep(puzzle, solve(puzzle.problem), aim=aim, seen=seen, by=by)


def keep(puzzle, found, *, aim, seen, by):
    """Write a Plan of the engine as the proposal of the group."""
    group = puzzle.group
    plan = MatchPlan.objects.filter(group=group).first()
    plan = plan or MatchPlan(group=group, school_id=group.school_id, version=0)
    plan.version, plan.aim, plan.seen, plan.made_at, plan.made_by = plan.version + 1, aim, seen, timezone.now(), by
    plan.is_proven = found.proven
    plan.bound = None if found.bound is None else len(puzzle.parts) - found.bound[0]
    plan.save()
    plan.lines.all()._raw_delete(using="default")
    limits = limits_of(puzzle, found.places)
    PlanLine.objects.bulk_create(
        PlanLine(
            school_id=group.school_id, plan=plan, student_id=student, invitation_id=found.places.get(student),
            rank=puzzle.rank(student, found.places.get(student)) or None, limits=limits[student],
        )
        for student in puzzle.parts
    )  # fmt: skip
    return plan


def places_of(plan):
    """{student: invitation} as the proposal says."""
    return {line.student_id: line.invitation_id for line in plan.lines.all() if line.invitation_id}


def counts(lines):
    """How many are placed, in which wish, outside, and not."""
    ranks = Counter(line.rank if line.invitation_id else "nowhere" for line in lines)
    return {
        "placed": sum(number for rank, number in ranks.items() if rank != "nowhere"),
        "first": ranks[1], "second": ranks[2], "third": ranks[3], "outside": ranks[None], "nowhere": ranks["nowhere"],
        "all": sum(ranks.values()),
    }  # fmt: skip
