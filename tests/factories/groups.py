import datetime

import factory

from core.tenancy import for_school
from groups.models import Group, GroupStudent, Invitation, Seat, StageKind
from schools.enums import Role
from tests.factories.base import SchoolRowFactory, same_school
from tests.factories.companies import CompanyFactory, ContactFactory
from tests.factories.schools import MembershipFactory, SchoolFactory, StudentFactory


class KindFactory(SchoolRowFactory):
    class Meta:
        model = StageKind

    school = factory.SubFactory(SchoolFactory)
    code = factory.Sequence(lambda n: f"beroepsgericht-{n}")
    name = "Beroepsgerichte stage"


class GroupFactory(SchoolRowFactory):
    """Thursday and Friday, 1 February until 23 April 2027: 24 days without holidays."""

    class Meta:
        model = Group

    school = factory.SubFactory(SchoolFactory)
    name = factory.Sequence(lambda n: f"Voorjaarsstage P4 {n}")
    kind = same_school(KindFactory)
    starts_on = datetime.date(2027, 2, 1)
    ends_on = datetime.date(2027, 4, 23)
    weekdays = [3, 4]
    starts_at = datetime.time(8, 30)
    ends_at = datetime.time(15, 30)
    answer_by = datetime.date(2026, 12, 11)
    coordinator = same_school(MembershipFactory, role=Role.COORDINATOR)


class GroupStudentFactory(SchoolRowFactory):
    class Meta:
        model = GroupStudent

    school = factory.SubFactory(SchoolFactory)
    group = same_school(GroupFactory)
    student = same_school(StudentFactory)


class InvitationFactory(SchoolRowFactory):
    class Meta:
        model = Invitation

    school = factory.SubFactory(SchoolFactory)
    group = same_school(GroupFactory)
    company = same_school(CompanyFactory)
    contact = factory.SubFactory(
        ContactFactory, school=factory.SelfAttribute("..school"), company=factory.SelfAttribute("..company")
    )


def give_seats(invitation, number=1, days=None):
    """The company offers `number` seats on every stage day of the group, or on these days."""
    with for_school(invitation.school):
        invitation.state = "yes"
        invitation.save()
        Seat.objects.bulk_create(
            Seat(school_id=invitation.school_id, invitation=invitation, date=day, number=n)
            for day in days or invitation.group.stage_days()
            for n in range(1, number + 1)
        )
    return invitation
