"""Complete is one sealed PDF: paper, scans, signatures; sealed, tagged, archivable, stored once."""

import hashlib
import io

import pikepdf
import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from contracts import sealing as sealing_paper
from contracts import signing, tasks
from contracts.models import Contract, ContractVersion
from core import sealing
from core.models import AuditEntry, OutgoingMail, StoredFile
from core.tenancy import for_school
from tests.contracts.signed import SCREEN, bytes_of, opened, printed, sealed, sign_all
from tests.core.archive_checks import elements, faults
from tests.factories import GuardianshipFactory, StudentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(stage, checked):
    return printed(stage, checked)


@pytest.fixture
def mixed(version):
    """Company and guardian on paper, the others on screen; sealed."""
    sign_all(version, by_paper=("guardian", "company"), drawn=("student",))
    return sealed(version)


def texts(stored):
    return [page.extract_text() for page in PdfReader(opened(stored)).pages]


def test_an_independent_reader_finds_the_seal_whole_and_trusted(mixed):
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import MDPPerm
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    from core.seal_reading import certificates

    (found,) = PdfFileReader(opened(mixed.sealed_file)).embedded_signatures
    context = ValidationContext(trust_roots=certificates(sealing.roots()), allow_fetching=False)
    status = validate_pdf_signature(found, signer_validation_context=context)
    assert status.bottom_line
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert found.docmdp_level == MDPPerm.NO_CHANGES
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert "demo" in status.signing_cert.subject.human_friendly


def test_it_keeps_to_archive_and_accessibility_as_far_as_can_be_read(mixed):
    with pikepdf.open(opened(mixed.sealed_file)) as document:
        assert faults(document) == []
        kinds = [str(one.S) for one in elements(document.Root.StructTreeRoot)]
    assert {"/Document", "/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/Form", "/P"} <= set(kinds)


def test_it_holds_one_copy_of_the_paper_the_scan_and_the_record_in_this_order(mixed):
    pages = texts(mixed.sealed_file)
    assert len(pages) == 4
    assert all("Exemplaar voor het dossier op school" in page for page in pages[:2])
    assert pages[2].strip() == ""  # the scan
    record = pages[3]
    assert "Handtekeningenblad" in record
    for words in ("Anja de Groot", "Youssef el Amrani", "Fatima el Amrani", "Jan Bakker", "Getekend op papier",
                  "Naam getypt op het scherm", "Eigen link en een code van 6 cijfers per mail",
                  mixed.file.sha256):  # fmt: skip
        assert words in " ".join(record.split()), words
    assert f"/contracten/echt/{mixed.code}/" in "".join(record.split())


def test_the_paper_that_was_signed_goes_along_byte_for_byte(mixed):
    attached = PdfReader(opened(mixed.sealed_file)).attachments[mixed.file.name][0]
    assert hashlib.sha256(attached).hexdigest() == mixed.file.sha256


