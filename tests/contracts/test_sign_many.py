"""The director signs many papers with one look, one statement and one confirmation; each has its own outcome."""

import time

import pytest
from django.urls import reverse

from contracts.models import Signature
from core.models import StoredFile
from core.tenancy import for_school
from schools.enums import Role
from tests.contracts.conftest import checked_contract, print_them
from tests.contracts.signers import YES, fresh, mails, newest_version, page, rung, sign
from tests.factories import MembershipFactory, PlacementFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def make(stage, number):
    """This many contracts that wait for the director."""
    found = []
    for _one in range(number):
        placement = PlacementFactory(school=stage.school, group=stage.placement.group)
        found.append(checked_contract(placement, placement.student.member, placement.mentor))
    print_them(stage.coordinator, *found)
    return [rung(newest_version(one), "director") for one in found]


def url(stage):
    return reverse("contracts:sign_many", args=[stage.school.slug])


def test_what_stays_ticked_is_signed_and_the_rest_waits(stage, sign_in):
    first, second, third = make(stage, 3)
    browser = sign_in(stage.director)
    text = browser.get(url(stage)).text
    assert text.count('name="teken"') == text.count(" checked>") - 1 == 3
    answer = browser.post(url(stage), YES | {"teken": [first.pk, third.pk]})

    assert (answer.status_code, answer.context["signed"]) == (200, 2)
    assert "2 van 2 getekend." in answer.text
    assert [fresh(one).state for one in (first, second, third)] == ["signed", "waiting", "signed"]
    kept = fresh(first).signature
    assert (kept.name, kept.proof) == ("Een Naam", "second_step")
    said = "Ik heb deze papieren bekeken en ga akkoord met wat erin staat."
    assert said in text
    assert kept.statement.startswith(f"{said} Dit papier: Stageovereenkomst van ")
    assert kept.statement.endswith("versie 1.")


def test_sending_the_same_list_twice_signs_once(stage, sign_in):
    rows = make(stage, 2)
    browser = sign_in(stage.director)
    for _twice in range(2):
        assert browser.post(url(stage), YES | {"teken": [one.pk for one in rows]}).context["signed"] == 2
    with for_school(stage.school):
        assert Signature.objects.count() == 2


def test_a_paper_that_changed_meanwhile_says_why_and_stops_no_other(stage, checked, sign_in):
    (good,) = make(stage, 1)
    print_them(stage.coordinator, checked)
    stale = rung(newest_version(checked), "director")
    print_them(stage.coordinator, checked)
    answer = sign_in(stage.director).post(url(stage), YES | {"teken": [stale.pk, good.pk]})

    assert answer.context["signed"] == 1
    assert "vervangen door een nieuwe versie" in answer.text
    assert [fresh(one).state for one in (stale, good)] == ["waiting", "signed"]


def test_a_fault_at_one_paper_is_named_there_and_the_others_are_signed(stage, sign_in, caplog):
    broken, good = make(stage, 2)
    with for_school(stage.school):
        StoredFile.objects.filter(pk=broken.version.file_id).update(sha256="damaged")
    answer = sign_in(stage.director).post(url(stage), YES | {"teken": [broken.pk, good.pk]})

    assert answer.context["signed"] == 1
    assert "Er ging bij ons iets mis. Dit papier is niet getekend." in answer.text
    assert [fresh(one).state for one in (broken, good)] == ["waiting", "signed"]
    assert f"signatory {broken.pk}" in caplog.text


def test_nothing_ticked_or_no_statement_keeps_the_ticks_and_says_why(stage, sign_in):
    first, second = make(stage, 2)
    browser = sign_in(stage.director)
    none = browser.post(url(stage), YES)
    assert (none.status_code, "Vink minstens één papier aan." in none.text) == (422, True)
    without = browser.post(url(stage), {"teken": [second.pk], "name": "Anja"})
    assert (without.status_code, "Zet een vinkje" in without.text) == (422, True)
    assert without.context["chosen"] == [second.pk]
    assert fresh(first).state == fresh(second).state == "waiting"


def test_one_confirmation_is_asked_and_the_ticks_wait_for_it(stage, sign_in):
    (one,) = make(stage, 1)
    browser = sign_in(stage.director)
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - 3600
    session.save()
    answer = browser.post(url(stage), YES | {"teken": [one.pk]})

    assert (answer.status_code, fresh(one).state) == (302, "waiting")
    assert ["teken", str(one.pk)] in browser.session["held"]["typed"]


def test_papers_of_others_are_not_signed_along(stage, sign_in):
    (one,) = make(stage, 1)
    with for_school(stage.school):
        student = one.version.signatories.get(role="student")
    sign_in(stage.director).post(url(stage), YES | {"teken": [one.pk, student.pk, "x", 10**30]})

    assert fresh(one).state == "signed"
    assert fresh(student).state == "waiting"


def test_a_director_gets_one_mail_a_day_for_all_papers(stage):
    make(stage, 3)

    assert [mail.to for mail in mails(stage.school, "ask_director")] == [stage.director.user.email]


def test_any_director_of_the_school_may_sign_and_says_for_whom(stage, sign_in):
    (one,) = make(stage, 1)
    other = MembershipFactory(role=Role.DIRECTOR, school=stage.school)
    sign(sign_in(other), one, name="Bea Bos")

    assert fresh(one).signature.name == "Bea Bos, namens Anja de Groot"
    assert sign_in(stage.director).get(page(one)).status_code == 200


def test_one_or_six_papers_cost_the_same_questions(stage, sign_in):
    browser = sign_in(stage.director)
    make(stage, 1)
    one = count_queries(browser, url(stage))
    make(stage, 5)

    assert count_queries(browser, url(stage)) == one <= 8
