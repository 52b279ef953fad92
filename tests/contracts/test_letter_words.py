"""Letters and copies say what is true of this paper: a change, a stage in the school, a student who signs alone."""

import datetime

import pytest
import time_machine

from contracts.copies import copy_labels
from contracts.models import Contract, ContractVersion
from core import files
from core.tenancy import for_school
from tests.contracts.changing import WEDNESDAY, clock, made, scene
from tests.contracts.conftest import checked_contract, print_them
from tests.contracts.signers import newest_version
from tests.contracts.test_ask_letter import words_of
from tests.contracts.test_papers import read

__all__ = ["clock", "scene"]
pytestmark = pytest.mark.django_db
PARENTS, STUDENT = "Eén is voor de ouders of verzorgers.", "Eén is voor de leerling zelf."


def paper_of(version):
    """(the clauses in one line, the pages) of the stored paper."""
    with for_school(version.school_id):
        version = ContractVersion.objects.select_related("file").get(pk=version.pk)
        pages = read(files.read(version.file))[0]
    return " ".join(one["text"] for one in version.snapshot["clauses"]), pages


@pytest.fixture
def inside(stage):
    """The stage in the school itself, with a version to sign."""
    with for_school(stage.school):
        stage.placement.group.kind.is_internal = True
        stage.placement.group.kind.save()
    contract = checked_contract(stage.placement, stage.student, stage.mentor)
    print_them(stage.coordinator, contract)
    return newest_version(contract)


def test_the_letter_of_a_change_tells_what_changes_and_from_when(scene):
    _change, version = made(scene, weekdays=[WEDNESDAY], allowance="€ 5 per dag")
    pages, text = words_of(version, "guardian")

    assert pages == 1
    for words in (
        "Dit wordt anders vanaf 1 maart 2027:", "Stagedagen: woensdag (eerst: donderdag)", "Vergoeding: € 5 per dag",
        "Alle andere afspraken blijven hetzelfde.", "geldt pas als iedereen heeft getekend", "Bel niet zelf",
    ):  # fmt: skip
        assert words in text
    for words in ("gaat op stage", "zit de overeenkomst", "Het werk mag pas beginnen", "…"):
        assert words not in text


@pytest.mark.parametrize(
    ("role", "asked"),
    [
        ("student", "Teken je de wijziging van je stage?"),
        ("company", "Tekent u de wijziging van de stage van Youssef?"),
    ],
)
def test_the_other_letters_of_a_change_tell_it_too(scene, role, asked):
    _change, version = made(scene, weekdays=[WEDNESDAY])
    text = words_of(version, role)[1]

    for words in (asked, "Gaat in op 1 maart 2027", "Stagedagen woensdag (eerst: donderdag)"):
        assert words in text
    for words in ("gaat stage lopen", "niet beginnen", "Wanneer"):
        assert words not in text


def test_the_letter_of_a_stage_in_the_school_names_no_company(inside):
    text = words_of(inside, "guardian")[1]

    assert "gaat op stage in de school zelf: van" in text
    assert "Is Youssef el Amrani ziek? Dan belt u naar school." in text
    assert "bedrijf" not in text
    assert "Garage Bakker" not in text
    student = words_of(inside, "student")[1]
    assert "Je gaat stage lopen op school." in student
    assert "Stageplek Garage Bakker" in student


def test_the_copies_of_a_stage_in_the_school_are_for_the_place_the_parents_and_the_school(inside):
    text, pages = paper_of(inside)

    assert f"Eén is voor de stageplek. {PARENTS} Eén is voor het dossier op school." in text
    assert "Exemplaar voor de stageplek" in pages[0]
    assert not any("Exemplaar voor het stagebedrijf" in page for page in pages)


@time_machine.travel("2026-11-21 10:00")
def test_who_signs_alone_keeps_the_copy_that_parents_get_of_the_others(stage, sign_in):
    with for_school(stage.school):
        stage.placement.student.birth_date = datetime.date(2008, 1, 1)
        stage.placement.student.save()
    contract = checked_contract(stage.placement, stage.student, stage.mentor)
    print_them(stage.coordinator, contract)
    version = newest_version(contract)
    text, pages = paper_of(version)

    assert STUDENT in text
    assert PARENTS not in text
    assert [any(label in page for page in pages) for label in copy_labels(version.snapshot)] == [True] * 3
    assert any("Exemplaar voor de leerling" in page for page in pages)
    shown = sign_in(stage.mentor).get(f"/{stage.school.slug}/contracten/versie/{version.pk}/papier/").text
    assert "Exemplaar voor de leerling" in shown
    assert "Exemplaar voor de ouders" not in shown


def test_a_change_names_the_copies_of_a_minor_and_counts_as_a_change(scene):
    _change, version = made(scene, weekdays=[WEDNESDAY])
    text = paper_of(version)[0]

    assert f"Eén is voor het stagebedrijf. {PARENTS} Eén is voor het dossier op school." in text
    with for_school(scene.school):
        assert Contract.objects.get(pk=scene.contract.pk).state == "complete"
