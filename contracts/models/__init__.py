from .contract import QUESTIONS, Contract
from .version import ContractVersion

__all__ = ["QUESTIONS", "Contract", "ContractVersion"]
