from .calendar import ClosedDays
from .door import EntryCode, FailedEntry, Letter, LoginCode
from .importrun import ImportRun
from .membership import Membership
from .school import School
from .student import Guardianship, Student
from .user import User

__all__ = [
    "ClosedDays",
    "EntryCode",
    "FailedEntry",
    "Guardianship",
    "ImportRun",
    "Letter",
    "LoginCode",
    "Membership",
    "School",
    "Student",
    "User",
]
