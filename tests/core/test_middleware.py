"""One transaction around the whole handler, with one school open in it and none afterwards."""

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from companies.models import Company
from core.tenancy import for_school, open_school_id
from schools.access import open_to
from schools.enums import Role
from stagebureau.urls import urlpatterns as house
from tests.factories import CompanyFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@open_to(Role.COORDINATOR)
def breaks(request):
    Company.objects.create(name="half werk", sector="x")
    raise ValueError("halverwege")


@open_to(Role.COORDINATOR)
def renders_late(request):
    return TemplateResponse(request, "tests/names.txt", {"companies": Company.objects.all()})


@open_to(Role.COORDINATOR)
def works(request):
    Company.objects.create(name="heel werk", sector="x")
    return HttpResponse("ok")


def no_door(request):
    return HttpResponse("open")


urlpatterns = [
    path("<slug:school>/breekt/", breaks),
    path("<slug:school>/laat/", renders_late),
    path("<slug:school>/werkt/", works),
    path("zonderdeur/", no_door),
    *house,
]
handler404, handler500 = "stagebureau.views.faults.not_found", "stagebureau.views.faults.broken"


def without_token(answer):
    return re.sub(r'(csrfmiddlewaretoken" value=|x-csrftoken": )"[^"]+"', "", answer.text)


def told():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.school_id', true)")
        return cursor.fetchone()[0] or ""


@pytest.fixture
def browser(sign_in, coordinator, settings):
    settings.ROOT_URLCONF = "tests.core.test_middleware"
    browser = sign_in(coordinator)
    browser.raise_request_exception = False
    return browser


@pytest.mark.django_db(transaction=True)
def test_what_a_view_wrote_before_it_broke_is_gone(browser, school):
    assert browser.get(f"/{school.slug}/breekt/").status_code == 500
    assert browser.get(f"/{school.slug}/werkt/").status_code == 200

    with for_school(school):
        assert [company.name for company in Company.objects.all()] == ["heel werk"]


@pytest.mark.django_db(transaction=True)
def test_a_page_that_renders_late_still_stands_in_its_school(browser, school, settings, tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/names.txt").write_text("{% for company in companies %}{{ company.name }};{% endfor %}")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    CompanyFactory(school=school, name="ons bedrijf")
    CompanyFactory(name="hun bedrijf")

    assert browser.get(f"/{school.slug}/laat/").text == "ons bedrijf;"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", ["werkt", "breekt", "bestaatniet"])
def test_afterwards_no_school_is_open(browser, school, page):
    browser.get(f"/{school.slug}/{page}/")

    assert (open_school_id(), told()) == (None, "")


def test_a_page_without_a_door_does_not_exist(browser):
    assert browser.get("/zonderdeur/").status_code == 404


def test_another_school_and_no_school_are_answered_alike(browser):
    other = MembershipFactory().school

    there, nowhere = browser.get(reverse("school_home", args=[other.slug])), browser.get("/nergens/")

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert without_token(there).replace(other.slug, "nergens") == without_token(nowhere)


def test_pages_of_a_member_are_not_kept_by_the_browser(browser, school):
    assert browser.get(f"/{school.slug}/").headers["Cache-Control"] == "no-store"
