from .contract import Contract, ContractVersion

__all__ = ["Contract", "ContractVersion"]
