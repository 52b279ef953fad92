from .addendum import Addendum
from .contract import QUESTIONS, Contract
from .paper import Copy, Scan
from .rules import PaperRules
from .signatory import Signatory, Signature
from .version import ContractVersion

__all__ = [
    "QUESTIONS", "Addendum", "Contract", "ContractVersion", "Copy", "PaperRules", "Scan", "Signatory", "Signature",
]  # fmt: skip
