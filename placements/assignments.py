"""Assignments of a group reach its placements, also those that are made later."""

from placements.models import Assignment, Placement, Submission


def give_assignments(placement):
    """Give a placement the assignments of its group that it does not have yet; safe to call again."""
    _give((assignment, placement) for assignment in Assignment.objects.filter(group=placement.group_id))


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
