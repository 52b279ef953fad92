"""From a complete version to one sealed PDF: the pages of the paper, the scans, and who signed how. Made once."""

import hashlib
import io
import re

import segno
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts import emails
from contracts.enums import CopyFor, Method, ScanState, SignatoryState
from contracts.evidence import signed_as
from contracts.models import Contract, ContractVersion, Signatory
from core import files, sealing
from core.joining import Scan, join
from core.models import AuditEntry
from core.pdf import render_pdf

RECORD = "contracts/print/record.html"
STROKES = re.compile(r"[MLQCZmlqcz0-9eE ,.\-]*\Z")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@transaction.atomic
def seal_version(version_id):
    """Make the sealed PDF of a complete version and keep it; one that is there is never made again.

    The row stays locked meanwhile, so that two workers make one file; whatever a killed worker wrote is nobody's.
    """
    waiting = ContractVersion.objects.select_for_update(of=("self",)).to_seal()
    version = waiting.select_related("file", "school", "addendum").filter(pk=version_id).first()
    if version is None:
        return None
    contract = Contract.objects.for_paper().get(pk=version.contract_id)
    stored = files.keep(
        version.school, sealed_bytes(version, contract), name=sealed_name(version), content_type="application/pdf"
    )
    version.seal(by=None, file=stored)
    emails.version_sealed(version, contract)
    return stored


def sealed_bytes(version, contract):
    """The file itself."""
    paper = files.read(version.file)
    if hashlib.sha256(paper).hexdigest() != version.file.sha256:
        raise sealing.NoSeal(f"the paper of version {version.pk} is not what was signed")
    facts = record_of(version, contract)
    scans = version.scans.filter(state=ScanState.CONFIRMED).select_related("file").order_by("pk")
    joined = join(
        paper,
        render_pdf(RECORD, facts),
        [Scan(files.read(one.file), "Scan van het getekende papier") for one in scans],
        pages=pages_of_one_copy(paper),
        title=f"{facts['document']} {contract.placement.student.name}, verzegeld",
        field=sealing.FIELD,
        field_label=_("Digitaal zegel van %(school)s") % {"school": version.school.name},
        attached=(version.file.name, paper, _("Het papier waarvoor is getekend, alle exemplaren")),
    )
    return sealing.seal(
        joined, school_slug=version.school.slug, reason=_("Volledig getekend"), place=version.school.city
    )


def pages_of_one_copy(paper):
    """The pages of the last copy, that of the dossier; None when the paper is no set of three copies."""
    import pikepdf  # noqa: PLC0415 - slow import

    with pikepdf.open(io.BytesIO(paper)) as document:
        pages, copies = len(document.pages), len(CopyFor)
    return None if pages % copies else range(pages - pages // copies, pages)


def record_of(version, contract):
    """What the page behind the paper tells: who signed, how and when, and what happened to earlier versions."""
    address = settings.SITE_URL + reverse("contracts:genuine", args=[version.school.slug, version.code])
    signatories = list(version.signatories.for_list())
    return {
        "school": version.school,
        "document": version.get_document_display(),
        "number": version.snapshot.get("number", ""),
        "version": version,
        "placement": contract.placement,
        "signed": [line(one) for one in signatories if one.state == SignatoryState.SIGNED],
        "not_needed": [one for one in signatories if one.state == SignatoryState.NOT_NEEDED],
        "earlier": earlier(version),
        "scans": version.scans.filter(state=ScanState.CONFIRMED).count(),
        "address": address.split("://")[1],
        "qr": segno.make(address, error="m").svg_data_uri(border=0, scale=4),
    }


def line(signatory):
    """One signature on the record."""
    found = signatory.signatures.select_related("confirmed_by__user", "signed_by__user").first()
    by_other = found.signed_by_id not in (None, signatory.member_id) and signatory.name != found.name
    known = (found.signed_by.user.name if by_other else signatory.name) or found.name
    usual = {known, signed_as(known, signatory, found.signed_by)} if by_other else {known}
    return {
        "role": signatory.get_role_display(),
        "party": signatory.party,
        "name": known,
        "signed_as": "" if bare(found.name) in map(bare, usual) else found.name,
        "for": signatory.name if by_other else "",
        "method": found.get_method_display(),
        "proof": found.get_proof_display(),
        "on": found.signed_on,
        "at": found.signed_at,
        "is_paper": found.method == Method.PAPER,
        "confirmed_by": found.confirmed_by.name if found.confirmed_by else "",
        "same_paper": found.document_sha256 == signatory.version.file.sha256,
        "drawing": drawn(found.drawing),
    }


def bare(name):
    """A name without capitals and needless spaces, to compare."""
    return " ".join(name.split()).casefold()


def drawn(path):
    """The strokes of a signature as a picture; an empty text when there are none, or when they are no strokes."""
    if not path or not STROKES.match(path):
        return ""
    numbers = [float(one) for one in NUMBER.findall(path)]
    x, y = numbers[0::2], numbers[1::2]
    if not y:
        return ""
    width, height = max(x) - min(x) + 8, max(y) - min(y) + 8
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{min(x) - 4} {min(y) - 4} {width} {height}">'
        f'<path d="{path}" fill="none" stroke="#14232b" stroke-width="{max(height / 40, 1):.2f}"/></svg>'
    )
    return "data:image/svg+xml;utf8," + picture.replace("#", "%23").replace('"', "'").replace("<", "%3C")


def earlier(version):
    """Sentences about versions before this one: signatures that fell, and who did not want to sign."""
    before = version.contract.versions.filter(addendum=version.addendum_id, number__lt=version.number)
    return [sentence for one in before.order_by("number") for sentence in told(one)]


def told(version):
    """What became of an earlier version."""
    found = list(version.signatories.for_list())
    signed = [f"{one.name} ({one.signature.signed_on:%-d-%-m-%Y})" for one in found if one.signature]
    refused = [
        f"{one.name or one.get_role_display()} ({at:%-d-%-m-%Y})"
        for one in found
        if one.state == SignatoryState.REFUSED and (at := refused_at(one))
    ]
    what = {"number": version.number, "state": version.get_state_display()}
    yield _("Versie %(number)s: %(state)s.") % what
    if signed:
        yield _("Versie %(number)s: deze handtekeningen vervielen: %(who)s.") % (what | {"who": ", ".join(signed)})
    if refused:
        yield _("Versie %(number)s werd niet getekend door: %(who)s.") % (what | {"who": ", ".join(refused)})


def refused_at(signatory):
    """When somebody said no."""
    entry = AuditEntry.objects.about(signatory).filter(action=Signatory.refuse.__name__).last()
    return entry and timezone.localtime(entry.at)


def sealed_name(version):
    """The name under which people keep it."""
    return version.file.name.removesuffix(".pdf")[:120] + "_verzegeld.pdf"