def test_the_structure_of_one_copy_is_all_there(mixed):
    with pikepdf.open(opened(mixed.file)) as paper, pikepdf.open(opened(mixed.sealed_file)) as whole:
        of_paper = [str(one.S) for one in elements(paper.Root.StructTreeRoot)]
        kept = [str(one.S) for one in elements(whole.Root.StructTreeRoot)]
    of_one_copy = of_paper[1 : 1 + len(of_paper) // 3]
    assert kept[1 : 1 + len(of_one_copy)] == of_one_copy


def test_nothing_is_sealed_before_everybody_signed(version):
    with for_school(version.school_id):
        signing.sign(version.signatories.for_list()[0], by=None, name="Anja de Groot", **SCREEN)
    assert sealed(version).sealed_file is None


def test_two_runs_make_one_file_and_one_mail_each(version, django_capture_on_commit_callbacks):
    sign_all(version)
    first = sealed(version)
    again = sealed(version)
    assert (first.sealed_file_id, first.sealed_at) == (again.sealed_file_id, again.sealed_at)
    with for_school(version.school_id):
        assert StoredFile.objects.filter(name__endswith="_verzegeld.pdf").count() == 1
        assert AuditEntry.objects.about(first).filter(action="seal").count() == 1
        told = OutgoingMail.objects.filter(kind="contracts/mail/version_sealed")
        assert sorted(one.to for one in told) == sorted(
            one.member.user.email
            for one in version.signatories.for_list()
            if one.role in ("guardian", "company", "student") and one.member.user.email
        )


def test_a_run_that_dies_half_way_leaves_nothing_and_the_sweep_makes_it(version, monkeypatch):
    sign_all(version)

    class Killed(BaseException):
        """What a process sees that is ended."""

    def die(*args, **kwargs):
        raise Killed

    monkeypatch.setattr("contracts.emails.version_sealed", die)
    with pytest.raises(Killed):
        tasks.seal_paper(version.school_id, version.pk)
    monkeypatch.undo()
    with for_school(version.school_id):
        assert ContractVersion.objects.get(pk=version.pk).sealed_file is None
        assert not StoredFile.objects.filter(name__endswith="_verzegeld.pdf").exists()
        assert list(ContractVersion.objects.to_seal()) == [version]
    assert sealed(version).sealed_file


def test_two_downloads_are_the_same_bytes_and_every_party_gets_them(mixed, stage, sign_in):
    address = reverse("contracts:sealed", args=[stage.school.slug, mixed.pk])
    everybody = [stage.coordinator, stage.mentor, stage.director, stage.student, stage.guardian, stage.supervisor]
    given = {b"".join(sign_in(one).get(address).streaming_content) for one in everybody for _twice in range(2)}
    assert given == {bytes_of(mixed.sealed_file)}


def test_somebody_elses_parent_finds_nothing(mixed, stage, sign_in):
    with for_school(stage.school):
        other = GuardianshipFactory(student=StudentFactory(school=stage.school), school=stage.school).member
    assert sign_in(other).get(reverse("contracts:sealed", args=[stage.school.slug, mixed.pk])).status_code == 404


def test_fallen_signatures_and_a_refusal_of_earlier_versions_are_told_without_the_reason(stage, checked):
    first = printed(stage, checked)
    with for_school(stage.school):
        director, student, *_rest = first.signatories.for_list()
        signing.sign(director, by=director.member, name=director.name, **SCREEN)
        signing.refuse(student, by=student.member, note="Ik wil niet op donderdag.")
    with for_school(stage.school):
        contract = Contract.objects.get(pk=checked.pk)
        contract.check_off(by=stage.mentor)
    second = printed(stage, contract)
    sign_all(second)
    record = " ".join(texts(sealed(second).sealed_file)[-1].split())
    assert "Versie 1: niet getekend: iemand wil het anders." in record
    assert "Versie 1: deze handtekeningen vervielen: Anja de Groot" in record
    assert "Versie 1 werd niet getekend door: Youssef el Amrani" in record
    assert "donderdag" not in record


def test_a_refusal_stands_on_the_day_it_was_here(stage, checked):
    with time_machine.travel("2027-02-01 23:30:00+00:00", tick=False):
        first = printed(stage, checked)
        with for_school(stage.school):
            signing.refuse(first.signatories.get(role="student"), by=stage.student, note="Ik wil niet.")
    with for_school(stage.school):
        contract = Contract.objects.get(pk=checked.pk)
        contract.check_off(by=stage.mentor)
    second = printed(stage, contract)
    with for_school(stage.school):
        assert sealing_paper.earlier(second)[-1].endswith("(2-2-2027).")


def test_a_paper_that_is_not_what_was_signed_is_not_sealed(version, caplog):
    sign_all(version)
    with for_school(version.school_id):
        from django.conf import settings

        path = settings.MEDIA_ROOT / version.file.path
        path.write_bytes(path.read_bytes() + b"%")
    assert sealed(version).sealed_file is None
    assert "not what was signed" in caplog.text


def test_a_server_without_a_certificate_waits_and_says_so(version, settings, caplog):
    settings.SEAL_KEYS, settings.SEAL_SELF_MADE = None, False
    sign_all(version)
    assert sealed(version).sealed_file is None
    assert "waits for its seal: SEAL_KEYS is not set" in caplog.text


def test_the_seal_holds_when_the_reader_is_another_tool(mixed):
    """qpdf's own check (through pikepdf) and pypdf both read it without a complaint."""
    with pikepdf.open(opened(mixed.sealed_file)) as document:
        assert document.check_pdf_syntax() == []
    assert len(PdfReader(io.BytesIO(bytes_of(mixed.sealed_file)), strict=True).pages) == 4
