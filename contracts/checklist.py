"""What must still be done before a contract is right, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts import pok
from contracts.enums import ContractState
from placements.safety import why_not_safe


def still_missing(contract, remarks):
    """[sentence] of what is not done yet: the student, the company, the opleiding, the safety check."""
    found, is_internal = [], contract.placement.group.kind.is_internal
    if contract.state == ContractState.DRAFT:
        found.append(
            _("De leerling heeft het eigen deel nog niet ingevuld.")
            if contract.missing
            else _("De leerling heeft het eigen deel nog niet ingeleverd.")
        )
    if not is_internal and not contract.company_checked_at:
        found.append(
            _("Het bedrijf heeft de gegevens nog niet nagekeken.")
            if contract.company_asked_at
            else _("Het bedrijf is nog niet gevraagd of de gegevens kloppen.")
        )
    if number := len(remarks):
        found.append(
            ngettext(
                "Het bedrijf zei dat er iets anders is. Beslis daarover.",
                "Het bedrijf zei dat er %(number)s dingen anders zijn. Beslis daarover.",
                number,
            )
            % {"number": number}
        )
    return found + [why for why in (pok.still_open(contract),) if why] + why_not_safe(contract.placement)
