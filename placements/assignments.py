"""Assignments of a group reach its placements, also those that are made later."""

from placements.enums import SubmissionState
from placements.models import Assignment, Placement, Submission

DONE = [SubmissionState.HANDED_IN, SubmissionState.APPROVED]


def give_assignments(placement):
    """Give a placement the assignments of its group that it does not have yet; safe to call again."""
    wanted = Assignment.objects.filter(group=placement.group_id)
    if placement.predecessor_id:
        _take_along(placement)
        before = {"placement__student": placement.student_id, "placement__ends_on__lt": placement.starts_on}
        wanted = wanted.exclude(pk__in=Submission.objects.filter(**before, state__in=DONE).values("assignment"))
    _give((assignment, placement) for assignment in wanted)


def _take_along(placement):
    """What was still to do at the place before is to be done here. Work that was handed in stays where it was made, so
    that this company reads nothing of it; when it had to be done again, there is an empty sheet for it here.
    """
    before = Submission.objects.filter(placement=placement.predecessor_id)
    known = Submission.objects.filter(placement=placement).values("assignment")
    before.filter(state=SubmissionState.OPEN).exclude(assignment__in=known).update(placement=placement)
    again = before.filter(state=SubmissionState.AGAIN).select_related("assignment")
    _give((submission.assignment, placement) for submission in again)


def hand_round(assignment):
    """Give an assignment to every live placement of its group; safe to call again. Returns how many have it."""
    live = Placement.objects.live().filter(group=assignment.group_id)
    return _give((assignment, placement) for placement in live)


def _give(pairs):
    rows = [
        Submission(school_id=placement.school_id, assignment=assignment, placement=placement)
        for assignment, placement in pairs
    ]
    return len(Submission.objects.bulk_create(rows, ignore_conflicts=True))
