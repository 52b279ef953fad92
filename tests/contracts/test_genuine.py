"""Anybody may ask whether a paper is real, and hears nothing about whom it is."""

import io
import uuid
from ipaddress import IPv6Address

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contracts.models import ContractVersion
from core.models import StoredFile
from core.tenancy import for_school
from tests.conftest import StrictClient
from tests.contracts.signed import bytes_of, printed, sealed, sign_all
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db
NAMES = ("Youssef", "Amrani", "Fatima", "Garage Bakker", "Jan Bakker", "Anja", "Steenwijk", "2011")


@pytest.fixture
def client():
    """Everybody comes from another address: who asks often is slowed down."""
    return StrictClient(REMOTE_ADDR=str(IPv6Address(uuid.uuid4().int)))


@pytest.fixture
def version(stage, checked):
    found = printed(stage, checked)
    sign_all(found)
    return sealed(found)


def by_code(client, version, code=None):
    return client.get(reverse("contracts:genuine", args=[version.school.slug, code or version.code]))


def by_file(client, school, content, name="papier.pdf"):
    upload = SimpleUploadedFile(name, content, "application/pdf")
    return client.post(reverse("contracts:genuine_file", args=[school.slug]), {"file": upload})


def test_the_code_on_the_paper_says_what_is_kept_and_that_only_the_file_proves_it(client, version):
    page = by_code(client, version).content.decode()
    assert "Echt" not in page
    for words in ("Bij deze code hoort een verzegeld papier", "alleen met het bestand", version.school.phone,
                  "Stageovereenkomst", "Verzegeld op", "Handtekeningen", version.school.name, ">4<"):  # fmt: skip
        assert words in page
    assert [name for name in NAMES if name in page] == []


def test_another_code_is_not_ours_and_a_code_cannot_be_guessed(client, version):
    answer = by_code(client, version, "A" * 22)
    assert answer.status_code == 404
    assert "Niet van ons" in answer.content.decode()
    assert len(version.code) == 22  # 128 bits


@pytest.mark.parametrize("code", ["%00", "A%00B", "%0a", "%ff"])
def test_what_can_be_no_code_is_not_found(client, version, code):
    there = reverse("contracts:genuine", args=[version.school.slug, version.code])
    assert client.get(there.replace(version.code, code)).status_code == 404


def test_the_sealed_file_itself_is_real(client, version):
    page = by_file(client, version.school, bytes_of(version.sealed_file)).content.decode()
    assert "Echt" in page
    assert "precies zoals de school het heeft verzegeld" in page
    assert [name for name in NAMES if name in page] == []


def changed(content):
    """One word of the title, of equal length."""
    return content.replace(b"Handtekeningen", b"Handtekeninggn", 1).replace(b"/F 132", b"/F 133", 1)


def opened_and_saved(content):
    with pikepdf.open(io.BytesIO(content)) as document:
        del document.pages[0]
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("change", [changed, opened_and_saved, lambda content: content + b"\n% more"])
def test_whatever_is_changed_is_told(client, version, change):
    content = change(bytes_of(version.sealed_file))
    assert content != bytes_of(version.sealed_file)
    page = by_file(client, version.school, content).content.decode()
    assert "Gewijzigd" in page
    assert [name for name in NAMES if name in page] == []


def test_the_paper_without_signatures_is_told_from_the_sealed_one(client, version):
    page = by_file(client, version.school, bytes_of(version.file)).content.decode()
    assert "zonder handtekeningen" in page


def test_a_file_of_somebody_else_is_not_ours(client, version):
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    assert "Niet van ons" in by_file(client, version.school, out.getvalue()).content.decode()
    assert "Niet van ons" in by_file(client, version.school, b"%PDF-1.7 broken").content.decode()


def test_a_school_knows_its_own_papers_only(client, version):
    other = SchoolFactory()
    assert by_code(client, version, version.code).status_code == 200
    assert client.get(reverse("contracts:genuine", args=[other.slug, version.code])).status_code == 404
    page = by_file(client, other, bytes_of(version.sealed_file)).content.decode()
    assert "Het zegel is heel" in page
    assert "niet (meer) in het archief" in page


def test_nothing_of_the_upload_is_kept(client, version):
    with for_school(version.school):
        before = StoredFile.objects.count()
    by_file(client, version.school, bytes_of(version.file))
    with for_school(version.school):
        assert StoredFile.objects.count() == before


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"hello", "geen PDF"), (b"%PDF-" + b"x" * (10 * 1024 * 1024), "groter dan 10 MB"), (b"", "leeg")],
)
def test_what_is_no_pdf_is_refused_in_words(client, version, content, words):
    answer = by_file(client, version.school, content)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_an_ended_agreement_says_so(client, version, stage):
    with for_school(stage.school):
        version.contract.placement.refresh_from_db()
        why, last = "De leerling gaat verder op een andere plek.", stage.placement.ends_on
        version.contract.end(by=stage.coordinator, note=why, last_day=last)
    assert "loopt niet meer" in by_code(client, version).content.decode()


def test_a_version_that_was_replaced_says_so(client, stage, checked):
    first = printed(stage, checked)
    printed(stage, checked)
    with for_school(stage.school):
        first = ContractVersion.objects.select_related("school").get(pk=first.pk)
    page = by_code(client, first).content.decode()
    assert "Geldt niet" in page
    assert "vervangen door een nieuwe versie" in page


def test_a_paper_that_waits_for_signatures_or_its_seal_says_so(client, stage, checked):
    found = printed(stage, checked)
    assert "Nog niet volledig getekend" in by_code(client, found).content.decode()
    sign_all(found)
    assert "wordt verzegeld" in by_code(client, found).content.decode()


def test_asking_endlessly_is_slowed_down(client, version):
    with time_machine.travel("2027-02-01 09:00:10+01:00", tick=False):
        codes = [by_code(client, version, f"{n:022}").status_code for n in range(31)]
        assert codes == [404] * 30 + [429]
        files = [by_file(client, version.school, b"no pdf").status_code for _n in range(11)]
        assert files == [422] * 10 + [429]
