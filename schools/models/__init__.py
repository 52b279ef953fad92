from .calendar import ClosedDays
from .door import EntryCode, FailedEntry, Letter, LoginCode
from .glass import BreakGlass, GlassPage
from .importrun import ImportRun
from .lessons import LessonDay, LessonPlan
from .membership import Membership
from .retention import DataRequest, Erasure, RetentionRule
from .school import School
from .school_account import SchoolAccount, SignInService
from .student import Guardianship, Student
from .trace import ReadTrace
from .user import User

__all__ = [
    "BreakGlass",
    "ClosedDays",
    "DataRequest",
    "EntryCode",
    "Erasure",
    "FailedEntry",
    "GlassPage",
    "Guardianship",
    "ImportRun",
    "LessonDay",
    "LessonPlan",
    "Letter",
    "LoginCode",
    "Membership",
    "ReadTrace",
    "RetentionRule",
    "School",
    "SchoolAccount",
    "SignInService",
    "Student",
    "User",
]
