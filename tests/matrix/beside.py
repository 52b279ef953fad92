"""What stands beside the rounds, for each family: pieces of work of its organisation, and places it found."""

import datetime

from django.utils import timezone

from core.tenancy import for_school
from placements.models import Engagement, FoundPlace, IntroMeeting, SignUp
from schools.models import Student
from tests import factories as make

ENGAGEMENTS = ("engagement", "free_engagement", "new_engagement", "past_engagement")
SUNDAY = 6


def add_beside(side, relation):
    """An engagement that takes sign-ups, one the student may still join, one in draft, and one that is past."""
    today = timezone.localdate()
    day = today + datetime.timedelta(days=5 + ((today.weekday() + 5) % 7 == SUNDAY))  # under 16 nobody works then
    coming = {"date": day, "closes_on": today + datetime.timedelta(days=3)}
    past = {"date": today, "closes_on": today, "state": "decided"}
    for kind, facts in (
        ("engagement", coming),
        ("free_engagement", coming),
        ("new_engagement", coming | {"state": "draft"}),
        ("past_engagement", past),
    ):
        made = _engagement(side, relation, **facts)
        side.put(kind, relation, made)
    student = side.things["student"][relation]
    _found(side, relation, student)
    _talks(side, relation, student)
    for kind, of, state in (("sign_up", "engagement", "posted"), ("chosen", "past_engagement", "chosen")):
        about = side.things[of][relation]
        side.put(kind, relation, make.SignUpFactory(
            engagement=about, student=student, state=state, answer="x", report="x", proud="x", feedback="x",
            **side.here,
        ))  # fmt: skip


def settle_beside(side):
    """After the marking: engagements are for the classes of their students, their kind is known by its code."""
    with for_school(side.school):
        for kind in ENGAGEMENTS:
            for relation, made in side.things[kind].items():
                made.classes = [Student.objects.get(pk=side.things["student"][relation].pk).class_name]
                Engagement.objects.filter(pk=made.pk).update(classes=made.classes)
        SignUp.objects.filter(state="posted").update(answer="")
        IntroMeeting.objects.update(proud="")
        make.KindFactory(code="prestatie", **side.here)


def _found(side, relation, student):
    """One that school looks at, one begun for another group, and one that became the request."""
    group = side.things["placement"][relation].group
    other = next(one for one in side.groups if one.pk != group.pk)
    with for_school(side.school):
        for kind, where, facts in (
            ("found", group, {"state": "posted"}),
            ("found_draft", other, {"state": "draft"}),
            ("found_yes", group, {"state": "accepted", "wish": side.things["request"][relation]}),
        ):
            made = FoundPlace.objects.create(student=student, group=where, name="x", weekdays=[3], **facts)
            side.put(kind, relation, made)


def _talks(side, relation, student):
    """A talk to choose a moment for, one that is past, and a wish to plan one for; each in a group of its own."""
    now, day = timezone.now(), datetime.timedelta(days=1)
    side.put("to_meet", relation, _liked(side, relation, student))
    for kind, at, facts in (("meeting", now + day, {}), ("past_meeting", now - day, {"state": "agreed"})):
        wish = side.label(_liked(side, relation, student), f"{relation}.released")
        with for_school(side.school):
            made = IntroMeeting.objects.create(
                request=wish, first_at=at, second_at=at + day / 2, at=at if facts else None, place="x", host="x",
                **facts,
            )  # fmt: skip
        side.put(kind, relation, made)


def _liked(side, relation, student):
    """A wish that the company would like."""
    stage = side.things["placement"][relation]
    group = make.GroupFactory(
        kind=stage.group.kind, coordinator=side.people["staff.coordinator"], state="choosing", **side.here
    )
    side.label(group, f"shared.group{group.pk}")  # each with a name of its own
    invitation = make.InvitationFactory(group=group, company=stage.company, contact=stage.supervisor, **side.here)
    return make.RequestFactory(
        group=group, student=student, invitation=invitation, state="proposed", released_at=timezone.now(), **side.here
    )


def _engagement(side, relation, **facts):
    placement = side.things["placement"][relation]
    return make.EngagementFactory(
        company=placement.company, contact=placement.supervisor, companion=placement.mentor,
        kind=placement.group.kind, starts_at=datetime.time(10), ends_at=datetime.time(12), **facts, **side.here,
    )  # fmt: skip
