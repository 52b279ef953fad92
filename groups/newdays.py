"""Dates that came into a group after companies were asked: a longer period, a weekday more, a closed day opened."""

from collections import defaultdict

from django.utils import timezone

from core.models import OutgoingMail
from groups.enums import GroupState
from groups.enums import InvitationState as State
from groups.models import Group, Invitation


def to_tell(today=None):
    """[(invitation, dates)] of the open school that were not told of these dates yet, by page nor by mail.

    Only companies with a place and those that are still to answer; who said no, or has not been asked, hears nothing.
    """
    today = today or timezone.localdate()
    groups = Group.objects.filter(state__in=[GroupState.ASKING, GroupState.CHOOSING], ends_on__gt=today)
    concerned = Invitation.objects.filter(group__in=groups, state__in=[State.YES, State.ASKED], days_shown__len__gt=0)
    of_group = defaultdict(list)
    for one in concerned.exclude(contact=None).order_by("pk"):
        of_group[one.group_id].append(one)
    found = []
    for group in groups.filter(pk__in=of_group).select_related("school"):
        days = [day for day in group.stage_days() if day > today]
        for one in of_group[group.pk]:
            if new := [day for day in days if day not in one.days_shown]:
                found.append((one, new))
    known = OutgoingMail.objects.filter(key__in=[key_of(*one) for one in found]).values_list("key", flat=True)
    return [one for one in found if key_of(*one) not in set(known)]


def key_of(invitation, days):
    """Names the mail about exactly these dates, so that it goes once."""
    return f"days-added:{invitation.pk}:{len(days)}:{days[0].isoformat()}:{days[-1].isoformat()}"
