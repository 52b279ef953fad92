"""The board of a group: students with their wishes and free places, and the same seen from the companies."""

from core.calendar import nl_weekdays
from groups.models import GroupStudent, Invitation
from placements.enums import RequestState
from placements.lifecycle import ON_THE_WAY
from placements.models import HelpCall, Placement, PlacementRequest
from placements.places import free_places

SHOWN = [*ON_THE_WAY, RequestState.REFUSED, RequestState.TRANSFERRED, RequestState.ACCEPTED]


def student_rows(group):
    """One row per student: the wishes 1 to 3 with the free places of each, and the stage there is. Four questions."""
    wishes, stages = {}, {}
    places = free_places(Invitation.objects.filter(group=group))
    for wish in _wishes(group).select_related("invitation__company"):
        wish.days = days_of(group, places.get(wish.invitation_id, {}))
        wishes.setdefault(wish.student_id, {})[wish.rank] = wish
    for stage in Placement.objects.filter(group=group).live().select_related("company").order_by("pk"):
        stages.setdefault(stage.student_id, []).append(stage)
    for part in HelpCall.objects.beside(GroupStudent.objects.filter(group=group).for_list()):
        own = wishes.get(part.student_id, {})
        waits = any(wish.state in ON_THE_WAY for wish in own.values())
        placed = stages.get(part.student_id, [])
        yield {
            "student": part.student,
            "help": part.help_pk and part,
            "wishes": [own.get(rank) for rank in (1, 2, 3)],
            "stages": placed,
            "stand": "geplaatst" if placed else "wacht" if waits else "zonder",
        }


def company_rows(group):
    """One row per company that has places: who asks for it, who comes, and what is free. Four questions."""
    invitations = Invitation.objects.filter(group=group).with_places().for_list()
    places = free_places(Invitation.objects.filter(group=group))
    wishes, stages = {}, {}
    for wish in _wishes(group).waiting().select_related("student").order_by("rank", "student__last_name", "pk"):
        wishes.setdefault(wish.invitation_id, []).append(wish)
    for stage in Placement.objects.filter(group=group).live().for_list():
        stages.setdefault(stage.company_id, []).append(stage)
    for invitation in invitations:
        yield {
            "invitation": invitation,
            "company": invitation.company,
            "wishes": wishes.get(invitation.pk, []),
            "stages": stages.get(invitation.company_id, []),
            "days": days_of(group, places.get(invitation.pk, {})),
        }


def days_of(group, places):
    """[(do, its Places or None)] for each weekday of the group."""
    return [(_short(day), places.get(day)) for day in sorted(group.weekdays)]


def _wishes(group):
    return PlacementRequest.objects.filter(group=group, state__in=SHOWN)


def _short(day):
    return nl_weekdays([day], short=True)
