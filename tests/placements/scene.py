"""A group in which students choose, with a company that has seats; the clock stands before the stage."""

import datetime

from core.tenancy import for_school
from tests.factories import (
    ContactFactory,
    GroupFactory,
    GroupStudentFactory,
    InvitationFactory,
    MembershipFactory,
    RequestFactory,
    StudentFactory,
    give_seats,
)

BEFORE = datetime.datetime(2026, 12, 1, 10, 0, tzinfo=datetime.UTC)


def choosing_group(school, **facts):
    """A group with Thursdays and Fridays in which students may choose."""
    return GroupFactory(school=school, state="choosing", **facts)


def offering(group, seats=1, **facts):
    """A company of this group with so many seats on every stage day."""
    return give_seats(InvitationFactory(school=group.school, group=group, **facts), seats)


def taking_part(group, **facts):
    """A student of this group."""
    mentor = facts.pop("mentor", None) or MembershipFactory(school=group.school)
    student = StudentFactory(school=group.school, mentor=mentor, **facts)
    GroupStudentFactory(school=group.school, group=group, student=student)
    return student


def wishing(student, invitation, rank=1, **facts):
    """A wish that was sent."""
    return RequestFactory(
        school=student.school, group=invitation.group, student=student, invitation=invitation, rank=rank, **facts
    )


def arrangement(invitation, **changes):
    """What the coordinator fills in by default."""
    group = invitation.group
    with for_school(group.school):
        supervisor = invitation.company.contacts.first()
    supervisor = supervisor or ContactFactory(school=group.school, company=invitation.company)
    return {
        "mentor": MembershipFactory(school=group.school),
        "supervisor": supervisor,
        "weekdays": group.weekdays,
        "starts_on": group.starts_on,
        "ends_on": group.ends_on,
        **changes,
    }
