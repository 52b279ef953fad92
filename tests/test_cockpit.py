"""The home of a group: counters, one line per student with the next step, and the list as Excel."""

import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from core.tenancy import for_school
from stagebureau import progress
from tests.factories import (
    AssessmentFactory,
    ContractFactory,
    GroupFactory,
    GroupStudentFactory,
    InvitationFactory,
    PlacementFactory,
    RequestFactory,
    StudentFactory,
)
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(school, coordinator):
    return GroupFactory(school=school, coordinator=coordinator, state="choosing")


@pytest.fixture
def browser(sign_in, coordinator):
    return sign_in(coordinator)


def student_in(group, **details):
    return GroupStudentFactory(
        school=group.school, group=group, student=StudentFactory(school=group.school, **details)
    ).student


def stage_of(group, student, state="planned", contract=None, final=False):
    placement = PlacementFactory(school=group.school, group=group, student=student, state=state)
    if contract:
        ContractFactory(school=group.school, placement=placement, state=contract)
    if final:
        parts = dict.fromkeys(["student_took_part", "company_took_part", "mentor_took_part"], True)
        AssessmentFactory(school=group.school, placement=placement, state="final", final_at=timezone.now(), **parts)
    return placement


def stands(group):
    with for_school(group.school):
        return {
            line.student.first_name: (line.stand, str(line.next_words))
            for line in progress.lines(group, group.school.slug)
        }


def test_every_step_of_the_ladder_says_what_comes_next(group):
    wish = {"school": group.school, "group": group}
    student_in(group, first_name="Anna")
    RequestFactory(student=student_in(group, first_name="Bram"), **wish)
    RequestFactory(student=student_in(group, first_name="Cas"), state="draft", **wish)
    RequestFactory(
        student=student_in(group, first_name="Daan"),
        state="declined",
        decline_reason="full",
        decline_text="Vol.",
        **wish,
    )
    for name, state, contract, final in [
        ("Eva", "planned", None, False),
        ("Finn", "planned", "draft", False),
        ("Gijs", "planned", "submitted", False),
        ("Hugo", "planned", "checked", False),
        ("Ilse", "planned", "signing", False),
        ("Jens", "running", "signing", False),
        ("Kim", "running", "signing", True),
    ]:
        stage_of(group, student_in(group, first_name=name), state, contract, final)

    assert stands(group) == {
        "Anna": ("no_wish", "Help kiezen: nog geen wens"),
        "Bram": ("wish", "Bekijk de aanvraag"),
        "Cas": ("draft", "Help de aanvraag af te maken"),
        "Daan": ("declined", "Zoek samen een ander bedrijf"),
        "Eva": ("placed", "Contract: de leerling vult in"),
        "Finn": ("placed", "Contract: de leerling vult in"),
        "Gijs": ("contract", "Kijk het contract na"),
        "Hugo": ("contract", "Print het contract"),
        "Ilse": ("contract", "Laat tekenen vóór 1 februari"),
        "Jens": ("running", "Plan de beoordeling"),
        "Kim": ("assessed", "Bekijk de beoordeling"),
    }


def test_a_stage_that_was_called_off_does_not_count_and_a_new_one_wins(group):
    called_off, moved = student_in(group, first_name="Anna"), student_in(group, first_name="Bram")
    PlacementFactory(school=group.school, group=group, student=called_off, state="cancelled", end_reason="Verhuisd.")
    PlacementFactory(school=group.school, group=group, student=moved, state="ended_early", end_reason="Ander bedrijf.")

    assert stands(group)["Anna"][0] == "no_wish"
    assert stands(group)["Bram"][0] == "ended"
    stage_of(group, moved)
    assert stands(group)["Bram"][0] == "placed"


def test_the_counters_are_links_to_what_they_count(browser, school, group):
    for state in ("asked", "call"):
        InvitationFactory(school=school, group=group, state=state)
    anna, bram, cas = (student_in(group, first_name=name) for name in ("Anna", "Bram", "Cas"))
    stage_of(group, bram, contract="submitted")
    RequestFactory(school=school, group=group, student=cas)
    page = reverse("cockpit", args=[school.slug, group.pk])

    with for_school(school):
        counts = progress.counts_of(progress.lines(group, school.slug), group)
        assert progress.totals([group]) == {"without_place": 2, "silent": 1, "wishes": 1, "contracts": 1}
    assert {name: counts[name] for name in ("without_place", "silent", "wishes", "contracts")} == {
        "without_place": 2,
        "silent": 1,
        "wishes": 1,
        "contracts": 1,
    }
    assert "1 bedrijf wil gebeld worden" in browser.get(page).text
    for wanted, names in (
        ("zonder-plek", {anna, cas}),
        ("aanvraag", {cas}),
        ("contract", {bram}),
        ("onzin", {anna, bram, cas}),
    ):
        text = browser.get(f"{page}?toon={wanted}").text
        assert {one for one in (anna, bram, cas) if f">{one.name}<" in text} == names


def test_the_excel_holds_the_shown_lines_as_text(browser, school, group):
    student_in(group, first_name="=1+1", last_name="Jansen", class_name="4")
    placed = student_in(group, first_name="Bram", last_name="Vos", class_name="P4a")
    stage_of(group, placed)
    page = reverse("cockpit_sheet", args=[school.slug, group.pk])
    cells = [
        [cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(browser.get(page).content)).active
    ]

    assert cells[0] == ["Leerling", "Klas", "Bedrijf", "Stand", "Wat nu?"]
    assert cells[1][:2] == ["=1+1 Jansen", "4"]
    book = openpyxl.load_workbook(io.BytesIO(browser.get(page + "?toon=zonder-plek").content)).active
    assert (book.max_row, book["A2"].data_type) == (2, "s")


@pytest.mark.parametrize("rows", [1, 60])
def test_sixty_students_cost_no_more_questions_than_one(browser, school, group, rows):
    for n in range(rows):
        student = student_in(group)
        if n % 2:
            stage_of(group, student, contract="draft")
        else:
            RequestFactory(school=school, group=group, student=student)

    assert count_queries(browser, reverse("cockpit", args=[school.slug, group.pk])) == 8
