"""Ask for signatures in turn: who is next gets a mail with the own link, once."""

from django.db import transaction
from django.utils import timezone

from companies.mailing import reader_of
from companies.models import CompanyContact
from contracts import signing, signing_emails, summary
from contracts.enums import SignatoryState, SignerRole
from contracts.models import ContractVersion, Signatory
from schools.enums import Role
from schools.models import Membership


def ask_next(version, *, by):
    """Mail those whose turn it is and who were not asked yet. Again, or when it is not open: nothing new."""
    with transaction.atomic():
        found = ContractVersion.objects.open().select_related("contract__placement__student").filter(pk=version.pk)
        if not (fresh := found.first()):
            return
        signing.leave_out_guardians(fresh, by=by)
        in_turn = Signatory.objects.in_turn().filter(version=version.pk, asked_at=None)
        for signatory in in_turn.for_page().order_by("position", "pk"):
            if note_asked(signatory):
                for member in readers_of(signatory):
                    signing_emails.ask(signatory, member)


def note_asked(signatory):
    """Write down that this one is asked now; False when somebody did so just before."""
    return Signatory.objects.filter(pk=signatory.pk, asked_at=None).update(asked_at=timezone.now()) == 1


def readers_of(signatory):
    """The memberships that get the mail: who signs, or who stands in today. None for whom the school has no person."""
    if signatory.stand_in_id:
        return [signatory.stand_in]
    if signatory.role == SignerRole.DIRECTOR:
        return [signatory.member] if signatory.member_id else list(Membership.objects.staff(Role.DIRECTOR))
    if signatory.role == SignerRole.COMPANY:
        return [company_reader(signatory)]
    return [signatory.member] if signatory.member_id else []


def company_reader(signatory):
    """Who reads the mail for the company today: its contact, or who stands in for that one."""
    company = signatory.version.contract.placement.company_id
    contact = CompanyContact.objects.filter(company=company, member=signatory.member_id).for_list().first()
    return reader_of(contact).member if contact else signatory.member


def begin(version, *, by):
    """A version was made: who signs hears what changed since the one before, and the first in turn are asked."""
    earlier = before(version)
    if earlier is not None:
        tell_changed(version, earlier)
    ask_next(version, by=by)


def before(version):
    """The version that this one takes the place of; None for the first."""
    same = version.contract.versions.filter(addendum=version.addendum_id, number__lt=version.number)
    return same.order_by("-number").first()


def tell_changed(version, earlier):
    """One mail to everybody who signs: the old and the new value of what changed, and whose turn it is."""
    rows = summary.changed(earlier.snapshot, version.snapshot)
    had_signed = set(
        earlier.signatories.filter(state=SignatoryState.SIGNED).exclude(member=None).values_list("member", flat=True)
    )
    in_turn = set(Signatory.objects.in_turn().filter(version=version.pk).values_list("pk", flat=True))
    for signatory in version.signatories.for_page().order_by("position", "pk"):
        is_turn = signatory.pk in in_turn
        for member in readers_of(signatory):
            signing_emails.changed(
                signatory, member, rows, had_signed=signatory.member_id in had_signed, is_turn=is_turn
            )
        if is_turn:
            note_asked(signatory)


def refuse(signatory, *, by, note):
    """Somebody does not sign: school hears why, and the others only that they need not do anything now."""
    with transaction.atomic():
        signing.refuse(signatory, by=by, note=note)
        signing_emails.refused(signatory, note)
        for other in signatory.version.signatories.exclude(pk=signatory.pk).for_page().order_by("position", "pk"):
            if other.asked_at or other.state == SignatoryState.SIGNED:
                for member in readers_of(other):
                    signing_emails.stopped(other, member)
