import datetime

import factory

from placements.gate import ALWAYS
from placements.models import (
    Assignment,
    DayReport,
    Engagement,
    Placement,
    PlacementRequest,
    RefusalReason,
    SignUp,
    Submission,
)
from schools.enums import Role
from tests.factories.base import SchoolRowFactory, same_school
from tests.factories.companies import CompanyFactory, ContactFactory
from tests.factories.groups import GroupFactory, InvitationFactory, KindFactory
from tests.factories.schools import MembershipFactory, SchoolFactory, StudentFactory


class RequestFactory(SchoolRowFactory):
    class Meta:
        model = PlacementRequest

    school = factory.SubFactory(SchoolFactory)
    group = same_school(GroupFactory)
    student = same_school(StudentFactory)
    invitation = factory.SubFactory(
        InvitationFactory, school=factory.SelfAttribute("..school"), group=factory.SelfAttribute("..group")
    )
    rank = 1
    why = "Ik wil graag met auto's werken."
    state = "submitted"


class ReasonFactory(SchoolRowFactory):
    class Meta:
        model = RefusalReason

    school = factory.SubFactory(SchoolFactory)
    code = factory.Sequence(lambda n: f"te-druk-{n}")
    label = factory.Sequence(lambda n: f"Te druk {n}")
    text = "Hoi {naam}, het is te druk bij {bedrijf}."


class PlacementFactory(SchoolRowFactory):
    class Meta:
        model = Placement

    school = factory.SubFactory(SchoolFactory)
    group = same_school(GroupFactory)
    student = same_school(StudentFactory)
    company = same_school(CompanyFactory)
    mentor = same_school(MembershipFactory, role=Role.MENTOR)
    supervisor = factory.SubFactory(
        ContactFactory, school=factory.SelfAttribute("..school"), company=factory.SelfAttribute("..company")
    )
    starts_on = factory.SelfAttribute("group.starts_on")
    ends_on = factory.SelfAttribute("group.ends_on")
    weekdays = factory.SelfAttribute("group.weekdays")
    starts_at = factory.SelfAttribute("group.starts_at")
    ends_at = factory.SelfAttribute("group.ends_at")
    may_work_from = ALWAYS


class DayReportFactory(SchoolRowFactory):
    class Meta:
        model = DayReport

    school = factory.SubFactory(SchoolFactory)
    placement = same_school(PlacementFactory)
    date = factory.SelfAttribute("placement.starts_on")
    did = "Ik heb banden gewisseld."
    mood = 3


class AssignmentFactory(SchoolRowFactory):
    class Meta:
        model = Assignment

    school = factory.SubFactory(SchoolFactory)
    group = same_school(GroupFactory)
    title = "Maak een foto van je werkplek"
    text = "Maak een foto en vertel wat je ziet."
    created_by = same_school(MembershipFactory, role=Role.MENTOR)


class SubmissionFactory(SchoolRowFactory):
    class Meta:
        model = Submission

    school = factory.SubFactory(SchoolFactory)
    assignment = same_school(AssignmentFactory)
    placement = factory.SubFactory(
        PlacementFactory, school=factory.SelfAttribute("..school"), group=factory.SelfAttribute("..assignment.group")
    )


class EngagementFactory(SchoolRowFactory):
    """Catering on Friday 18 December 2026, for two students of P4a, open until the 11th."""

    class Meta:
        model = Engagement

    school = factory.SubFactory(SchoolFactory)
    company = same_school(CompanyFactory)
    contact = factory.SubFactory(
        ContactFactory, school=factory.SelfAttribute("..school"), company=factory.SelfAttribute("..company")
    )
    kind = same_school(KindFactory)
    companion = same_school(MembershipFactory)
    title = "Catering bij de open dag"
    what = "Je deelt koffie uit."
    place = "Markt 1, Steenwijk"
    date = datetime.date(2026, 12, 18)
    starts_at = datetime.time(9)
    ends_at = datetime.time(15)
    seats = 2
    classes = ["P4a"]
    closes_on = datetime.date(2026, 12, 11)
    state = "open"


class SignUpFactory(SchoolRowFactory):
    class Meta:
        model = SignUp

    school = factory.SubFactory(SchoolFactory)
    engagement = same_school(EngagementFactory)
    student = same_school(StudentFactory)
    why = "Ik vind het leuk."
    learn = "Gasten helpen"
    show = "Dat ik netjes werk"


def safe(placement, *tasks):
    """School did the werk- en veiligheidscheck: these tasks, or a plain one, for every age."""
    from core.tenancy import for_school
    from placements.safety import bands_of, keep

    with for_school(placement.school):
        verdicts = dict.fromkeys(bands_of(placement), "allowed")
        keep(placement, [{"text": text, **verdicts} for text in tasks or ["Vegen"]], by=placement.mentor)
    return placement
