from .company import Company
from .contact import CompanyContact, StandIn
from .contactlog import ContactLog
from .flag import CompanyFlag
from .network import NetworkPage
from .proposal import ProfileProposal
from .recognition import Recognition

__all__ = [
    "Company",
    "CompanyContact",
    "CompanyFlag",
    "ContactLog",
    "NetworkPage",
    "ProfileProposal",
    "Recognition",
    "StandIn",
]
