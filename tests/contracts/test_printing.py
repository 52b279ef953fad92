import hashlib
import io

import pikepdf
import pytest
from django.urls import reverse
from pypdf import PdfReader

from contracts import making
from contracts.models import Contract, ContractVersion
from core import files
from core.models import OutgoingMail
from core.pdf import DocumentFault
from core.tenancy import for_school
from tests.contracts.conftest import checked_contract, print_them
from tests.factories import GuardianshipFactory, PlacementFactory

pytestmark = pytest.mark.django_db
LABELS = [
    "Exemplaar voor het stagebedrijf",
    "Exemplaar voor de ouders/verzorgers",
    "Exemplaar voor het dossier op school",
]
FACTS = ["Stageovereenkomst", "Youssef el Amrani", "Garage Bakker", "Donderdag", "Ik leer banden wisselen"]
FACTS += ["Fatima el Amrani", "Jan Bakker", "Kerkstraat 12", "24 dagen, samen 156 uur"]
SIGNERS = ["1. De directeur", "2. De leerling", "3. Ouder of", "4. Het stagebedrijf"]


def versions_of(contract):
    with for_school(contract.school_id):
        return list(ContractVersion.objects.filter(contract=contract).for_list())


def pages_of(version):
    with for_school(version.school_id):
        return [page.extract_text() for page in PdfReader(io.BytesIO(files.read(version.file))).pages]


def download(stage, version):
    return reverse("contracts:download", args=[stage.school.slug, version.pk])


def body(answer):
    return b"".join(answer.streaming_content)


def test_the_paper_is_three_named_copies_of_two_pages_each(stage, checked):
    job = print_them(stage.coordinator, checked)
    (version,) = versions_of(checked)
    pages = pages_of(version)

    assert (job.state, job.faults, job.file_id) == ("done", [], version.file_id)
    assert [[label in page for label in LABELS] for page in pages] == [
        [number // 2 == copy for copy in range(3)] for number in range(6)
    ]
    for first in pages[::2]:
        assert [fact for fact in FACTS if fact not in first] == []
    for second in pages[1::2]:
        assert sorted(SIGNERS, key=second.index) == SIGNERS
        assert "Zolang de leerling jonger is dan 16" in " ".join(second.split())
        assert "Anja de Groot" in second


def test_the_paper_is_tagged_dutch_and_brings_its_own_fonts(stage, checked):
    print_them(stage.coordinator, checked)
    (version,) = versions_of(checked)

    with for_school(stage.school), pikepdf.open(io.BytesIO(files.read(version.file))) as file:
        assert str(file.Root.Lang) == "nl"
        assert file.Root.MarkInfo.Marked
        assert b"pdfuaid" in file.Root.Metadata.read_bytes()
        fonts = [
            font.DescendantFonts[0].FontDescriptor for page in file.pages for font in page.Resources.Font.values()
        ]
        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)


def test_running_the_task_twice_makes_one_version(stage, checked):
    print_them(stage.coordinator, checked, numbers=1)
    print_them(stage.coordinator, checked, numbers=1)

    assert [version.number for version in versions_of(checked)] == [1]


def test_a_new_version_stands_beside_the_old_one(stage, checked):
    print_them(stage.coordinator, checked)
    print_them(stage.coordinator, checked)

    assert [version.number for version in versions_of(checked)] == [2, 1]


def test_one_bad_contract_does_not_stop_the_others(stage, checked):
    draft = PlacementFactory(school=stage.school, group=stage.placement.group)
    third = PlacementFactory(school=stage.school, group=stage.placement.group)
    with for_school(stage.school):
        bad = Contract.objects.of(draft)
    good = checked_contract(third, third.student.member, third.mentor)
    job = print_them(stage.coordinator, checked, bad, good)

    assert (job.state, job.done, job.file_id) == ("done", 3, None)
    assert job.faults == [f"{draft.student.name}: Dit kan nu niet: de stand is intussen “leerling vult in”."]
    assert [len(versions_of(one)) for one in (checked, bad, good)] == [1, 0, 1]


