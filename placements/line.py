"""The line of a stage: the places a student went to one after the other, as one whole (R27, R111)."""

from typing import NamedTuple

from placements.enums import PlacementState
from placements.models import MatchReview, Placement, StageTalk
from schools.enums import STAFF, Role

SEE_THE_LINE = {*STAFF, Role.STUDENT, Role.GUARDIAN}


class Hours(NamedTuple):
    """Minutes made and planned over all places of a line."""

    places: int
    made_minutes: int
    planned_minutes: int


def line_of(placement, member):
    """The places of this line, oldest first, as far as this member may see them. One question; a company and a
    jobcoach see no more than the place they came for.
    """
    if member.role not in SEE_THE_LINE:
        return [placement]
    seen = Placement.objects.visible_to(member).filter(student=placement.student_id)
    return walk(placement, seen.exclude(state=PlacementState.CANCELLED).select_related("company", "group__kind"))


def walk(placement, places):
    """Those of these places that stand in one line with this one, oldest first."""
    known = {one.pk: one for one in places}
    after = {one.predecessor_id: one for one in known.values() if one.predecessor_id}
    first = known.get(placement.pk, placement)
    while before := known.get(first.predecessor_id):
        first = before
    line = [first]
    while later := after.get(line[-1].pk):
        line.append(later)
    return line


def earlier(line, placement):
    """The ids of this place and those before it."""
    return [one.pk for one in line if one.starts_on <= placement.starts_on]


def hours_of(counted):
    """What was made and planned in a whole line, from the `summary` of its places; None when there is one only."""
    if len(counted) < 2:
        return None
    rows = counted.values()
    return Hours(len(rows), *(sum(one[key] for one in rows) for key in ("made_minutes", "planned_minutes")))


def last_talk_of(placement):
    """The newest talk about this place; None without one."""
    return StageTalk.objects.filter(placement=placement).order_by("-created_at", "-pk").first()


def learned_of(student):
    """What school learned of earlier matches of this student, newest first: for whoever matches again (R139)."""
    found = MatchReview.objects.filter(placement__student=student).select_related("placement__company")
    return list(found.order_by("-created_at", "-pk"))
