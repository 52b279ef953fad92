"""Once a paper is signed, nothing of it changes in place; and "no" is never printed as a vergoeding."""

import pytest

from contracts import addenda
from contracts.allowance import agreed
from contracts.facts import facts_of
from contracts.models import CompanyRemark, Contract
from core.tenancy import for_school
from tests.contracts import traject
from tests.contracts.changing import MARCH, begun, clock, scene
from tests.contracts.conftest import ANSWERS, print_them
from tests.contracts.test_company_check import fresh, page, sent
from tests.contracts.test_lwt_pages import PLAN, of

__all__ = ["clock", "scene"]
pytestmark = pytest.mark.django_db
WAY_ON = {
    "signing": "Stuur het eerst terug naar de leerling.",
    "complete": "Maak een wijziging als er iets anders moet.",
    "ended": "Dit contract is beëindigd.",
    "closed": "Dit contract is afgesloten.",
}


def put(contract, **facts):
    with for_school(contract.school_id):
        Contract.objects.filter(pk=contract.pk).update(**facts)


@pytest.mark.parametrize("state", WAY_ON)
def test_what_is_agreed_stays_once_it_is_signed_and_the_page_says_what_can_be_done(stage, checked, sign_in, state):
    browser = sign_in(stage.mentor)
    before = browser.get(page(stage, "contract")).text
    ended = {"ended_on": "2027-04-23", "end_reason": "De stage is klaar."} if state == "ended" else {}
    put(checked, state=state, **ended)
    after = browser.get(page(stage, "contract")).text
    read = browser.get(page(stage, "details")).text
    answer = browser.post(page(stage, "details"), {"allowance": "€ 10 per dag"})

    assert (page(stage, "details") in before, page(stage, "details") in after) == (True, False)
    assert [WAY_ON[state] in text for text in (before, after, read, answer.text)] == [False, True, True, True]
    assert answer.status_code == 422
    assert "€ 10 per dag" in answer.text
    assert fresh(checked).allowance == ""


def test_who_sent_it_back_can_change_what_is_agreed(stage, checked, version, sign_in):
    browser = sign_in(stage.mentor)
    browser.post(page(stage, "send_back"), {"note": "De vergoeding klopt niet."})
    answer = browser.post(page(stage, "details"), {"allowance": "€ 10 per dag"})

    assert answer.status_code == 302
    assert fresh(checked).allowance == "€ 10 per dag"


def test_a_remark_on_the_vergoeding_is_not_taken_over_while_it_is_signed(stage, checked, sign_in):
    with for_school(stage.school):
        remark = CompanyRemark.objects.create(
            school=stage.school, contract=checked, field="allowance", new="€ 5 per dag", said_by=stage.supervisor
        )
    print_them(stage.coordinator, checked)
    browser = sign_in(stage.mentor)
    answer = browser.post(page(stage, "remark", remark.pk), {"overnemen": "1"}, follow=True)

    assert WAY_ON["signing"] in answer.text
    with for_school(stage.school):
        assert CompanyRemark.objects.get().state == "open"
    assert fresh(checked).allowance == ""
    browser.post(page(stage, "remark", remark.pk))
    with for_school(stage.school):
        assert CompanyRemark.objects.get().state == "left"


def test_the_plan_of_a_traject_stays_while_it_is_signed(school, mentor, sign_in):
    scene = traject.traject(school, mentor)
    put(scene.contract, state="signing")
    browser = sign_in(mentor)
    shown = browser.get(of(scene, "lwt_plan")).text
    answer = browser.post(of(scene, "lwt_plan"), PLAN)

    assert WAY_ON["signing"] in shown
    assert (answer.status_code, WAY_ON["signing"] in answer.text) == (422, True)


def test_a_change_begins_from_what_everybody_signed(scene):
    put(scene.contract, allowance="€ 10 per dag")  # a row of before this was refused

    assert begun(scene, allowance="€ 10 per dag").changes == {"allowance": ["", "€ 10 per dag"]}
    with for_school(scene.school):
        signed = Contract.objects.get(pk=scene.contract.pk)
        assert addenda.agreed_texts(signed, MARCH)["allowance"] == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Nee", ""), (" nee. ", ""), ("Geen", ""), ("niets!", ""), ("n.v.t.", ""), ("–", ""), ("Geen  vergoeding", ""),
        ("€ 5 per dag", "€ 5 per dag"), ("Nee, maar wel de bus", "Nee, maar wel de bus"),
    ],
)  # fmt: skip
def test_words_that_mean_no_are_kept_as_none(typed, kept):
    assert agreed(typed) == kept


@pytest.mark.parametrize("who", ["student", "company", "school", "kept before"])
def test_no_is_never_printed_as_a_vergoeding(stage, sign_in, who):
    with for_school(stage.school):
        contract = Contract.objects.of(stage.placement)
        contract.keep_answers(ANSWERS | {"allowance": "nee" if who == "student" else "€ 5 per dag"})
    if who == "company":
        browser = sign_in(stage.supervisor)
        shown = browser.get(page(stage, "company_check"))
        browser.post(page(stage, "company_check"), sent(shown, allowance=""))
        with for_school(stage.school):
            remark = CompanyRemark.objects.get()
        sign_in(stage.mentor).post(page(stage, "remark", remark.pk), {"overnemen": "1"})
    if who == "school":
        sign_in(stage.mentor).post(page(stage, "details"), {"allowance": "Geen"})
    if who == "kept before":
        put(contract, allowance="–")

    with for_school(stage.school):
        text = " ".join(one["text"] for one in facts_of(fresh(contract), 1)["clauses"])
    assert "geen vergoeding afgesproken" in text
    assert "Wel is een vergoeding" not in text
