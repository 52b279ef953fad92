from .calendar import ClosedDays
from .door import EntryCode, FailedEntry, Letter, LoginCode
from .importrun import ImportRun
from .membership import Membership
from .retention import DataRequest, Erasure, RetentionRule
from .school import School
from .school_account import SchoolAccount, SignInService
from .student import Guardianship, Student
from .user import User

__all__ = [
    "ClosedDays",
    "DataRequest",
    "EntryCode",
    "Erasure",
    "FailedEntry",
    "Guardianship",
    "ImportRun",
    "Letter",
    "LoginCode",
    "Membership",
    "RetentionRule",
    "School",
    "SchoolAccount",
    "SignInService",
    "Student",
    "User",
]
