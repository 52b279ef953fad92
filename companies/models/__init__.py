from .company import Company
from .contact import CompanyContact
from .recognition import Recognition

__all__ = ["Company", "CompanyContact", "Recognition"]
