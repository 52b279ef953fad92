"""The student's day on a phone, in a real browser: check in, write, hand over a photo, by touch and by keyboard."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.tenancy import for_school
from placements.attendance import plan_days
from placements.models import AttendanceDay, DayReport
from tests.browser import faults_of, new_context
from tests.factories import PlacementFactory, SchoolFactory
from tests.placements.days import photo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def placement():
    today = timezone.localdate()
    placement = PlacementFactory(
        school=SchoolFactory(),
        starts_on=today - timedelta(days=7),
        ends_on=today + timedelta(days=7),
        weekdays=[today.weekday()],
    )
    with for_school(placement.school):
        plan_days(placement)
    return placement


@pytest.fixture
def phone(live_server, chromium, sign_in, placement):
    """A phone in which the student is signed in; `phone(name, *more)` opens a page about the placement."""
    context = new_context(chromium)
    cookie = sign_in(placement.student.member).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()

    def go(name, *more):
        page.goto(live_server.url + reverse(f"placements:{name}", args=[placement.school.slug, placement.pk, *more]))
        return page

    yield go
    context.close()


def until(page, condition):
    """Wait until this is true on the page (without eval, which the page forbids)."""
    page.evaluate(
        f"new Promise((done) => {{ const look = () => {condition} ? done() : setTimeout(look, 30); look(); }})"
    )


def test_one_tap_says_i_am_here(phone, placement):
    page = phone("days")
    assert faults_of(page) == []
    page.get_by_role("button", name="Ik ben er").tap()
    page.get_by_role("heading", name="Je bent er. Fijn!").wait_for()
    assert faults_of(page) == []
    with for_school(placement.school):
        assert AttendanceDay.objects.get(date=timezone.localdate()).presence == "present"


def test_a_report_is_written_with_starters_keyboard_and_photo(phone, placement):
    page = phone("report_write", timezone.localdate())
    assert faults_of(page) == []
    page.get_by_role("button", name="Ik heb …").tap()
    page.keyboard.type("banden gewisseld")
    page.get_by_role("button", name="Ik mocht …").tap()
    page.keyboard.type("rijden.")
    assert page.get_by_label("Wat heb je gedaan?").input_value() == "Ik heb banden gewisseld. Ik mocht rijden."

    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.value") == "1"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("radio", name="Goed", exact=True).is_checked()
    outline = "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle"
    assert page.evaluate(outline) == "solid"

    upload = photo(size=(2000, 1500))
    page.get_by_label("Een foto").set_input_files(
        {"name": "foto.png", "mimeType": "image/png", "buffer": upload.read()}
    )
    page.get_by_role("button", name="Verstuur").tap()
    page.get_by_text("Je verslag is verstuurd.").wait_for()
    picture = page.get_by_alt_text("Foto bij het verslag")
    picture.scroll_into_view_if_needed()
    until(page, "[...document.images].every((one) => one.complete && one.naturalWidth === 1600)")
    assert faults_of(page) == []
    with for_school(placement.school):
        report = DayReport.objects.get()
        assert (report.did, report.mood) == ("Ik heb banden gewisseld. Ik mocht rijden.", 3)


def test_what_was_typed_survives_leaving_the_page(phone):
    page = phone("report_write", timezone.localdate())
    page.get_by_label("Wat heb je gedaan?").fill("Ik heb geveegd.")
    page.get_by_role("radio", name="Gaat wel").check(force=True)
    kept = "Object.values(localStorage).some((text) => text.includes('[\"mood\",\"2\",true]'))"
    until(page, kept)
    phone("days")
    page = phone("report_write", timezone.localdate())
    page.get_by_text("Wat je eerder typte, staat er weer.").wait_for()
    assert page.get_by_label("Wat heb je gedaan?").input_value() == "Ik heb geveegd."
    assert page.get_by_role("radio", name="Gaat wel").is_checked()
