"""What the law asks of a leer-werktraject (I13) stands beside the other rules, and holds the paper back."""

import datetime
import io

import pytest
import time_machine
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from contracts import addenda, lwt
from contracts.budget import HOUR, Size
from contracts.facts import facts_of, lwt_facts
from contracts.lwt_plan import keep, proposed
from contracts.making import print_copies
from contracts.models import Contract, LwtPlan, PaperRules, PartnerAgreement
from core.moves import MoveRefused
from core.tenancy import for_school
from placements.lawful import give_reason
from placements.models import Placement
from schools.lessons import keep_lessons
from schools.models import ClosedDays
from tests.contracts.conftest import print_them
from tests.contracts.traject import FIRST, LAST, checked, keys, sentence, traject
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    GuardianshipFactory,
    PartnerAgreementFactory,
    PlacementFactory,
    RecognitionFactory,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def scene(school, mentor):
    return traject(school, mentor)


def of_plan(scene, **fields):
    with for_school(scene.school):
        LwtPlan.objects.filter(contract=scene.contract).update(**fields)


def test_a_whole_traject_has_nothing_against_it(scene):
    assert keys(scene) == []


def test_without_a_plan_recognition_and_agreement_all_three_are_named(school, mentor):
    found = keys(traject(school, mentor, recognised=False, agreed=False, planned=False))

    assert found == ["lwt_plan", "lwt_recognised", "lwt_partner"]


@pytest.mark.parametrize(
    ("year", "ticked", "good"),
    [(3, True, True), (4, True, True), (None, True, True), (2, True, False), (5, True, False), (3, False, False)],
)
def test_an_lwt_is_for_leerjaar_3_and_4_of_the_basisberoepsgerichte_leerweg(school, mentor, year, ticked, good):
    scene = traject(school, mentor, year=year)
    of_plan(scene, right_year=ticked)

    assert ("lwt_year" not in keys(scene)) == good


@pytest.mark.parametrize(
    ("today", "year", "good"),
    [
        ("2026-11-22", 2, False), ("2026-06-15", 2, True), ("2026-06-15", 3, True), ("2026-06-15", 4, False),
        ("2026-06-15", 1, False), ("2025-06-15", 1, True), ("2027-09-01", 5, True), ("2027-09-01", 3, False),
    ],
)
def test_the_leerjaar_is_the_one_of_the_first_day(school, mentor, today, year, good):
    scene = traject(school, mentor, year=year)
    with time_machine.travel(f"{today} 12:00"):
        assert ("lwt_year" not in keys(scene)) == good


@pytest.mark.parametrize(
    ("until", "found"),
    [(FIRST - DAY, ["lwt_recognised"]), (FIRST, ["lwt_lapses"]), (LAST - DAY, ["lwt_lapses"]), (LAST, [])],
)
def test_the_company_is_recognised_on_the_first_day_and_a_lapse_later_asks_a_reason(school, mentor, until, found):
    scene = traject(school, mentor, recognised=False)
    RecognitionFactory(company=scene.company, school=school, valid_until=until)

    assert keys(scene) == found


@pytest.mark.parametrize(
    ("first", "last", "good"),
    [(FIRST, FIRST, True), (FIRST + DAY, LAST, False), (FIRST - 9 * DAY, FIRST - DAY, False), (FIRST, LAST, True)],
)
def test_an_agreement_with_an_mbo_holds_on_the_first_day(school, mentor, first, last, good):
    scene = traject(school, mentor, agreed=False)
    PartnerAgreementFactory(school=school, valid_from=first, valid_until=last)

    assert ("lwt_partner" not in keys(scene)) == good


@pytest.mark.parametrize(
    ("agreed", "mine", "good"),
    [
        (("", ""), ("", ""), True), (("", ""), ("Autotechnicus", "25249"), True),
        (("Kok", "25180"), ("Autotechnicus", "25249"), False), (("Kok", "25180"), ("", ""), False),
        (("Autotechniek", "25249"), ("", "25249"), True), (("Autotechnicus", ""), ("autotechnicus", "25249"), True),
        (("Kok", "25180"), ("Kok", "27060"), True), (("", "25180"), ("Kok", ""), False),
    ],
)  # fmt: skip
def test_an_agreement_with_an_mbo_is_for_every_study_or_for_the_own_one(school, mentor, agreed, mine, good):
    scene = traject(school, mentor, agreed=False)
    PartnerAgreementFactory(school=school, study=agreed[0], crebo=agreed[1])
    with for_school(school):
        Contract.objects.filter(pk=scene.contract.pk).update(study=mine[0], crebo=mine[1])
        partner = lwt_facts(Contract.objects.for_paper().get(pk=scene.contract.pk))["partner"]

    assert ("lwt_partner" not in keys(scene)) == good
    assert (partner == "ROC Friese Poort") == good


