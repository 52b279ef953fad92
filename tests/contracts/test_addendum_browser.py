"""The pages of a change in a real browser, on a phone and on a desk: without faults, and a day that moves."""

import pytest
from django.conf import settings
from django.urls import reverse

from contracts import addenda
from contracts.models import Addendum
from core.tenancy import for_school
from tests.browser import faults_of, new_context
from tests.contracts.changing import MARCH, WEDNESDAY, clock, dates, made, scene, sign_all, signed

__all__ = ["clock", "scene"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def open_page(live_server, chromium, sign_in):
    """`open_page(member, path, width)`: a page of the live house for somebody who is signed in."""
    contexts = []

    def go(member, path, width=375):
        context = new_context(chromium, width=width)
        contexts.append(context)
        session = sign_in(member).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    yield go
    for context in contexts:
        context.close()


def path(scene, name, pk):
    return reverse(f"contracts:{name}", args=[scene.school.slug, pk])


@pytest.mark.parametrize("width", [375, 1280])
def test_a_mentor_moves_a_day_and_everybody_reads_it(scene, open_page, width):
    page = open_page(scene.mentor, path(scene, "contract", scene.placement.pk), width)
    page.get_by_role("link", name="Wijzig het contract").click()
    assert faults_of(page) == []
    page.get_by_label("De wijziging gaat in op").fill("2027-03-01")
    page.get_by_label("donderdag").uncheck()
    page.get_by_label("woensdag").check()
    page.get_by_label("Waarom verandert het?").fill("Op donderdag is er nu les.")
    page.get_by_role("button", name="Bekijk de wijziging").click()
    assert faults_of(page) == []
    assert page.locator("strong", has_text="woensdag").count() == 1

    with for_school(scene.school):
        addenda.withdraw(Addendum.objects.get(), by=scene.mentor, note="Nu voor het echt.")
    signed(scene, weekdays=[WEDNESDAY])
    assert {day.weekday() for day in dates(scene) if day >= MARCH} == {WEDNESDAY}
    page = open_page(scene.student, path(scene, "contract", scene.placement.pk), width)
    assert page.get_by_text("Vanaf 1 maart 2027: stagedagen").count() == 1
    assert faults_of(page) == []


def test_a_change_that_is_stuck_reads_well(scene, open_page):
    known, version = made(scene, weekdays=[WEDNESDAY])
    with for_school(scene.school):
        scene.invitation.seats.filter(date__week_day=4).update(is_offered=False)
        sign_all(version)
    page = open_page(scene.coordinator, path(scene, "addendum", known.pk))
    assert page.get_by_text("Getekend, maar de stage kan de wijziging nog niet volgen").count() == 1
    assert faults_of(page) == []
