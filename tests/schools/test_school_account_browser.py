"""The whole way in a real browser: our button, the service's own pages, and back; strict policies and all."""

import pytest
from django.urls import reverse

from schools.enums import Role
from tests.browser import faults_of, new_context
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in_at_the_service(browser, name):
    """The service's login page and its consent."""
    browser.get_by_label("Username").fill(name)
    browser.get_by_label("Password").fill("wachtwoord")
    browser.get_by_role("button", name="Verder").click()
    browser.locator("input[name=allow][type=submit]").click()


@pytest.mark.parametrize("script", [True, False])
def test_a_teacher_comes_in_by_the_school_s_own_page(
    chromium, live_server, settings, school, connect, at_service, script
):
    settings.SITE_URL = live_server.url
    connect(school)
    MembershipFactory(school=school, role=Role.MENTOR, user__email="truus@school.example")
    context = new_context(chromium, java_script_enabled=script)
    browser, complaints = context.new_page(), []
    ours = lambda said: said.type == "error" and said.location["url"].startswith(live_server.url)  # noqa: E731
    browser.on("console", lambda said: complaints.append(said.text) if ours(said) else None)

    browser.goto(live_server.url + reverse("schools:code_entry", args=[school.slug]))
    faults = faults_of(browser) if script else []
    browser.get_by_role("button", name="Inloggen met het account van").click()
    browser.wait_for_url("**/login/**")
    sign_in_at_the_service(browser, at_service("truus"))
    browser.wait_for_url(live_server.url + reverse("school_home", args=[school.slug]))

    assert (faults, complaints) == ([], [])
    context.close()


def test_a_coordinator_tests_and_switches_on(
    chromium, live_server, settings, school, coordinator, sign_in, connect, at_service
):
    settings.SITE_URL = live_server.url
    connect(school, state="new")
    context = new_context(chromium, width=1280)
    session = sign_in(coordinator).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    browser = context.new_page()

    browser.goto(live_server.url + reverse("schools:sign_in_service", args=[school.slug]))
    faults = faults_of(browser)
    browser.get_by_role("button", name="Test met mijn eigen account").click()
    browser.wait_for_url("**/login/**")
    sign_in_at_the_service(browser, at_service("boss", amr=["mfa"]))
    browser.get_by_text("De test is goed").wait_for()
    faults += faults_of(browser)
    browser.get_by_role("button", name="Zet aan voor iedereen").click()
    browser.get_by_text("Inloggen met het schoolaccount staat aan").wait_for()
    faults += faults_of(browser)

    assert faults == []
    context.close()