def test_school_reads_for_which_study_an_agreement_is_wanted(school, mentor):
    scene = traject(school, mentor, agreed=False)
    PartnerAgreementFactory(school=school, study="Kok", crebo="25180")
    assert "Vul bij het contract in welke opleiding" in sentence(scene, "lwt_partner")

    with for_school(school):
        Contract.objects.filter(pk=scene.contract.pk).update(study="Autotechnicus", crebo="25249")
    assert "geldt niet voor de opleiding Autotechnicus 25249." in sentence(scene, "lwt_partner")


def test_an_agreement_that_ended_early_no_longer_counts(scene):
    with for_school(scene.school):
        one = PartnerAgreement.objects.get()
        one.end(by=scene.mentor, last_day=FIRST - DAY, note="Het mbo stopt.")

    assert keys(scene) == ["lwt_partner"]


@pytest.mark.parametrize(
    ("days", "hours", "found"),
    [
        (81, 648, []), (160, 1280, []), (80, 648, ["lwt_budget"]), (81, 647, ["lwt_budget"]),
    ],
)  # fmt: skip
def test_the_planning_stays_within_the_budget(scene, days, hours, found):
    of_plan(scene, days=days, hours=hours)

    assert keys(scene) == found


def test_a_traject_below_the_least_asks_when_the_rest_comes(school, mentor):
    scene = traject(school, mentor, ends_on=LAST - 21 * DAY)
    of_plan(scene, days=79, hours=700)

    assert keys(scene) == ["lwt_small"]
    assert sentence(scene, "lwt_small").startswith("Samen zijn het 79 dagen, 700 uur.")


def beside(scene, **more):
    """An earlier leer-werktraject of the same student, at another company."""
    here = {"school": scene.school}
    company = CompanyFactory(**here)
    terms = {"starts_on": datetime.date(2026, 9, 1), "ends_on": datetime.date(2026, 12, 17), "weekdays": [1, 2, 3]}
    return PlacementFactory(
        group=scene.placement.group, student=scene.student, company=company, mentor=scene.mentor,
        supervisor=ContactFactory(company=company, **here), **terms | more, **here,
    )  # fmt: skip


def test_the_years_count_together_and_over_the_most_it_may_not_be(scene):
    beside(scene)  # 48 days
    of_plan(scene, days=112)
    assert keys(scene) == []

    of_plan(scene, days=113)
    assert keys(scene) == ["lwt_large"]
    assert "Daarvan 48 dagen" in sentence(scene, "lwt_large")


def test_a_place_that_was_called_off_counts_for_nothing(scene):
    other = beside(scene)
    with for_school(scene.school):
        Placement.objects.filter(pk=other.pk).update(state="cancelled", end_reason="Ging niet door")
        assert lwt.elsewhere(scene.placement) == Size()


def test_days_off_are_not_in_the_size(scene):
    with for_school(scene.school):
        assert lwt.planned(scene.placement) == Size(81, 81 * 8 * HOUR)
        ClosedDays.objects.create(kind="holiday", name="Mei", starts_on="2027-04-26", ends_on="2027-05-09")
        assert lwt.planned(scene.placement) == Size(75, 75 * 8 * HOUR)


def test_a_week_without_a_day_at_school_may_not_be(school, mentor):
    scene = traject(school, mentor, weekdays=[0, 1, 2, 3, 4], ends_on=datetime.date(2027, 5, 28))
    of_plan(scene, days=100, hours=800)

    assert keys(scene) == ["lwt_school_day"]
    assert sentence(scene, "lwt_school_day") == (
        "In elke schoolweek hoort les op school. Dat mist in week 6. Ook nog in 15 andere weken."
    )


def test_a_week_that_days_off_made_short_asks_a_reason(scene):
    with for_school(scene.school):
        ClosedDays.objects.create(kind="study", name="Studiedag", starts_on="2027-03-01", ends_on="2027-03-01")
        ClosedDays.objects.create(kind="study", name="Studiedag", starts_on="2027-03-05", ends_on="2027-03-05")

    assert keys(scene) == ["lwt_short_week"]


def test_the_timetable_says_which_days_are_school_days(scene):
    hours = (datetime.time(8, 30), datetime.time(12, 0))
    with for_school(scene.school):
        keep_lessons(by=scene.mentor, valid_from=FIRST - 30 * DAY, spans={0: hours}, student=scene.student)
    assert keys(scene) == []

    with for_school(scene.school):
        keep_lessons(by=scene.mentor, valid_from=FIRST + 60 * DAY, spans={}, student=scene.student)
    assert keys(scene) == ["lwt_school_day"]


def test_the_paper_is_not_made_as_long_as_the_law_forbids_it_and_then_it_is(school, mentor, coordinator):
    scene = traject(school, mentor, recognised=False)
    contract = checked(scene)
    job = print_them(coordinator, contract)
    assert job.state == "failed"
    assert "Garage Veld is nog geen erkend leerbedrijf." in job.faults[0]

    RecognitionFactory(company=scene.company, school=school)
    assert print_them(coordinator, contract).faults == []
    with for_school(school):
        assert contract.versions.get().document == "lwt"


