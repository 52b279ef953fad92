from .assignment import Assignment, Submission
from .attendance import AttendanceDay
from .dayreport import DayReport, ReportReply
from .engagement import Engagement, SignUp
from .found import FoundPlace
from .help import HelpCall
from .matchplan import MatchPlan, MatchRule, PlanLine
from .meeting import IntroMeeting
from .placement import Placement, TakenSeat
from .rating import StageRating
from .reason import RefusalReason
from .request import PlacementRequest
from .talk import MatchReview, StageTalk

__all__ = [
    "Assignment",
    "AttendanceDay",
    "DayReport",
    "HelpCall",
    "MatchPlan",
    "MatchReview",
    "MatchRule",
    "Engagement",
    "FoundPlace",
    "IntroMeeting",
    "Placement",
    "PlacementRequest",
    "PlanLine",
    "RefusalReason",
    "ReportReply",
    "StageRating",
    "StageTalk",
    "SignUp",
    "Submission",
    "TakenSeat",
]
