"""Who may sign in somebody's name: another person of the same party, and never for the student."""

from django.db import transaction
from django.utils.translation import gettext as _

from contracts.enums import SignerRole, VersionState
from contracts.facts import guardians_of
from contracts.models import Signatory
from core.moves import MoveRefused
from schools.enums import Role
from schools.models import Membership


def candidates(signatory):
    """The memberships of the same party: a colleague at the company, the other guardian with authority, or somebody
    else who is director at school.
    """
    placement = signatory.version.contract.placement
    if signatory.role == SignerRole.COMPANY:
        contacts = placement.company.contacts.current().values("member")
        found = Membership.objects.current().filter(pk__in=contacts)
    elif signatory.role == SignerRole.GUARDIAN:
        found = Membership.objects.current().filter(pk__in=guardians_of(placement.student).values("member"))
    elif signatory.role == SignerRole.DIRECTOR:
        found = Membership.objects.staff(Role.DIRECTOR)
    else:
        return Membership.objects.none()
    return found.exclude(pk=signatory.member_id).select_related("user").order_by("user__name", "pk")


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
    """From now on this person signs in the other's name; None: the other signs after all. Raises MoveRefused."""
    with transaction.atomic():
        held = Signatory.objects.select_for_update(of=("self",)).select_related("version").get(pk=signatory.pk)
        if held.version.state != VersionState.OPEN:
            raise MoveRefused(_("Dit papier wordt niet meer getekend."))
        if member is not None and not candidates(signatory).filter(pk=member.pk).exists():
            raise MoveRefused(_("Deze persoon kan hier niet tekenen. Kies iemand van dezelfde partij."))
        signatory.replace(by=by, stand_in=member, note=note)
