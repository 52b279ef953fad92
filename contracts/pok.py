"""What a praktijkovereenkomst cannot do without: the opleiding, its crebonummer (WEB art. 7.2.8), and a company that
is recognised on the first day (art. 7.2.10).
"""

from django.utils.translation import gettext as _

from core.moves import MoveRefused

CODE = "bpv"


def is_pok(placement):
    """The stage is beroepspraktijkvorming at a company."""
    kind = placement.group.kind
    return kind.code.startswith(CODE) and not kind.is_internal


def still_open(contract):
    """Why the praktijkovereenkomst cannot be made yet; "" when it can, and for another paper."""
    placement = contract.placement
    if not is_pok(placement):
        return ""
    if not (contract.study and contract.crebo):
        return _("De opleiding en het crebonummer zijn nog niet ingevuld. Een praktijkovereenkomst kan niet zonder.")
    if not placement.company.recognitions.valid_on(placement.starts_on).exists():
        words = {"company": placement.company.name}
        return _(
            "%(company)s is op de eerste stagedag geen erkend leerbedrijf. Een praktijkovereenkomst kan niet zonder."
            " Vul de erkenning in bij het bedrijf."
        ) % words
    return ""


def refuse(contract):
    """Raise MoveRefused as long as something misses that the law wants on the paper."""
    if why := still_open(contract):
        raise MoveRefused(why)
