"""Ask for signatures in turn: who is next gets a mail with the own link, once."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts import signing, signing_emails, summary
from contracts.enums import SignatoryState, SignerRole
from contracts.guardians import has_secret_address
from contracts.models import ContractVersion, Signatory, Signature
from contracts.readers import candidates, readers_of
from core.moves import MoveRefused
from placements.models import Placement
from schools.enums import Role


def ask_next(version, *, by):
    """Mail those whose turn it is and who were not asked yet. Again, when it is not open, or after the stage: nothing.
    """
    with transaction.atomic():
        found = ContractVersion.objects.open().select_related("contract__placement__student")
        if not (fresh := found.select_for_update(of=("self",)).filter(pk=version.pk).first()):
            return
        signing.leave_out_guardians(fresh, by=by)
        if fresh.contract.placement.is_over:
            return
        in_turn = Signatory.objects.in_turn().filter(version=version.pk, asked_at=None)
        for signatory in in_turn.for_page().order_by("position", "pk"):
            if note_asked(signatory):
                for member in readers_of(signatory):
                    signing_emails.ask(signatory, member)


def overdue():
    """Open versions in which a turn came while nobody did anything: not asked yet, or guardians of who turned 18."""
    here = Signatory.objects.filter(version=OuterRef("pk"))
    adult = {"version__contract__placement__student__birth_date__year__lte": timezone.localdate().year - 18}
    guardians = here.waiting().filter(role=SignerRole.GUARDIAN, **adult)
    unasked = here.in_turn().filter(asked_at=None, version__contract__placement__in=Placement.objects.going_on())
    return ContractVersion.objects.open().filter(Exists(unasked) | Exists(guardians)).order_by("pk")


def note_asked(signatory):
    """Write down that this one is asked now; False when somebody did so just before."""
    signatory.asked_at = timezone.now()
    return Signatory.objects.filter(pk=signatory.pk, asked_at=None).update(asked_at=signatory.asked_at) == 1


def begin(version, *, by):
    """A version was made: who signs hears what changed since the one before, and the first in turn are asked."""
    earlier = before(version)
    if earlier is not None:
        keep_stand_ins(version, earlier, by=by)
        tell_changed(version, earlier)
    ask_next(version, by=by)


def before(version):
    """The version that this one takes the place of; None for the first."""
    same = version.contract.versions.filter(addendum=version.addendum_id, number__lt=version.number)
    return same.order_by("-number").first()


def keep_stand_ins(version, earlier, *, by):
    """Who signed in somebody's name in the version before does so in this one, as long as the party is the same."""
    chosen = earlier.signatories.exclude(stand_in=None).values_list("role", "member", "stand_in")
    stood_in = {(role, member): stand_in for role, member, stand_in in chosen}
    for signatory in version.signatories.for_page() if stood_in else ():
        wanted = stood_in.get((signatory.role, signatory.member_id))
        if member := wanted and candidates(signatory).filter(pk=wanted).first():
            signatory.replace(by=by, stand_in=member, note=_("Zoals bij versie %s.") % earlier.number)


def tell_changed(version, earlier):
    """One mail to everybody who signs, and to who signed the version before and may sign this one: the old and the new
    value of what changed, and whose turn it is.
    """
    papers = (earlier.snapshot, version.snapshot)
    rows, is_same = summary.for_mail(summary.changed(*papers)), summary.is_same(*papers)
    is_shielded = has_secret_address(version.contract.placement.student)
    of_guardians = summary.without_family(rows) if is_shielded else rows  # as on their page: no names of others
    signatures = Signature.objects.filter(signatory__version=earlier).exclude(signed_by=None)
    signed = {}
    for one in signatures.for_list():
        signed.setdefault((one.signatory.role, one.signatory.member_id), []).append(one.signed_by)
    had_signed = {member.pk for found in signed.values() for member in found}
    in_turn = set(Signatory.objects.in_turn().filter(version=version.pk).values_list("pk", flat=True))
    for signatory in version.signatories.for_page().order_by("position", "pk"):
        is_turn = signatory.pk in in_turn
        before_us = signed.get((signatory.role, signatory.member_id), [])
        still = [one for one in before_us if Signatory.objects.visible_to(one).filter(pk=signatory.pk).exists()]
        for member in {one.pk: one for one in [*readers_of(signatory), *still]}.values():
            told = of_guardians if member.role == Role.GUARDIAN else rows
            signing_emails.changed(
                signatory, member, told, is_same=is_same, had_signed=member.pk in had_signed, is_turn=is_turn
            )
        if is_turn:
            note_asked(signatory)


def refuse(signatory, *, by, note):
    """Somebody does not sign: school hears why, and the others only that they need not do anything now."""
    with transaction.atomic():
        signing.refuse(signatory, by=by, note=note)
        signing_emails.refused(signatory, note)
        tell_stopped(signatory.version, but=signatory)


def tell_stopped(version, *, but=None, student_changes=False):
    """Who was asked or signed need not do anything now; the student maybe has something to change."""
    others = version.signatories.exclude(pk=but and but.pk).for_page().order_by("position", "pk")
    for other in others:
        if other.asked_at or other.state == SignatoryState.SIGNED:
            for member in readers_of(other):
                signing_emails.stopped(other, member, is_asked=student_changes)


def send_back(contract, *, by, note):
    """The student must change something: what is signed now stops, and a new version follows. Raises MoveRefused."""
    with transaction.atomic():
        if version := signing.being_signed(contract.pk):
            version.refuse(by=by, note=note)
            tell_stopped(version, student_changes=True)
        contract.send_back(by=by, note=note)
        if contract.versions.open().filter(addendum=None).exists():
            raise MoveRefused(_("Er is net een nieuwe versie gemaakt. Bekijk die eerst."))