def test_a_warning_holds_the_paper_back_until_there_is_a_reason(school, mentor, coordinator):
    scene = traject(school, mentor, ends_on=datetime.date(2027, 4, 1))
    of_plan(scene, days=30, hours=240)
    contract = checked(scene)
    assert "Wanneer komt de rest?" in print_them(coordinator, contract).faults[0]

    with for_school(school):
        found = lwt.findings(contract, lwt.plan_of(contract))
        give_reason(scene.placement, found, "Volgend jaar gaat het verder.", by=mentor)
    assert print_them(coordinator, contract).faults == []


def test_another_stage_is_not_asked_any_of_this(checked, coordinator):
    assert print_them(coordinator, checked).faults == []


def test_a_change_may_not_take_the_school_days_or_go_over_the_most(scene):
    with for_school(scene.school):
        Contract.objects.filter(pk=scene.contract.pk).update(state="complete")
        contract = Contract.objects.for_paper().get(pk=scene.contract.pk)
        for wanted, said in (
            ({"weekdays": [0, 1, 2, 3, 4]}, "In elke schoolweek hoort les op school."),
            ({"ends_on": datetime.date(2028, 7, 13)}, "mag 160 dagen en 1280 uur zijn"),
        ):
            changes = addenda.changes_of(contract, FIRST, wanted)
            made = addenda.begin(contract, by=scene.mentor, effective_from=FIRST, reason="Anders", changes=changes)
            assert said in addenda.consequences(made, by=scene.mentor)[0]
            made.withdraw(by=scene.mentor, note="Toch niet")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"days": 161}, "lwt_days_within_the_law"), ({"days": 0}, "lwt_days_within_the_law"),
        ({"hours": 1281}, "lwt_hours_within_the_law"), ({"content": ""}, "lwt_plan_says_everything"),
    ],
)  # fmt: skip
def test_the_database_knows_the_edges_of_a_plan(scene, fields, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        of_plan(scene, **fields)


def test_a_plan_begins_with_what_school_knows_and_with_the_plan_before(school, mentor):
    scene = traject(school, mentor, planned=False)
    with for_school(school):
        PaperRules.objects.create(lwt_subjects=["maatschappijleer"])
        first = proposed(Contract.objects.for_paper().get(pk=scene.contract.pk))
        assert (first["days"], first["hours"], first["trainer"]) == (81, 648, "Kees Veld")
        assert first["subjects"] == ["maatschappijleer"]

        keep(scene.contract, first | {"right_year": True, "guidance": "Elke dag", "subjects": ["LO"]}, by=mentor)
        Placement.objects.filter(pk=scene.placement.pk).update(state="transferred", end_reason="Ander bedrijf")
        later = PlacementFactory(
            school=school, group=scene.placement.group, student=scene.student, mentor=mentor,
            predecessor=scene.placement, predecessor_ended_on=LAST, starts_on=LAST + 30 * DAY,
            ends_on=LAST + 90 * DAY, weekdays=[1, 2, 3],
        )  # fmt: skip
        second = proposed(Contract.objects.of(later))
        assert (second["right_year"], second["guidance"], second["subjects"]) == (True, "Elke dag", ["LO"])
        assert second["days"] != 81


def test_a_plan_of_a_signed_contract_is_not_changed(scene):
    with for_school(scene.school):
        Contract.objects.filter(pk=scene.contract.pk).update(state="complete")
        contract = Contract.objects.get(pk=scene.contract.pk)
        with pytest.raises(MoveRefused, match="Maak een wijziging"):
            keep(contract, {}, by=scene.mentor)


def test_the_leer_werkovereenkomst_says_what_was_planned_and_names_four_parties(scene):
    GuardianshipFactory(school=scene.school, student=scene.student, member__user__name="Ellen Visser")
    of_plan(scene, subjects=["maatschappijleer", "LO"], content="- Banden wisselen\n- Remmen nakijken")
    with for_school(scene.school):
        PaperRules.objects.create(lwt_partner="Innovam Examens")
        facts = facts_of(Contract.objects.for_paper().get(pk=scene.contract.pk), 1)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(print_copies(facts))).pages]
    text = " ".join(" ".join(pages[: len(pages) // 3]).split())

    for words in (
        "Leer-werkovereenkomst", "Remmen nakijken", "Elke zes weken een gesprek.", "Elke maand een bezoek.",
        "Na een gesprek met iedereen.", "De praktijkopleider is Kees Veld.", "hoogstens 90 dagen en 720 uur",
        "Nederlandse taal, beroepsgericht programma, maatschappijleer, LO", "ROC Friese Poort", "SBB 100000001",
        "Anja de Groot", "Noor Visser", "Ellen Visser", "Innovam Examens",
    ):  # fmt: skip
        assert words in text, words
    assert "{" not in text
    assert "…" not in text
    assert len(pages) == 9
