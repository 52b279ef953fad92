from .addendum import Addendum
from .contract import QUESTIONS, Contract
from .lwt import LwtPlan
from .paper import Copy, Scan
from .partner import PartnerAgreement
from .remark import CompanyRemark
from .rules import PaperRules
from .signatory import Signatory, Signature
from .start import EarlyStart
from .template import Clause, ContractTemplate, TemplateVersion
from .version import ContractVersion

__all__ = [
    "QUESTIONS", "Addendum", "Clause", "CompanyRemark", "Contract", "ContractTemplate", "ContractVersion", "Copy",
    "EarlyStart", "LwtPlan", "PaperRules", "PartnerAgreement", "Scan", "Signatory", "Signature", "TemplateVersion",
]  # fmt: skip
