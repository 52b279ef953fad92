from .assignment import Assignment, Submission
from .attendance import AttendanceDay
from .dayreport import DayReport, ReportReply
from .help import HelpCall
from .matchplan import MatchPlan, MatchRule, PlanLine
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
    "Placement",
    "PlacementRequest",
    "PlanLine",
    "RefusalReason",
    "ReportReply",
    "StageRating",
    "StageTalk",
    "Submission",
    "TakenSeat",
]
