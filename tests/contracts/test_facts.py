import datetime
import io

import pytest
import time_machine
from pypdf import PdfReader

from contracts.facts import facts_of
from contracts.making import print_copies
from contracts.models import Contract
from core.tenancy import for_school
from schools.models import ClosedDays
from tests.factories import (
    GuardianshipFactory,
    KindFactory,
    PlacementFactory,
    RecognitionFactory,
    SchoolFactory,
    StudentFactory,
)

pytestmark = pytest.mark.django_db


def facts(placement):
    with for_school(placement.school):
        return facts_of(Contract.objects.of(placement), 1)


def text_of(placement):
    content = print_copies(facts(placement))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    return len(pages), " ".join(" ".join(pages[: len(pages) // 3]).split())


def stage(born=datetime.date(2010, 3, 14), school=None, kind=None, **details):
    school = school or SchoolFactory()
    kind = KindFactory(school=school, **(kind or {}))
    student = StudentFactory(school=school, birth_date=born)
    return PlacementFactory(school=school, student=student, group__kind=kind, **details)


def test_closed_days_are_taken_off_and_named():
    placed = stage()
    with for_school(placed.school):
        ClosedDays.objects.create(
            kind="holiday",
            name="Voorjaarsvakantie",
            starts_on=datetime.date(2027, 2, 20),
            ends_on=datetime.date(2027, 2, 28),
        )
        ClosedDays.objects.create(
            kind="study",
            name="Open dag",
            starts_on=datetime.date(2027, 3, 4),
            ends_on=datetime.date(2027, 3, 4),
            stage_goes_on=True,
        )

    found = facts(placed)["stage"]
    assert (found["days"], found["hours_total"], found["closed"]) == (
        22,
        "143 uur",
        ["Voorjaarsvakantie 20-2 t/m 28-2"],
    )


@time_machine.travel("2026-11-21")
def test_a_grown_up_signs_without_parents():
    grown = stage(born=datetime.date(2008, 1, 1))
    GuardianshipFactory(school=grown.school, student=grown.student)

    names = [signer["who"] for signer in facts(grown)["signers"]]
    assert names == ["De directeur", "De leerling", "Het stagebedrijf"]
    assert facts(grown)["guardians"] == []
    assert "tekenen ook de ouders" not in text_of(grown)[1]


def test_a_stage_in_school_is_between_school_and_student():
    pages, text = text_of(stage(kind={"is_internal": True}))

    assert "De stage is in de school zelf." in text
    assert "Het stagebedrijf" not in text.replace("Exemplaar voor het stagebedrijf", "")
    assert pages == 6


def test_lwt_adds_the_learn_and_work_agreement():
    placed = stage(kind={"code": "lwt", "needs_recognition": True})
    RecognitionFactory(school=placed.school, company=placed.company)
    pages, text = text_of(placed)

    assert text.startswith("Leer-werkovereenkomst")
    assert "duurt het traject 24 dagen, samen 156 uur" in text
    assert "is een erkend leerbedrijf: SBB 100000001, geldig tot en met 1 januari 2029" in text
    assert pages == 6


def test_a_vso_school_insures_the_journey_too():
    assert "geldt ook op de reis naar de stage" in text_of(stage(school=SchoolFactory(kind="vso")))[1]
    assert "ook op de reis" not in text_of(stage())[1]


def test_two_guardians_and_long_names_stay_on_two_pages():
    school = SchoolFactory(name="Praktijkschool en Voortgezet Speciaal Onderwijs De Meander-Noordoost")
    placed = stage(
        school=school, born=datetime.date(2011, 3, 14), company__name="Schadeherstel Łukasiewicz & Zonen " * 3
    )
    for name in ("Fatima el Amrani-Benali van der Wolden", "Mohammed Çelikoğlu el Amrani"):
        GuardianshipFactory(school=school, student=placed.student, member__user__name=name)
    with for_school(school):
        Contract.objects.of(placed).keep_answers({"goals": "\n".join(["Ik leer hoe ik een opdracht goed afmaak"] * 6)})

    assert text_of(placed)[0] == 6


def test_a_contract_without_answers_prints_with_room_to_write():
    placed = stage()
    pages, text = text_of(placed)

    assert pages == 6
    assert "None" not in text
    assert "Bellen bij nood Naam en telefoon:" in text
