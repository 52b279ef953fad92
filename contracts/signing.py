"""Who signs a version, in which order, and what happens with the last signature. Pages and scans both come here."""

from celery import current_app
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts import addenda, cosigning, ending, gate
from contracts.enums import Document, SignatoryState, SignerRole, VersionState
from contracts.guardians import guardians_of
from contracts.models import ContractVersion, PaperRules, Signatory, Signature
from core.moves import MoveRefused
from schools.enums import Role
from schools.models import Membership

SEAL = "contracts.tasks.seal_paper"  # by name: tasks stand above forms, which come here too


def invite(version):
    """Write down who must sign this version, in the order of the school. Again: nothing new.

    Director, student, guardians with authority of a minor, company, and the partner of an LWT (source 001, 002;
    domain I9). An interne stage has no company (WEC: only school and student).
    """
    if version.signatories.exists():
        return
    rules = PaperRules.objects.of(version.school)
    Signatory.objects.bulk_create(
        Signatory(version=version, school=version.school, position=rules.place_of(role), role=role, **who)
        for role in rules.order
        for who in signers_of(version, role, rules)
    )


def signers_of(version, role, rules):
    """[{member, name, party}] of one role; empty when nobody of that role signs this version."""
    placement, school = version.contract.placement, version.school.name
    if role == SignerRole.DIRECTOR:
        director = Membership.objects.staff(Role.DIRECTOR).first()
        return [{"member": director, "name": director.user.name if director else "", "party": school}]
    if role == SignerRole.STUDENT:
        return [{"member": placement.student.member, "name": placement.student.name}]
    if role == SignerRole.GUARDIAN:
        if placement.student.age_on(timezone.localdate()) >= 18:
            return []
        found = [{"member": one.member, "name": one.member.user.name} for one in guardians_of(placement.student)]
        return found or [{"member": None, "name": ""}]
    if role == SignerRole.COMPANY:
        if placement.group.kind.is_internal:
            return []
        if version.addendum and (members := cosigning.company_signers(version)):
            return [{"member": one, "name": one.user.name, "party": placement.company.name} for one in members]
        contact = version.contract.signs_for_company
        return [{"member": contact.member, "name": contact.member.user.name, "party": placement.company.name}]
    is_lwt = version.document == Document.LWT or (version.addendum and cosigning.partner_signed(version))
    return [{"member": None, "name": "", "party": rules.lwt_partner}] if is_lwt and rules.lwt_partner else []


def before(signatory):
    """Those who must sign first and did not yet."""
    waiting = Signatory.objects.waiting().filter(version=signatory.version_id, position__lt=signatory.position)
    return waiting.order_by("position", "pk")


def sign(signatory, *, by, method, proof, name, in_order=True, **evidence):
    """Write one signature; with the last one the version is complete. Again by the same person: nothing new.

    `evidence`: drawing, statement, ip, device of a signature on screen; scan, confirmed_by, signed_by, signed_on of
    one on paper.
    Raises MoveRefused, with who is first, when it is not this person's turn (`in_order`), or the version is not open.
    """
    with transaction.atomic():
        version = open_version(signatory)
        if known := signatory.signatures.first():
            return known
        first = before(signatory).first() if in_order else None
        if first:
            who = first.name or first.get_role_display()
            raise MoveRefused(_("Eerst tekent %(who)s. Daarna kan dit.") % {"who": who})
        signatory.sign(by=by)
        evidence = {"signed_on": timezone.localdate(), "signed_by": by} | evidence
        signature = Signature.objects.create(
            school_id=signatory.school_id, signatory=signatory, method=method, proof=proof, name=name,
            document_sha256=version.file.sha256, **evidence,
        )  # fmt: skip
        finish(version, by=by)
        return signature


def being_signed(contract_id):
    """The version of the contract itself that is signed now, held until the end; None when there is none.

    Who also changes the contract or the addendum asks for this first: a signature goes from the version to those.
    """
    held = ContractVersion.objects.open().select_for_update(of=("self",))
    return held.filter(contract=contract_id, addendum=None).first()


def hold_papers(placement):
    """Hold every version of this stage that is signed now. Who changes the stage itself and its papers asks for this
    first, for the same reason.
    """
    held = ContractVersion.objects.open().select_for_update(of=("self",)).order_by("pk")
    list(held.filter(contract__placement=placement.pk).values_list("pk"))


def open_version(signatory):
    """The version that is signed here, locked until the end of the transaction. Raises MoveRefused when it is not
    open any more, with what became of it.
    """
    locked = ContractVersion.objects.select_for_update(of=("self",)).select_related("file", "contract", "addendum")
    version = locked.get(pk=signatory.version_id)
    signed = signatory.signatures.exists()
    if version.state != VersionState.OPEN and not signed:
        raise MoveRefused(_("Dit papier is intussen: %(state)s.") % {"state": version.get_state_display()})
    return version


def finish(version, *, by):
    """When somebody signed and nobody has to any more, the version is complete, and what it is about holds."""
    states = set(version.signatories.values_list("state", flat=True))
    is_whole = SignatoryState.SIGNED in states and SignatoryState.WAITING not in states
    if version.state != VersionState.OPEN or not is_whole:
        return
    version.complete(by=by)
    seal_after_commit(version)
    if version.addendum is None:
        version.contract.complete(by=by)
        gate.open_by(version)
        ending.end_signed_late(version.contract, by=by)
    else:
        version.addendum.agree(by=by)
        addenda.hold(version.addendum, by=by)


def seal_after_commit(version):
    """Hand the paper to the worker that seals it; what the queue loses, the sweep finds."""

    def hand_over():
        current_app.send_task(SEAL, args=[version.school_id, version.pk])

    transaction.on_commit(hand_over, robust=True)


def refuse(signatory, *, by, note):
    """Somebody does not sign this text and says why: the version stops, the contract is written again."""
    with transaction.atomic():
        version = open_version(signatory)
        signatory.refuse(by=by, note=note)
        version.refuse(by=by, note=note)
        if version.addendum is None:
            version.contract.fall_back(by=by, note=note)
        else:
            version.addendum.refuse(by=by, note=note)


def leave_out_guardians(version, *, by):
    """A student who turned 18 signs alone: guardians who did not sign yet need not any more (BW 1:233)."""
    if version.contract.placement.student.age_on(timezone.localdate()) >= 18:
        note = _("De leerling is 18 jaar.")
        for signatory in version.signatories.waiting().filter(role=SignerRole.GUARDIAN):
            signatory.fall_away(by=by, note=note)
        finish(version, by=by)
