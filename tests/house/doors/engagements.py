"""The doors of the pieces of work that organisations ask for."""

import datetime

from django.utils import timezone

from schools.enums import STAFF, Role
from tests.factories import EngagementFactory, SignUpFactory

CONCERNED = {*STAFF, Role.STUDENT, Role.SUPERVISOR}
POSTS = {Role.COORDINATOR, Role.SUPERVISOR}
CHOOSES = {Role.COORDINATOR}
OPEN_TO = {
    "placements:engagements": CONCERNED,
    "placements:engagement_new": POSTS,
    "placements:engagement": CONCERNED,
    "placements:engagement_edit": POSTS,
    "placements:engagement_open": CHOOSES,
    "placements:engagement_close": CHOOSES,
    "placements:engagement_decide": CHOOSES,
    "placements:engagement_off": CHOOSES,
    "placements:engagement_finish": CHOOSES,
    "placements:sign_up": {Role.STUDENT},
    "placements:sign_off": {Role.STUDENT},
    "placements:engagement_report": {Role.STUDENT},
    "placements:engagement_feedback": POSTS,
}


def engagement_of(world, *, signed, **facts):
    """A piece of work of the one company, today, with or without the one student."""
    today = timezone.localdate()
    days = {"date": today, "closes_on": today - datetime.timedelta(days=1)}
    here = {"school": world.school}
    made = EngagementFactory(
        company=world.company, contact=world.contact, companion=world.members[Role.MENTOR], kind=world.kind,
        classes=[world.student.class_name], **days | facts, **here,
    )  # fmt: skip
    if signed:
        SignUpFactory(engagement=made, student=world.student, answer="Fijn", state=signed, **here)
    return made


def arguments(world):
    """What each page needs in its address."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    if not hasattr(world, "open_engagement"):
        world.open_engagement = engagement_of(world, signed="posted", date=tomorrow, closes_on=tomorrow)
        world.done_engagement = engagement_of(world, signed="chosen", state="decided")
    coming, past = [world.open_engagement.pk], [world.done_engagement.pk]
    return {
        "placements:engagements": [],
        "placements:engagement_new": [],
        "placements:engagement": past,
        "placements:engagement_edit": coming,
        "placements:engagement_open": coming,
        "placements:engagement_close": coming,
        "placements:engagement_decide": coming,
        "placements:engagement_off": coming,
        "placements:engagement_finish": past,
        "placements:sign_up": coming,
        "placements:sign_off": coming,
        "placements:engagement_report": past,
        "placements:engagement_feedback": past,
    }