def test_what_nobody_foresaw_is_a_line_too_and_goes_to_the_log(stage, checked, caplog):
    third = PlacementFactory(school=stage.school, group=stage.placement.group)
    good = checked_contract(third, third.student.member, third.mentor)
    unknown = Contract(pk=10**6)
    job = print_them(stage.coordinator, unknown, checked, good, numbers=1)

    assert (job.state, job.done) == ("done", 3)
    assert [fault.split(".")[0] for fault in job.faults] == ["1000000: Dit lukte niet"]
    assert [len(versions_of(one)) for one in (checked, good)] == [1, 1]
    assert "The paper of 1000000 was left out" in caplog.text


def test_a_contract_that_does_not_fit_on_paper_stays_checked(stage, checked, monkeypatch):
    def too_much(*_):
        raise DocumentFault("too much text for one document")

    monkeypatch.setattr(making, "render_copies", too_much)
    job = print_them(stage.coordinator, checked)

    with for_school(stage.school):
        checked.refresh_from_db()
    assert (job.state, checked.state) == ("failed", "checked")
    assert "past niet op papier" in job.faults[0]


def test_downloads_are_the_stored_bytes_whatever_changed_since(stage, checked, sign_in):
    print_them(stage.coordinator, checked)
    (version,) = versions_of(checked)
    browser = sign_in(stage.coordinator)
    before = body(browser.get(download(stage, version)))
    with for_school(stage.school):
        stage.placement.company.name = "Andere naam"
        stage.placement.company.save()

    after = browser.get(download(stage, version))
    assert body(after) == before
    assert hashlib.sha256(before).hexdigest() == version.file.sha256
    assert after["Content-Disposition"].endswith('_youssef_stageovereenkomst_v1.pdf"')


def test_the_same_facts_give_the_same_bytes(stage, checked):
    print_them(stage.coordinator, checked)
    (version,) = versions_of(checked)

    assert hashlib.sha256(making.print_copies(version.snapshot)).hexdigest() == version.file.sha256


def test_staff_read_every_version_and_the_others_the_latest(stage, checked, sign_in):
    print_them(stage.coordinator, checked)
    print_them(stage.coordinator, checked)
    new, old = versions_of(checked)

    readers = ("coordinator", "mentor", "director", "student", "guardian", "supervisor")
    seen = {
        name: [sign_in(getattr(stage, name)).get(download(stage, one)).status_code for one in (new, old)]
        for name in readers
    }
    assert seen == {name: [200, 200] for name in readers[:3]} | {name: [200, 404] for name in readers[3:]}


def test_a_shielded_address_is_not_printed(stage, checked):
    with for_school(stage.school):
        stage.guardianship.is_address_shielded = True
        stage.guardianship.save()
    print_them(stage.coordinator, checked)
    text = "".join(pages_of(versions_of(checked)[0]))

    assert "Kerkstraat 12" not in text
    assert "bekend bij school" in text


def test_guardians_who_do_not_sign_hear_that_the_paper_is_there_and_all_find_it(stage, checked, sign_in):
    follows = GuardianshipFactory(school=stage.school, student=stage.placement.student, has_authority=False).member
    print_them(stage.coordinator, checked)

    with for_school(stage.school):
        mails = OutgoingMail.objects.filter(kind="contracts/mail/version_made")
        assert [mail.to for mail in mails] == [follows.user.email]
    text = (
        sign_in(stage.guardian).get(reverse("contracts:contract", args=[stage.school.slug, stage.placement.pk])).text
    )
    assert "Lees het contract" in text
    assert stage.supervisor.user.email not in text


def test_the_secret_address_of_foster_parents_without_authority_is_not_printed_either(stage, checked):
    with for_school(stage.school):
        GuardianshipFactory(
            school=stage.school, student=stage.placement.student, has_authority=False, is_address_shielded=True
        )
    print_them(stage.coordinator, checked)
    text = "".join(pages_of(versions_of(checked)[0]))

    assert "Kerkstraat 12" not in text
    assert "bekend bij school" in text
