"""De werk- en veiligheidscheck: what a student may do at which age, who watches, and what it stops."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.models import AuditEntry
from core.tenancy import for_school
from placements.models import Placement, SafetyCheck, SafetyTask
from placements.safety import safe_tasks, why_not_safe
from schools.enums import Role
from stagebureau.tasks import turn_the_day
from tests.factories import CompanyFactory, MembershipFactory, PlacementFactory, StudentFactory
from tests.queries import count_queries

SWEEP = {"text_0": "Vegen", "young_0": "allowed"}
TRACTOR = {"text_0": "Op de trekker rijden", "young_0": "watched", "supervised_by_0": "Karin"}


@pytest.fixture
def placement(school):
    company = CompanyFactory(school=school, tasks="Vegen\nOp de trekker rijden\nKlanten afrekenen aan de kassa")
    return PlacementFactory(school=school, company=company)


def page(placement):
    return reverse("placements:safety", args=[placement.school.slug, placement.pk])


def faults(placement):
    with for_school(placement.school):
        return why_not_safe(fresh(placement))


def fresh(placement):
    return Placement.objects.select_related("student", "company", "group__kind").get(pk=placement.pk)


def told(placement):
    with for_school(placement.school):
        return [tuple(one) for one in safe_tasks(fresh(placement))]


def young(school, birth_date):
    company = CompanyFactory(school=school, tasks="Klanten afrekenen aan de kassa")
    student = StudentFactory(school=school, birth_date=birth_date)
    return PlacementFactory(school=school, company=company, student=student)


def test_the_tasks_of_the_company_come_with_what_the_law_suggests(placement, sign_in):
    response = sign_in(placement.mentor).get(page(placement))
    form = response.context["form"]

    assert [form[f"text_{n}"].value() for n in range(3)] == placement.company.task_list
    assert "(hoeft niet)" not in response.text
    assert [form[f"young_{n}"].value() for n in range(3)] == ["allowed", "watched", "allowed"]
    assert form["supervised_by_1"].value() == placement.supervisor.member.user.name


def test_without_a_check_the_stage_is_not_safe_and_the_paper_names_the_tasks_of_the_company(placement):
    assert faults(placement) == ["De werk- en veiligheidscheck is nog niet gedaan."]
    assert told(placement) == [(text, "") for text in placement.company.task_list]


def test_a_check_names_who_watches_and_the_paper_says_so(placement, sign_in):
    text = sign_in(placement.mentor).post(page(placement), TRACTOR | {"text_1": "Vegen"}, follow=True).text

    assert "De werk- en veiligheidscheck is gedaan." in text
    assert faults(placement) == []
    assert told(placement) == [("Op de trekker rijden", "onder toezicht van Karin"), ("Vegen", "")]
    with for_school(placement.school):
        assert [one.action for one in AuditEntry.objects.about(placement)] == ["safety_checked"]


def test_forbidden_work_stops_the_stage_until_it_is_taken_away(placement, sign_in):
    browser = sign_in(placement.mentor)
    answer = browser.post(page(placement), {"text_0": "Motorzagen", "young_0": "forbidden"}, follow=True)
    assert "Motorzagen is verboden voor leerlingen van 16 en 17 jaar." in answer.text
    with time_machine.travel(datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)):
        turn_the_day()
    with for_school(placement.school):
        assert fresh(placement).state == "planned"

    never = {"text_0": "Motorzagen", "young_0": "forbidden", "starts_0": "never"}
    browser.post(page(placement), never | {"text_1": "Vegen"})
    assert faults(placement) == []
    assert told(placement) == [("Vegen", "")]
    with time_machine.travel(datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)):
        turn_the_day()
    with for_school(placement.school):
        assert fresh(placement).state == "running"


def test_who_turns_16_during_the_stage_gets_a_verdict_for_both_ages(school, coordinator, sign_in):
    placement = young(school, datetime.date(2011, 3, 1))
    browser = sign_in(coordinator)
    form = browser.get(page(placement)).context["form"]
    assert (form["child_0"].value(), form["young_0"].value()) == ("forbidden", "allowed")

    row = {"text_0": "De kassa", "child_0": "forbidden", "young_0": "allowed"}
    browser.post(page(placement), row)
    assert faults(placement) == [
        "De kassa is verboden voor leerlingen van 14 en 15 jaar."
        " Haal deze taak weg, of laat de leerling later beginnen."
    ]
    browser.post(page(placement), row | {"starts_0": "young"})
    assert faults(placement) == []
    assert told(placement) == [("De kassa", "vanaf 16 jaar")]


@pytest.mark.parametrize("verdict", ["allowed", "watched"])
@pytest.mark.parametrize(
    ("task", "words"),
    [
        ("Helpen aan de kassa", "Kassa mag niet op 14 en 15 jaar (Nadere regeling kinderarbeid art. 1:1 lid 2)."),
        ("Rijden op de heftruck", "mag niet op 14 en 15 jaar (Arbeidsomstandighedenbesluit art. 7.39)."),
    ],
)
def test_what_the_law_forbids_at_an_age_is_not_made_free(school, coordinator, sign_in, task, words, verdict):
    placement = young(school, datetime.date(2011, 3, 1))
    row = {"text_0": task, "child_0": verdict, "young_0": "watched", "supervised_by_0": "Ali"}
    browser = sign_in(coordinator)
    answer = browser.post(page(placement), row)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["child_0"]
    assert words in answer.text
    assert "Kies bij deze taak ‘Vanaf 16 jaar’ of ‘Niet: de leerling doet deze taak niet’." in answer.text
    assert task in answer.text
    assert faults(placement) == ["De werk- en veiligheidscheck is nog niet gedaan."]
    assert browser.post(page(placement), row | {"starts_0": "young"}).status_code == 302
    assert browser.post(page(placement), row | {"starts_0": "never"}).status_code == 302
    assert faults(placement) == []


def test_lawful_work_in_a_task_without_a_verdict_is_not_taken_for_granted(school, coordinator, sign_in):
    placement = young(school, datetime.date(2011, 3, 1))

    assert sign_in(coordinator).post(page(placement), {"text_0": "De kassa"}).status_code == 422


@pytest.mark.parametrize(("verdict", "status"), [("allowed", 422), ("watched", 422), ("forbidden", 302)])
def test_at_16_dangerous_substances_are_forbidden_whoever_watches(placement, sign_in, verdict, status):
    row = {"text_0": "Verven met oplosmiddel", "young_0": verdict, "supervised_by_0": "Karin"}

    assert sign_in(placement.mentor).post(page(placement), row).status_code == status


def test_work_that_is_watched_under_16_only_says_until_when(school, coordinator, sign_in):
    placement = young(school, datetime.date(2011, 3, 1))
    row = {"text_0": "Bezorgen", "child_0": "watched", "young_0": "allowed", "supervised_by_0": "Ali"}
    sign_in(coordinator).post(page(placement), row)

    assert told(placement) == [("Bezorgen", "onder toezicht van Ali tot 16 jaar")]


def test_a_longer_stage_asks_for_the_check_of_the_age_that_came(placement, sign_in):
    sign_in(placement.mentor).post(page(placement), SWEEP)
    with for_school(placement.school):
        Placement.objects.filter(pk=placement.pk).update(ends_on=datetime.date(2028, 4, 1))

    assert faults(placement) == [
        "De leerling is tijdens de stage ook 18 jaar en ouder. Doe de werk- en veiligheidscheck daarvoor opnieuw."
    ]


def test_an_interne_stage_is_at_school_and_asks_for_no_check(placement):
    with for_school(placement.school):
        placement.group.kind.is_internal = True
        placement.group.kind.save()

    assert faults(placement) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Schrijf minstens één taak op."),
        ({"text_0": "Op de trekker", "young_0": "watched", "supervised_by_0": " "}, "Schrijf op wie meekijkt."),
        ({"text_0": "Vegen", "young_0": "misschien"}, "geldige keuze"),
        ({"text_0": "x" * 201}, "200"),
    ],
)
def test_a_check_that_cannot_be_is_refused_in_words_and_keeps_what_was_typed(placement, sign_in, data, words):
    answer = sign_in(placement.mentor).post(page(placement), data)

    assert (answer.status_code, words in answer.text) == (422, True)
    assert data.get("text_0", "") in answer.text
    with for_school(placement.school):
        assert not SafetyCheck.objects.exists()


def test_the_same_check_twice_is_one_check(placement, sign_in):
    for _time in (1, 2):
        sign_in(placement.mentor).post(page(placement), SWEEP)
    with for_school(placement.school):
        assert (SafetyCheck.objects.count(), SafetyTask.objects.count()) == (1, 1)


def test_the_database_wants_a_name_with_work_that_is_watched(placement, sign_in):
    sign_in(placement.mentor).post(page(placement), SWEEP)
    with for_school(placement.school), pytest.raises(IntegrityError), transaction.atomic():
        SafetyTask.objects.update(young="watched")


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR, Role.MENTOR])
def test_only_who_guides_and_the_coordinator_do_the_check(school, placement, sign_in, role):
    assert sign_in(MembershipFactory(school=school, role=role)).get(page(placement)).status_code == 404


def test_one_task_and_six_ask_the_same_number_of_questions(placement, sign_in):
    browser = sign_in(placement.mentor)
    browser.post(page(placement), SWEEP)
    one = count_queries(browser, page(placement))
    browser.post(page(placement), {f"text_{n}": f"Taak {n}" for n in range(6)})

    assert count_queries(browser, page(placement)) == one <= 8
