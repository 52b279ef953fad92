from .assignment import Assignment, Submission
from .attendance import AttendanceDay
from .dayreport import DayReport, ReportReply
from .help import HelpCall
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
    "MatchReview",
    "Placement",
    "PlacementRequest",
    "RefusalReason",
    "ReportReply",
    "StageRating",
    "StageTalk",
    "Submission",
    "TakenSeat",
]
