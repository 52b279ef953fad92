from .assignment import Assignment, Submission
from .attendance import AttendanceDay
from .dayreport import DayReport, ReportReply
from .placement import Placement, TakenSeat
from .reason import RefusalReason
from .request import PlacementRequest

__all__ = [
    "Assignment",
    "AttendanceDay",
    "DayReport",
    "Placement",
    "PlacementRequest",
    "RefusalReason",
    "ReportReply",
    "Submission",
    "TakenSeat",
]
