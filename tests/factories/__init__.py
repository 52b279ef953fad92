from .assessments import AssessmentFactory
from .companies import CompanyFactory, ContactFactory, RecognitionFactory
from .contracts import ContractFactory
from .groups import GroupFactory, GroupStudentFactory, InvitationFactory, KindFactory, give_seats
from .lwt import LwtPlanFactory, PartnerAgreementFactory
from .placements import (
    AssignmentFactory,
    DayReportFactory,
    EngagementFactory,
    PlacementFactory,
    ReasonFactory,
    RequestFactory,
    SignUpFactory,
    SubmissionFactory,
    safe,
)
from .schools import GuardianshipFactory, LetterFactory, MembershipFactory, SchoolFactory, StudentFactory, UserFactory

__all__ = [
    "AssessmentFactory",
    "AssignmentFactory",
    "CompanyFactory",
    "ContactFactory",
    "ContractFactory",
    "DayReportFactory",
    "EngagementFactory",
    "GroupFactory",
    "GroupStudentFactory",
    "GuardianshipFactory",
    "InvitationFactory",
    "KindFactory",
    "LetterFactory",
    "LwtPlanFactory",
    "MembershipFactory",
    "PartnerAgreementFactory",
    "PlacementFactory",
    "RecognitionFactory",
    "ReasonFactory",
    "RequestFactory",
    "SchoolFactory",
    "SignUpFactory",
    "StudentFactory",
    "SubmissionFactory",
    "UserFactory",
    "give_seats",
    "safe",
]
