from .assignment import Assignment, Submission
from .attendance import AttendanceDay
from .dayreport import DayReport, ReportReply
from .engagement import Engagement, SignUp
from .found import FoundPlace
from .help import HelpCall
from .lawreason import LawReason
from .matchplan import MatchPlan, MatchRule, PlanLine
from .meeting import IntroMeeting
from .placement import Placement, TakenSeat
from .rating import StageRating
from .reason import RefusalReason
from .request import PlacementRequest
from .safety import SafetyCheck, SafetyTask
from .talk import MatchReview, StageTalk
from .term import PlacementTerm

__all__ = [
    "Assignment",
    "AttendanceDay",
    "DayReport",
    "HelpCall",
    "LawReason",
    "MatchPlan",
    "MatchReview",
    "MatchRule",
    "Engagement",
    "FoundPlace",
    "IntroMeeting",
    "Placement",
    "PlacementRequest",
    "PlacementTerm",
    "PlanLine",
    "RefusalReason",
    "ReportReply",
    "SafetyCheck",
    "SafetyTask",
    "StageRating",
    "StageTalk",
    "SignUp",
    "Submission",
    "TakenSeat",
]
