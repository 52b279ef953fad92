"""Signing in a real browser: with a finger, with the keyboard alone, and for everybody's eyes."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.browser import faults_of, new_context
from tests.conftest import StrictClient, signed_in
from tests.contracts.conftest import checked_contract, print_them
from tests.contracts.signers import fresh, newest_version, page, rung

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def director(stage, chromium, live_server):
    """The phone of the director, signed in; a list of what the browser complained about stays empty."""
    context = new_context(chromium)
    session = signed_in(StrictClient(), stage.director.user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    opened, complaints = context.new_page(), []
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture
def one(stage):
    contract = checked_contract(stage.placement, stage.student, stage.mentor)
    print_them(stage.coordinator, contract)
    return rung(newest_version(contract), "director")


def test_a_finger_draws_the_signature_and_wiping_it_leaves_the_typed_name(director, one, live_server):
    director.goto(live_server.url + page(one))
    assert faults_of(director) == []
    director.locator("#id_agree").check()
    director.get_by_label("Uw voornaam en achternaam").fill("Anja de Groot")
    pad = director.locator("[data-signature] svg")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    for _twice in range(2):
        director.mouse.move(box["x"] + 20, box["y"] + 60)
        director.mouse.down()
        for step in range(1, 30):
            director.mouse.move(box["x"] + 20 + step * 8, box["y"] + 60 - step % 9 * 4)
        director.mouse.up()
        drawn = director.locator("#id_drawing").input_value()
        assert drawn.startswith("M")
        assert drawn.count("L") > 20
        if not _twice:
            director.get_by_role("button", name="Wis de handtekening").click()
            assert director.locator("#id_drawing").input_value() == ""
    director.get_by_role("button", name="Teken", exact=True).click()
    director.wait_for_selector("text=Uw handtekening staat")

    assert (fresh(one).signature.method, fresh(one).signature.drawing) == ("drawn", drawn)
    assert faults_of(director) == []


def test_the_keyboard_alone_signs(director, one, live_server):
    director.goto(live_server.url + page(one))
    director.locator("#id_agree").focus()
    director.keyboard.press("Space")
    director.keyboard.press("Tab")
    director.keyboard.type("Anja de Groot")
    director.keyboard.press("Enter")
    director.wait_for_selector("text=Uw handtekening staat")

    assert (fresh(one).signature.method, fresh(one).signature.name) == ("typed", "Anja de Groot")


def test_many_papers_count_along_and_fit_a_phone(director, one, stage, live_server):
    director.goto(live_server.url + reverse("contracts:sign_many", args=[stage.school.slug]))
    assert faults_of(director) == []
    button = director.get_by_role("button", name="Teken 1 van 1")
    director.get_by_label("Alles").uncheck()
    assert director.get_by_role("button", name="Teken 0 van 1").is_visible()
    director.get_by_label("Alles").check()
    director.locator("#id_agree").focus()
    director.keyboard.press("Space")
    director.get_by_label("Uw voornaam en achternaam").fill("Anja de Groot")
    button.click()
    director.wait_for_selector("text=1 van 1 getekend.")

    assert fresh(one).state == "signed"
    assert faults_of(director) == []
