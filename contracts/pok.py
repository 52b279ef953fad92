"""What a praktijkovereenkomst cannot do without: the opleiding and its crebonummer (WEB art. 7.2.8)."""

from django.utils.translation import gettext as _

from core.moves import MoveRefused

CODE = "bpv"


def is_pok(placement):
    """The stage is beroepspraktijkvorming at a company."""
    kind = placement.group.kind
    return kind.code.startswith(CODE) and not kind.is_internal


def still_open(contract):
    """Why the praktijkovereenkomst cannot be made yet; "" when it can, and for another paper."""
    if not is_pok(contract.placement) or (contract.study and contract.crebo):
        return ""
    return _("De opleiding en het crebonummer zijn nog niet ingevuld. Een praktijkovereenkomst kan niet zonder.")


def refuse(contract):
    """Raise MoveRefused as long as something misses that the law wants on the paper."""
    if why := still_open(contract):
        raise MoveRefused(why)
