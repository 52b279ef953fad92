from contextlib import suppress

import pytest
from django.urls import reverse

from contracts.models import Contract
from core.models import AuditEntry, Job
from core.moves import MoveRefused
from core.tenancy import for_school
from schools.enums import Role
from tests.contracts.conftest import checked_contract, print_them
from tests.contracts.signed import sign_all
from tests.contracts.signers import newest_version
from tests.factories import MembershipFactory, PlacementFactory, safe
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def page(stage, name):
    return reverse(f"contracts:{name}", args=[stage.school.slug, stage.placement.pk])


def in_state(stage, state):
    with for_school(stage.school):
        contract = Contract.objects.of(stage.placement)
        Contract.objects.filter(pk=contract.pk).update(state=state)
        contract.refresh_from_db()
    return contract


def test_the_check_shows_the_student_s_part_beside_the_facts(stage, checked, sign_in):
    text = sign_in(stage.coordinator).get(page(stage, "contract")).text

    for line in (
        "Fatima el Amrani, moeder",
        "Ik leer banden wisselen",
        "Garage Bakker",
        "Jan Bakker",
        "24 dagen, 156 uur",
    ):
        assert line in text


def test_a_contract_goes_from_handed_in_to_checked(stage, sign_in):
    contract = in_state(stage, "submitted")
    safe(stage.placement)
    sign_in(stage.mentor).post(page(stage, "check_off"))

    with for_school(stage.school):
        contract.refresh_from_db()
        record = [(one.action, one.actor) for one in AuditEntry.objects.about(contract)]
    assert contract.state == "checked"
    assert record == [("check_off", stage.mentor.user)]


def test_sending_back_needs_a_reason(stage, sign_in):
    contract = in_state(stage, "submitted")
    empty = sign_in(stage.mentor).post(page(stage, "send_back"), {"note": ""})

    with for_school(stage.school):
        contract.refresh_from_db()
    assert (empty.status_code, contract.state) == (422, "submitted")


def test_an_unchecked_contract_is_not_printed(stage, sign_in):
    in_state(stage, "submitted")
    answer = sign_in(stage.coordinator).post(page(stage, "make"), follow=True)

    with for_school(stage.school):
        assert not Job.objects.exists()
    assert "Kijk het deel van de leerling eerst na" in answer.text


@pytest.mark.parametrize(
    ("move", "from_states"),
    [
        ("submit", {"draft"}),
        ("check_off", {"submitted"}),
        ("send_back", {"submitted", "checked", "signing"}),
        ("issue", {"checked", "signing"}),
    ],
)
def test_each_move_leaves_only_from_its_own_states(stage, checked, move, from_states):
    details = {"note": "Nog een keer"} if move == "send_back" else {}
    left = set()
    for state in ("draft", "submitted", "checked", "signing"):
        contract = in_state(stage, state)
        with for_school(stage.school), suppress(MoveRefused):
            getattr(contract, move)(by=stage.mentor, **details)
            left.add(state)

    assert left == from_states


def test_the_list_counts_and_filters(stage, checked, sign_in):
    other = PlacementFactory(school=stage.school, group=stage.placement.group)
    browser, url = sign_in(stage.director), reverse("contracts:contracts", args=[stage.school.slug])

    assert [number for _, _, number in browser.get(url).context["counts"]] == [1, 0, 1, 0, 0, 0]
    assert [row.pk for row in browser.get(url + "?stand=checked").context["rows"]] == [stage.placement.pk]
    assert [row.pk for row in browser.get(url + "?stand=draft").context["rows"]] == [other.pk]
    assert browser.get(url + "?stand=onzin&klas=%00&blad=-9").status_code == 200


def test_the_list_tells_how_far_each_signing_is_and_for_whom_it_waits(stage, checked, sign_in):
    browser, url = sign_in(stage.coordinator), reverse("contracts:contracts", args=[stage.school.slug])
    assert " nu: " not in browser.get(url).text
    print_them(stage.coordinator, checked)
    version = newest_version(checked)
    assert "0 van 4, nu: de directeur (Anja de Groot)" in browser.get(url).text
    sign_all(version, but=["guardian", "company"])
    assert "2 van 4, nu: ouder of verzorger (Fatima el Amrani)" in browser.get(url).text
    sign_all(version)
    assert " nu: " not in browser.get(url).text


def test_a_mentor_sees_the_own_contracts_only(stage, checked, sign_in):
    stranger = MembershipFactory(school=stage.school, role=Role.MENTOR)
    url = reverse("contracts:contracts", args=[stage.school.slug])

    assert sign_in(stranger).get(url).context["rows"] == []
    assert sign_in(stranger).get(page(stage, "contract")).status_code == 404
    assert [row.pk for row in sign_in(stage.mentor).get(url).context["rows"]] == [stage.placement.pk]


def test_one_or_six_contracts_cost_the_same_questions(stage, checked, sign_in):
    browser, url = sign_in(stage.coordinator), reverse("contracts:contracts", args=[stage.school.slug])
    print_them(stage.coordinator, checked)
    one = count_queries(browser, url)
    more = [PlacementFactory(school=stage.school, group=stage.placement.group) for _ in range(5)]
    print_them(stage.coordinator, *(checked_contract(each, each.student.member, each.mentor) for each in more))

    assert count_queries(browser, url) == one <= 8


@pytest.mark.parametrize("role", ["coordinator", "mentor", "student", "guardian", "supervisor", "director"])
def test_the_contract_page_asks_little_of_the_database(stage, checked, sign_in, role):
    browser = sign_in(getattr(stage, role))
    browser.get(page(stage, "contract"))

    assert count_queries(browser, page(stage, "contract")) <= 8
