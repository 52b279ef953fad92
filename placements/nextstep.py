"""What a student can do after a no: companies of the group that have room on the own days."""

from groups.models import Invitation
from placements.matching import needed_age
from placements.models import PlacementRequest
from placements.places import free_places

SHOWN = 3


def with_room(student, group, number=SHOWN):
    """[(invitation, days with room in words)]: not asked yet, old enough, the roomiest first. Two questions."""
    asked = PlacementRequest.objects.filter(student=student, group=group).exclude(state="withdrawn")
    offers = list(
        Invitation.objects.with_places()
        .filter(group=group)
        .exclude(pk__in=asked.values("invitation"))
        .select_related("company", "group__kind")
    )
    places = free_places([one.pk for one in offers])
    found = []
    for offer in offers:
        days = [one for one in places.get(offer.pk, {}).values() if one.free]
        if days and not needed_age(student, offer, group.starts_on):
            found.append((offer, ", ".join(one.day for one in days), sum(one.free for one in days)))
    found.sort(key=lambda row: (-row[2], row[0].company.name))
    return [(offer, days) for offer, days, _room in found[:number]]
