"""A version that everybody signed, on screen or on paper, as far as a test needs it."""

import io

from contracts import signing, tasks
from contracts.enums import Method, Proof
from contracts.models import ContractVersion, Scan
from core import files
from core.scans import tidy_scan
from core.tenancy import for_school
from tests.contracts.conftest import print_them
from tests.core.paper_photos import as_jpeg, sheet

SCREEN = {"method": Method.TYPED, "proof": Proof.MAIL_CODE, "statement": "Ik ga akkoord."}
STROKES = "M10 40 L30 12 L42 50 M60 20 L88 33"


def printed(stage, contract):
    """The newest version of the contract, made by the worker."""
    print_them(stage.coordinator, contract)
    with for_school(stage.school):
        return contract.versions.order_by("-number").first()


def sign_all(version, *, by_paper=(), drawn=(), but=()):
    """Everybody signs, `but` for some: these roles on paper with one scan, those with drawn strokes, the others by
    typing a name.
    """
    with for_school(version.school_id):
        scan = brought(version) if by_paper else None
        for one in version.signatories.for_list().exclude(role__in=but):
            how = SCREEN
            if one.role in by_paper:
                mentor = version.contract.placement.mentor
                how = {"method": Method.PAPER, "proof": Proof.SEEN, "scan": scan, "confirmed_by": mentor}
            elif one.role in drawn:
                how = SCREEN | {"method": Method.DRAWN, "drawing": STROKES}
            signing.sign(one, by=one.member, name=one.name, in_order=False, **how)


def brought(version):
    """A scan of one page, looked at by the mentor."""
    upload = tidy_scan([as_jpeg(sheet())])
    stored = files.keep(version.school, upload.content, name="scan.pdf", content_type=upload.content_type)
    scan = Scan.objects.create(school=version.school, version=version, file=stored, pages=1)
    scan.confirm(by=version.contract.placement.mentor)
    return scan


def sealed(version):
    """The version after the worker sealed it."""
    tasks.seal_paper(version.school_id, version.pk)
    with for_school(version.school_id):
        return ContractVersion.objects.select_related("sealed_file", "file").get(pk=version.pk)


def bytes_of(stored):
    with for_school(stored.school_id):
        return files.read(stored)


def opened(stored):
    return io.BytesIO(bytes_of(stored))
