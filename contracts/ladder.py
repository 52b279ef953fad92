"""Who signs a version, in order: what is done, whose turn it is, and what the reader may do."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from contracts.enums import Method, SignatoryState, SignerRole, VersionState
from contracts.facts import has_secret_address
from contracts.models import Signatory
from core.calendar import nl_date
from schools.enums import STAFF, Role

SIGNERS = (Role.DIRECTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR)


def with_signatories(versions):
    """The same versions, with who signs them in hand."""
    return versions.select_related("addendum").prefetch_related(Prefetch("signatories", Signatory.objects.for_list()))


def put_rungs(versions, member, student):
    """Give every version its `rungs`, in the words of this reader, and `own`: what the reader signs, None if nothing.

    A guardian does not read the name of another guardian when an address in the family is shielded.
    """
    own = set()
    if member.role in SIGNERS and versions:
        mine = Signatory.objects.visible_to(member).filter(version__in=versions)
        own = set(mine.values_list("pk", flat=True))
    hidden = member.role == Role.GUARDIAN and has_secret_address(student)
    for version in versions:
        version.rungs = rungs_of(version, list(version.signatories.all()))
        for one in version.rungs:
            one.is_own = one.pk in own
            one.shown = _("andere ouder of verzorger") if hidden and _is_other(one) else one.name
            one.shows_evidence = member.role in STAFF
        version.fold_words = _("Versie %(number)s: %(state)s") % {
            "number": version.number, "state": version.get_state_display(),
        }  # fmt: skip
        version.own = next((one for one in version.rungs if one.is_own), None)
    return versions


def rungs_of(version, signatories):
    """Each with `is_turn`, `first` (the names that come before) and `how` (what is known of the signature)."""
    waiting = [one for one in signatories if one.state == SignatoryState.WAITING]
    is_open = version.state == VersionState.OPEN
    for one in signatories:
        earlier = [other for other in waiting if other.position < one.position]
        one.is_turn = is_open and one.state == SignatoryState.WAITING and not earlier
        one.first = earlier if one.state == SignatoryState.WAITING else []
        one.how = how_signed(one.signature)
    return signatories


def how_signed(signature):
    """ "12 november 2026, op het scherm"; nothing when there is no signature."""
    if signature is None:
        return ""
    words = _("op papier") if signature.method == Method.PAPER else _("op het scherm")
    return f"{nl_date(signature.signed_on)}, {words}"


def _is_other(one):
    return one.role == SignerRole.GUARDIAN and not one.is_own
