"""The pages of keeping, erasing and handing over in a real browser: readable for everybody, and fit for a phone."""

import datetime

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.tenancy import for_school
from schools.models import DataRequest, Erasure
from tests.browser import faults_of, new_context
from tests.factories import GuardianshipFactory, StudentFactory

pytestmark = pytest.mark.django_db(transaction=True)


def look(chromium, live_server, browser, path, width):
    """Open a page as whoever is signed in there; returns what is wrong with it."""
    context = new_context(chromium, width=width, height=900)
    value = browser.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    page = context.new_page()
    answer = page.goto(live_server.url + path)
    faults = [*faults_of(page), *([f"{path}: {answer.status}"] if answer.status != 200 else [])]
    context.close()
    return faults


@pytest.mark.parametrize("width", [375, 1280])
def test_the_pages_are_for_everybody_s_eyes(chromium, live_server, school, coordinator, sign_in, width):
    today = timezone.localdate()
    student = StudentFactory(school=school, first_name="Noor", last_name="de Wit", birth_date="2009-05-04")
    child = StudentFactory(school=school, first_name="Sem", birth_date=today - datetime.timedelta(days=365 * 14))
    guardian = GuardianshipFactory(school=school, student=child).member
    with for_school(school):
        due = today + datetime.timedelta(days=30)
        held = Erasure.objects.create(student=child, term="photos", due_on=due, rows=3)
        held.hold(by=coordinator, note="Er loopt een bezwaarprocedure.")
        planned = Erasure.objects.create(student=student, term="dossier", due_on=due)
        Erasure.objects.create(term="mail", due_on=due, rows=214)
        asked = DataRequest.objects.create(student=child, asked_by=guardian)
    at = {"retention": [], "erasures": [], "erasure": [planned.pk], "student": [student.pk], "data_requests": []}
    at |= {"student_erase": [student.pk], "data_request": [asked.pk]}
    desk, faults = sign_in(coordinator), []
    pages = [(desk, name, args) for name, args in at.items()] + [(desk, "erasure", [held.pk])]
    pages += [(sign_in(member), "own_data", []) for member in (student.member, guardian)]
    for browser, name, args in pages:
        faults += look(chromium, live_server, browser, reverse(f"schools:{name}", args=[school.slug, *args]), width)

    assert faults == []
