"""Who may sign in somebody's name: another person of the same party, and never for the student."""

from django.db import transaction
from django.utils.translation import gettext as _

from contracts import asking
from contracts.enums import SignerRole, VersionState
from contracts.models import ContractVersion, Signatory
from contracts.readers import candidates
from core.moves import MoveRefused


def why_nobody(signatory):
    """Why nobody can be chosen; an empty text when somebody can."""
    if signatory.version.state != VersionState.OPEN:
        return _("Dit papier wordt niet meer getekend.")
    if signatory.role == SignerRole.STUDENT:
        return _("Een leerling tekent altijd zelf.")
    if signatory.role == SignerRole.PARTNER:
        return _("Wie namens deze instantie tekent, schrijft u op bij het papier.")
    if candidates(signatory).exists() or signatory.stand_in_id:
        return ""
    return {
        SignerRole.COMPANY: _("Dit bedrijf heeft geen andere contactpersoon. Voeg die eerst toe bij het bedrijf."),
        SignerRole.GUARDIAN: _("Er is geen andere ouder of verzorger met gezag."),
        SignerRole.DIRECTOR: _("Er is geen andere directeur. Voeg eerst een directeur of vervanger toe."),
    }[signatory.role]


def let_stand_in(signatory, member, *, by, note):
    """From now on this person signs in the other's name, and is asked when it is that turn; None: the other signs
    after all. Chosen already: nothing new. Raises MoveRefused.
    """
    with transaction.atomic():
        version = ContractVersion.objects.select_for_update(of=("self",)).get(pk=signatory.version_id)
        if version.state != VersionState.OPEN:
            raise MoveRefused(_("Dit papier wordt niet meer getekend."))
        if Signatory.objects.filter(pk=signatory.pk, stand_in=member).exists():
            return  # chosen already
        if member is not None and not candidates(signatory).filter(pk=member.pk).exists():
            raise MoveRefused(_("Deze persoon kan hier niet tekenen. Kies iemand van dezelfde partij."))
        signatory.replace(by=by, stand_in=member, note=note)
        asking.ask_next(version, by=by)
