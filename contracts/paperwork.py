"""The road of paper: what still misses on it, copies handed out, scans that come back and what is on them."""

from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from contracts import asking, signing
from contracts.copies import copy_label
from contracts.enums import (
    CopyFor,
    Document,
    Method,
    Proof,
    Route,
    ScanState,
    SignatoryState,
    SignerRole,
    VersionState,
)
from contracts.models import ContractVersion, Copy, Scan
from core import files, scan_pages
from core.moves import MoveRefused

MOST_UNSEEN = 5  # scans of one version that nobody looked at yet
OF = {CopyFor.COMPANY: (SignerRole.COMPANY,), CopyFor.GUARDIANS: (SignerRole.GUARDIAN, SignerRole.STUDENT)}


def copies_to_hand_out(version, signatories):
    """The copies of this version that go on paper (domain I10). Who signed on screen has the own copy there."""
    on_paper = {one.role for one in signatories if is_on_paper(one)}
    if version.document == Document.INTERNAL:
        on_paper.discard(SignerRole.COMPANY)
    return [of for of in CopyFor if on_paper.intersection(OF.get(of, SignerRole))]


def is_on_paper(signatory):
    """Signed on paper, or will as far as we know."""
    signature = signatory.signature
    if signature:
        return signature.method == Method.PAPER
    return signatory.state != SignatoryState.NOT_NEEDED and signatory.route != Route.SCREEN


def missing(version, signatories, copies):
    """What must still happen before this paper is whole, in words, the signatures first (domain I10)."""
    waiting = [one for one in signatories if one.state == "waiting"]
    given = {copy.of for copy in copies}
    found = [_("De handtekening van %s") % (one.name or one.get_role_display().lower()) for one in waiting]
    return found + [
        _("%s: nog niet uitgedeeld") % copy_label(of, version.snapshot)
        for of in copies_to_hand_out(version, signatories)
        if of not in given
    ]


def hand_out(version, *, of, given_to, given_on, by):
    """Note that a copy went out. Again: the first note stays."""
    noted = {"given_to": given_to, "given_on": given_on, "noted_by": by}
    return Copy.objects.get_or_create(version=version, of=of, school_id=version.school_id, defaults=noted)[0]


def why_closed(version):
    """Why no scan of this version is taken any more; an empty text when it is."""
    if version.state == VersionState.OPEN:
        return ""
    if version.state == VersionState.COMPLETE:
        return _("Alle handtekeningen zijn er al. Een scan is niet meer nodig.")
    newer = ContractVersion.objects.filter(
        contract=version.contract_id, addendum=version.addendum_id, number__gt=version.number
    )
    last = newer.order_by("-number").first()
    if last:
        return _(
            "Dit is versie %(old)s. Die geldt niet meer: er is een nieuwe versie, nummer %(new)s. "
            "Laat versie %(new)s tekenen en breng die terug."
        ) % {"old": version.number, "new": last.number}
    return _("Deze versie wordt niet meer getekend: %s.") % version.get_state_display()


@transaction.atomic
def bring(version, upload, *, by):
    """Keep a scan (core.uploads.Upload). The same pages again are the same scan. Raises MoveRefused."""
    locked = ContractVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if why := why_closed(locked):
        raise MoveRefused(why)
    same = sha256(upload.content).hexdigest()
    if known := locked.scans.filter(file__sha256=same).exclude(state=ScanState.REJECTED).first():
        return known
    if locked.scans.new().count() >= MOST_UNSEEN:
        raise MoveRefused(_("School heeft al %s scans om te bekijken. Wacht tot die zijn nagekeken.") % MOST_UNSEEN)
    kept = files.keep(
        version.school, upload.content, name=f"getekend-v{version.number}.pdf", content_type=upload.content_type,
        by=by, of_stranger=True,
    )  # fmt: skip
    pages = scan_pages.count(upload.content)
    return Scan.objects.create(school_id=version.school_id, version=version, file=kept, pages=pages, brought_by=by)


def may_confirm(scan, signatories):
    """Whether signatures can be written down from this scan: nobody looked yet, or somebody on it may be forgotten."""
    waiting = any(one.state == SignatoryState.WAITING for one in signatories)
    is_going_on = scan.state == ScanState.CONFIRMED and scan.version.state == VersionState.OPEN and waiting
    return scan.state == ScanState.NEW or is_going_on


@transaction.atomic
def confirm(scan, *, by, signed):
    """Write down the signatures on a scan: `signed` is [(signatory, who signed, name, date on paper)]. Again: those
    that were forgotten. Raises MoveRefused.
    """
    for signatory, signed_by, name, signed_on in signed:
        signing.sign(
            signatory, by=by, method=Method.PAPER, proof=Proof.SEEN, name=name, in_order=False, scan=scan,
            confirmed_by=by, signed_on=signed_on, signed_by=signed_by,
        )  # fmt: skip
    if not Scan.objects.select_for_update(of=("self",)).filter(pk=scan.pk, state=ScanState.CONFIRMED).exists():
        scan.confirm(by=by)
    asking.ask_next(scan.version, by=by)
