"""The doors of the talks before a stage."""

import datetime

from django.utils import timezone

from core.tenancy import for_school
from placements.models import IntroMeeting
from schools.enums import Role
from tests.factories import GroupFactory, InvitationFactory, RequestFactory

CONCERNED = {Role.COORDINATOR, Role.MENTOR, Role.STUDENT, Role.SUPERVISOR}
LEADS = CONCERNED - {Role.STUDENT}
OPEN_TO = {
    "placements:meetings": CONCERNED,
    "placements:meeting_new": LEADS,
    "placements:meeting": CONCERNED,
    "placements:meeting_choose": {Role.STUDENT},
    "placements:meeting_again": LEADS,
    "placements:meeting_prepare": {Role.STUDENT},
    "placements:meeting_sheet": {Role.STUDENT, Role.MENTOR},
    "placements:meeting_result": LEADS,
    "placements:meeting_back": {Role.STUDENT},
    "placements:meeting_off": LEADS,
    "placements:meeting_ics": CONCERNED,
}
# A mentor leads the talks at school; this one is at the company.
NOT_THEIRS = {f"placements:meeting_{name}": {Role.MENTOR} for name in ("again", "result", "off")}


def liked_wish(world):
    """A wish of the one student that the one company would like, in a group of its own."""
    here = {"school": world.school}
    group = GroupFactory(kind=world.kind, coordinator=world.members[Role.COORDINATOR], state="choosing", **here)
    invitation = InvitationFactory(group=group, company=world.company, contact=world.contact, **here)
    return RequestFactory(
        group=group, student=world.student, invitation=invitation, state="proposed", released_at=timezone.now(), **here
    )


def arguments(world):
    """What each page needs in its address."""
    if not hasattr(world, "meeting"):
        world.to_meet, past = liked_wish(world), timezone.now() - datetime.timedelta(hours=1)
        with for_school(world.school):
            world.meeting = IntroMeeting.objects.create(
                school=world.school, request=liked_wish(world), first_at=past, at=past, state="agreed",
                second_at=timezone.now(), place="Kade 1", host="Joke",
            )  # fmt: skip
    meeting = [world.meeting.pk]
    return {name: meeting for name in OPEN_TO} | {
        "placements:meetings": [], "placements:meeting_new": [world.to_meet.pk],
    }  # fmt: skip
