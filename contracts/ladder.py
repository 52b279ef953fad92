"""Who signs a version, in order: what is done, whose turn it is, and what the reader may do."""

from django.db.models import F, Prefetch
from django.utils.translation import gettext as _

from contracts.enums import Method, SignatoryState, SignerRole, VersionState
from contracts.models import Signatory
from core.calendar import nl_date
from schools.enums import STAFF, Role

SIGNERS = (Role.DIRECTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR)


OF_A_VERSION = Prefetch("signatories", Signatory.objects.for_list())


def with_signatories(versions):
    """The same versions, with who signs them in hand."""
    return versions.select_related("addendum__term").prefetch_related(OF_A_VERSION)


def signed_by(member, versions, guardians):
    """The ids of what this member signs; `guardians` are the memberships with authority. Whether somebody at a company
    stands in depends on the day, so that is asked for.
    """
    found = [one for version in versions for one in version.signatories.all()]
    if member.role == Role.DIRECTOR:
        return {one.pk for one in found if one.role == SignerRole.DIRECTOR}
    if member.role == Role.STUDENT:
        return {one.pk for one in found if one.role == SignerRole.STUDENT and one.member_id == member.pk}
    if member.role == Role.GUARDIAN:
        found = found if member.pk in guardians else []
        mine = [one for one in found if member.pk in (one.member_id, one.stand_in_id)]
        return {one.pk for one in mine if one.role == SignerRole.GUARDIAN}
    if member.role not in SIGNERS or not found:
        return set()
    return set(Signatory.objects.visible_to(member).filter(version__in=versions).values_list("pk", flat=True))


def put_rungs(versions, member, *, own, is_shielded):
    """Give every version what it is `called`, a `heading`, its `rungs`, in the words of this reader, and `own`: what
    the reader signs (of these ids), None if nothing.

    A guardian does not read the name of another guardian when an address in the family is shielded.
    """
    hidden = member.role == Role.GUARDIAN and is_shielded
    for version in versions:
        version.rungs = rungs_of(version, list(version.signatories.all()))
        for one in version.rungs:
            one.is_own = one.pk in own
            one.shown = _("andere ouder of verzorger") if hidden and _is_other(one) else one.name
            one.shows_evidence = member.role in STAFF
        version.fold_words = _("Versie %(number)s: %(state)s") % {
            "number": version.number, "state": version.get_state_display(),
        }  # fmt: skip
        version.called = name_of(version)
        version.heading = version.called if version.addendum_id else _("Het contract")
        ours = [one for one in version.rungs if one.is_own]  # two for who also signs in somebody's name
        version.own = min(ours, key=lambda one: one.state != SignatoryState.WAITING, default=None)
    return versions


def name_of(version):
    """Versie 2; Wijziging 1."""
    if version.addendum_id:
        return _("Wijziging %s") % version.addendum.number
    return _("Versie %s") % version.number


def standings(contracts):
    """{contract id: "2 van 4, nu: de leerling (Aya Al Masri)"} of these contracts that are being signed; one question.
    """
    found = Signatory.objects.filter(
        version__contract__in=contracts, version__addendum=None, version__state=VersionState.OPEN
    ).exclude(state=SignatoryState.NOT_NEEDED)
    signers = {}
    for one in found.order_by("position", "pk").annotate(contract=F("version__contract")):
        signers.setdefault(one.contract, []).append(one)
    return {contract: _standing(those) for contract, those in signers.items()}


def _standing(signatories):
    """How many signed, and who can now; of a person whom the school does not know only the role."""
    waiting = [one for one in signatories if one.state == SignatoryState.WAITING]
    turn = {}
    for one in waiting:
        if one.position == waiting[0].position:
            turn.setdefault(one.get_role_display().lower(), []).append(one.name)
    who = ", ".join(role + (f" ({', '.join(names)})" if all(names) else "") for role, names in turn.items())
    words = {"signed": len(signatories) - len(waiting), "all": len(signatories), "who": who}
    return _("%(signed)s van %(all)s, nu: %(who)s") % words


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
