"""Every paper as it comes out: copies, pages, tags, language, title, fonts, and the words that belong on it."""

import datetime
import io

import pikepdf
import pytest
from pypdf import PdfReader

from contracts.copies import copy_labels
from contracts.enums import CopyFor
from contracts.facts import facts_of
from contracts.making import print_copies
from contracts.making_addenda import TEMPLATE as CHANGE
from contracts.making_addenda import addendum_facts
from contracts.models import Addendum, Contract
from core.tenancy import for_school
from tests.contracts.conftest import ANSWERS
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    GuardianshipFactory,
    KindFactory,
    PlacementFactory,
    RecognitionFactory,
    SchoolFactory,
    StudentFactory,
)

pytestmark = pytest.mark.django_db
KINDS = {
    "Stageovereenkomst": {"code": "orienterend", "name": "Oriënterende stage"},
    "Overeenkomst interne stage": {"code": "interne-stage", "is_internal": True},
    "Leer-werkovereenkomst": {"code": "lwt", "needs_recognition": True},
    "Praktijkovereenkomst": {"code": "bpv", "needs_recognition": True},
}
NAME = "Ğülşen Šimić-Țepeș van der Æsir-Łukaszewicz"


def placed(born=datetime.date(2011, 3, 14), guardians=2, kind=None):
    """A stage with a long name, two guardians and another person who signs for the company."""
    school = SchoolFactory(name="Praktijkschool en Voortgezet Speciaal Onderwijs De Meander-Noordoost")
    student = StudentFactory(
        school=school, first_name="Ğülşen", prefix="", last_name=NAME.removeprefix("Ğülşen "), birth_date=born,
        street="Kerkstraat 12", postcode="8331 JA", city="Steenwijk",
    )  # fmt: skip
    for name in ["Fatima el Amrani-Benali van der Wolden", "Mohammed Çelikoğlu"][:guardians]:
        GuardianshipFactory(school=school, student=student, member__user__name=name)
    company = CompanyFactory(school=school, name="Schadeherstel Łukasiewicz & Zonen")
    RecognitionFactory(school=school, company=company)
    ContactFactory(
        school=school, company=company, is_first=False, signs=True, member__user__name="Petra Łukasiewicz",
    )  # fmt: skip
    guide = ContactFactory(school=school, company=company, member__user__name="Jan Bakker")
    return PlacementFactory(
        school=school, student=student, company=company, supervisor=guide,
        group__kind=KindFactory(school=school, **(kind or KINDS["Stageovereenkomst"])),
    )  # fmt: skip


def facts(placement, **answers):
    with for_school(placement.school):
        contract = Contract.objects.of(placement)
        Contract.objects.filter(pk=contract.pk).update(**ANSWERS | answers)
        return facts_of(Contract.objects.for_paper().get(pk=contract.pk), 1)


def read(content):
    """(pages as one line each, what a reader finds out about the file)."""
    with pikepdf.open(io.BytesIO(content)) as file:
        fonts = [one.DescendantFonts[0].FontDescriptor for page in file.pages for one in page.Resources.Font.values()]
        found = {
            "tags": "/StructTreeRoot" in file.Root and bool(file.Root.MarkInfo.Marked),
            "language": str(file.Root.Lang),
            "fonts": all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts),
            "title": str(file.docinfo["/Title"]),
            "faults": file.check_pdf_syntax(),
        }
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages], found


GOOD = {"tags": True, "language": "nl", "fonts": True, "faults": []}


