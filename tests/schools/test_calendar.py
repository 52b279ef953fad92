import pytest
from django.urls import reverse

from core.tenancy import for_school
from schools.models import ClosedDays
from tests.queries import count_queries

DAY = {"name": "Studiedag", "kind": "study", "starts_on": "2027-02-04", "ends_on": "2027-02-04"}


@pytest.fixture
def browser(sign_in, coordinator):
    return sign_in(coordinator)


def page(school, name, *args):
    return reverse(f"schools:{name}", args=[school.slug, *args])


def test_the_holidays_of_the_region_are_filled_in_with_one_button(school, browser):
    text = browser.post(page(school, "calendar_fill") + "?jaar=2026", follow=True).text

    assert "Herfstvakantie" in text
    assert "2026–2027" in text
    again = browser.post(page(school, "calendar_fill") + "?jaar=2026", follow=True).text
    assert "Alles stond er al" in again


def test_a_study_day_is_added_changed_and_taken_off(school, browser):
    assert "Studiedag" in browser.post(page(school, "closed_days_new"), DAY, follow=True).text
    with for_school(school):
        row = ClosedDays.objects.get()
    text = browser.post(page(school, "closed_days", row.pk), DAY | {"stage_goes_on": "on"}, follow=True).text
    assert "gaat door" in text

    browser.post(page(school, "closed_days", row.pk), {"weg": "1"})
    with for_school(school):
        assert not ClosedDays.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ends_on": "2027-02-03"}, "voor de eerste dag"),
        ({"ends_on": "2028-02-03"}, "meer dan 100 dagen"),
        ({}, "staan er al"),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(school, browser, change, words):
    if not change:
        browser.post(page(school, "closed_days_new"), DAY)

    answer = browser.post(page(school, "closed_days_new"), DAY | change)

    assert (answer.status_code, words in answer.text) == (422, True)


@pytest.mark.parametrize("year", ["", "onzin", "1", "99999999999", "2027"])
def test_any_year_in_the_address_gives_a_page(school, browser, year):
    assert browser.get(page(school, "calendar") + f"?jaar={year}").status_code == 200


def test_the_calendar_asks_the_same_number_of_questions_with_many_rows(school, browser):
    browser.post(page(school, "closed_days_new"), DAY)
    one = count_queries(browser, page(school, "calendar") + "?jaar=2026")
    browser.post(page(school, "calendar_fill") + "?jaar=2026")
    browser.get(page(school, "calendar"))

    assert count_queries(browser, page(school, "calendar") + "?jaar=2026") == one <= 8
