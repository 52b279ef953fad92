from .call import PhoneCall
from .group import Group, GroupStudent
from .invitation import NOT_ARRIVED, Answer, AnsweredMeanwhile, Invitation, Seat
from .kind import StageKind

__all__ = [
    "NOT_ARRIVED",
    "Answer",
    "AnsweredMeanwhile",
    "Group",
    "GroupStudent",
    "Invitation",
    "PhoneCall",
    "Seat",
    "StageKind",
]