@pytest.mark.parametrize("title", KINDS)
def test_every_agreement_is_three_tagged_copies_with_all_names_whole(title):
    stage = placed(kind=KINDS[title])
    printed = facts(stage, study="Assistent", crebo="25252", allowance="€ 5 per dag")
    pages, file = read(print_copies(printed))
    each = 3 if KINDS[title].get("needs_recognition") else 2  # more is agreed, and five people sign
    first, second = pages[0], " ".join(pages[1:each])

    assert file == GOOD | {"title": f"{title} {NAME}"}
    assert [[label in page for label in copy_labels(printed)] for page in pages] == [
        [number // each == copy for copy in range(3)] for number in range(3 * each)
    ]
    assert NAME in first
    assert "Ik leer banden wisselen" in first
    assert "Vergoeding: € 5 per dag" in first
    assert "None" not in " ".join(pages)
    assert ("Petra Łukasiewicz" in second) == (title != "Overeenkomst interne stage")
    assert all(words in second for words in ("1. Wie spreken dit af", "Tekenen *.", "Fatima", "Mohamm"))
    assert f"{stage.school.name} Datum:" in second  # whole, under the line of the director
    assert ("crebonummer 25252" in second) == (title == "Praktijkovereenkomst")


def test_the_snapshot_keeps_the_words_and_which_text_it_was():
    found = facts(placed())

    assert found["template"] == "agreement-2026-4"
    assert [one["heading"] for one in found["clauses"]][:2] == ["Wie spreken dit af", "Soort stage"]
    assert "Jan Bakker begeleidt de leerling op het werk" in found["clauses"][4]["text"]


@pytest.mark.parametrize("title", KINDS)
def test_three_more_clauses_go_on_to_a_next_page_and_nothing_is_lost(title):
    found = facts(placed(kind=KINDS[title]))
    text = "Dit spreken wij nog af. " * 40
    more = [{"heading": f"Extra afspraak {number}", "text": text, "by_law": False} for number in (1, 2, 3)]
    pages, _ = read(print_copies(found | {"clauses": [*found["clauses"], *more]}))

    assert len(pages) in (9, 12)
    text, before = " ".join(pages[: len(pages) // 3]), len(found["clauses"])
    assert all(f"{before + number}. Extra afspraak {number}." in text for number in (1, 2, 3))
    assert text.count("Dit spreken wij nog af.") == 120
    assert text.index("Extra afspraak 3.") < text.index("1. De directeur")
    signing = next(page for page in pages if "1. De directeur" in page)
    assert all(name in signing for name in ("2. De leerling", NAME, "Mohammed Çelikoğlu"))  # never over two pages


@pytest.mark.parametrize("title", KINDS)
def test_empty_fields_leave_room_to_write_and_four_sign_beside_each_other_on_the_last_page(title):
    stage = placed(guardians=0, kind=KINDS[title])
    stage.company.tasks = ""
    with for_school(stage.school):
        stage.company.save()
    pages, _ = read(print_copies(facts(stage, **dict.fromkeys(ANSWERS, ""))))

    a_copy = 3 if title == "Leer-werkovereenkomst" else 2  # the plan of an LWT asks a page more to write on
    assert len(pages) == a_copy * len(CopyFor)
    assert "Bellen bij nood Naam en telefoon:" in pages[0]
    assert "None" not in " ".join(pages)
    assert "3. Ouder of verzorger" in pages[a_copy - 1]


def test_a_change_is_one_page_with_old_and_new_and_names_what_it_belongs_to():
    stage = placed()
    with for_school(stage.school):
        contract = Contract.objects.of(stage)
        addendum = Addendum.objects.create(
            school=stage.school, contract=contract, number=1, effective_from=datetime.date(2027, 3, 1),
            reason="Rijles", changes={"weekdays": [[3, 4], [2, 3]]},
        )  # fmt: skip
        addendum.contract = Contract.objects.for_paper().get(pk=contract.pk)
        found = addendum_facts(addendum)
    pages, file = read(print_copies(found, CHANGE))

    assert len(pages) == 3
    assert file == GOOD | {"title": f"Wijziging van de overeenkomst {NAME}"}
    assert f"Hoort bij Stageovereenkomst {found['number']}" in pages[0]
    assert "Gaat in op 1 maart 2027" in pages[0]
    assert "Stagedagen donderdag en vrijdag woensdag en donderdag" in pages[0]
    assert all(name in pages[0] for name in (NAME, "Fatima", "Petra Łukasiewicz", "Rijles"))


def test_two_guardians_who_live_apart_get_a_paper_with_nothing_of_each_other_but_the_name():
    stage = placed(guardians=0)
    for name, phone, shielded in (("Fatima Benali", "06 11111111", True), ("Omar Benali", "06 22222222", False)):
        GuardianshipFactory(
            school=stage.school, student=stage.student, is_address_shielded=shielded, member__user__name=name,
            member__user__phone=phone,
        )  # fmt: skip
    found = facts(stage)
    text = " ".join(read(print_copies(found))[0])

    assert [set(one) for one in found["guardians"]] == [{"name"}, {"name"}]
    assert "Fatima Benali" in text
    assert "Omar Benali" in text
    assert not [secret for secret in ("06 11111111", "06 22222222", "Kerkstraat 12") if secret in text]
    assert "Adres: bekend bij school" in text
