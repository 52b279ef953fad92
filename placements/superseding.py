"""A student got a place: which other wishes are not needed any more. Only those on the same days of the week."""

from groups.models import GroupStudent
from placements import wish_emails
from placements.models import PlacementRequest
from placements.models.request import AT_COMPANY


def supersede_others(placement, *, by):
    """End the wishes of this student whose days overlap the placement; a company that waits is told neutrally."""
    others = PlacementRequest.objects.filter(student=placement.student_id).exclude(pk=placement.request_id)
    for wish in others.select_related("group", "invitation").order_by("pk"):
        if "supersede" in wish.moves and overlaps(wish, placement):
            at_company = is_at_company(wish)
            wish.supersede(by=by)
            if at_company:
                wish_emails.not_needed(wish)


def overlaps(wish, placement):
    """The wish is about days of the week, in a period, on which the student is at the placement."""
    group = wish.group
    in_time = group.starts_on <= placement.ends_on and placement.starts_on <= group.ends_on
    return in_time and bool(set(days_of_wish(wish)) & placement.weekdays_within(group.starts_on, group.ends_on))


def days_of_wish(wish):
    """The days of the week that the student asks for: the own stage days, or those of the group."""
    part = GroupStudent.objects.filter(group=wish.group_id, student=wish.student_id).first()
    return part.days_in(wish.group) if part else wish.group.weekdays


def is_at_company(wish):
    """The company knows of this wish and waits for what becomes of it."""
    return bool(wish.released_at) and wish.state in AT_COMPANY
