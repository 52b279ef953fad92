"""A school says in which order it signs; what is out for signing keeps its own order."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from contracts.models import PaperRules
from core.models import AuditEntry
from core.tenancy import for_school
from tests.contracts.conftest import print_them
from tests.contracts.signers import newest_version
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
USUAL = ["director", "student", "guardian", "company", "partner"]


def url(stage):
    return reverse("contracts:order", args=[stage.school.slug])


def order_of(school):
    with for_school(school):
        return PaperRules.objects.of(school).order


def button(browser, stage, label, words):
    """What the button of this row sends."""
    page = BeautifulSoup(browser.get(url(stage)).text, "html.parser")
    row = next(one for one in page.select(".sb-order__row") if label in one.text)
    return next(one for one in row.select("button") if one.text.startswith(words))


def test_a_row_goes_down_by_a_button_that_says_so_and_twice_is_once(stage, sign_in):
    browser = sign_in(stage.coordinator)
    assert order_of(stage.school) == USUAL
    down = button(browser, stage, "De directeur", "Omlaag")
    assert down.text == "Omlaag: De directeur"
    for _twice in range(2):
        browser.post(url(stage), {"volgorde": down["value"]})

    assert order_of(stage.school) == ["student", "director", "guardian", "company", "partner"]
    with for_school(stage.school):
        assert PaperRules.objects.count() == 1
        assert AuditEntry.objects.filter(action="reorder", actor=stage.coordinator.user).exists()


def test_the_first_cannot_go_up_nor_the_last_down(stage, sign_in):
    browser = sign_in(stage.coordinator)
    assert button(browser, stage, "De directeur", "Omhoog").has_attr("disabled")
    assert button(browser, stage, "erkent", "Omlaag").has_attr("disabled")


@pytest.mark.parametrize("wrong", ["", "director", "director,director,guardian,company,partner", "x,y,z,a,b"])
def test_an_order_that_is_not_one_changes_nothing(stage, sign_in, wrong):
    answer = sign_in(stage.coordinator).post(url(stage), {"volgorde": wrong})

    assert answer.status_code in (200, 422)
    assert order_of(stage.school) == USUAL


def test_the_fourth_party_has_a_name_or_none(stage, sign_in):
    browser = sign_in(stage.coordinator)
    for name in ("SBB Zwolle", ""):
        browser.post(url(stage), {"naam": "ja", "lwt_partner": name})
        with for_school(stage.school):
            assert PaperRules.objects.get().lwt_partner == name
    assert browser.post(url(stage), {"naam": "ja", "lwt_partner": "x" * 101}).status_code == 422


def test_a_contract_that_is_being_signed_keeps_its_order(stage, checked, sign_in):
    print_them(stage.coordinator, checked)
    sign_in(stage.coordinator).post(url(stage), {"volgorde": "student,director,guardian,company,partner"})
    first = newest_version(checked)
    print_them(stage.coordinator, checked)
    second = newest_version(checked)

    with for_school(stage.school):
        assert [one.role for one in first.signatories.for_list()] == ["director", "student", "guardian", "company"]
        assert [one.role for one in second.signatories.for_list()] == ["student", "director", "guardian", "company"]


def test_the_page_asks_few_questions(stage, sign_in):
    assert count_queries(sign_in(stage.coordinator), url(stage)) <= 8


def test_the_page_of_a_contract_names_no_other_order_than_that_of_the_school(stage, checked, sign_in):
    with for_school(stage.school):
        rules = PaperRules.objects.of(stage.school)
        rules.school, rules.order = stage.school, ["company", "guardian", "student", "director", "partner"]
        rules.save()
    print_them(stage.coordinator, checked)
    contract = reverse("contracts:contract", args=[stage.school.slug, stage.placement.pk])
    soup = BeautifulSoup(sign_in(stage.coordinator).get(contract).text, "html.parser")
    who = [one.text.strip() for one in soup.select(".sb-rung__who")]
    assert [words.split(" · ")[0] for words in who] == [
        "Het stagebedrijf", "Ouder of verzorger", "De leerling", "De directeur",
    ]  # fmt: skip
    assert "Hierboven staat wie er tekent, in welke volgorde." in soup.text
    assert "Eerst tekent de directeur" not in soup.text
