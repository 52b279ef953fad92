from .call import PhoneCall
from .group import Group, GroupStudent
from .invitation import Answer, Invitation, Seat
from .kind import StageKind

__all__ = ["Answer", "Group", "GroupStudent", "Invitation", "PhoneCall", "Seat", "StageKind"]
