"""A student with an own timetable: other stage days than the group (R3)."""

import pytest
from django.urls import reverse

from core.models import AuditEntry
from core.tenancy import for_school
from groups.models import GroupStudent
from tests.factories import GroupStudentFactory


@pytest.fixture
def part(school):
    return GroupStudentFactory(school=school)


@pytest.fixture
def browser(coordinator, sign_in):
    return sign_in(coordinator)


def page(part):
    return reverse("groups:group_student_days", args=[part.school.slug, part.pk])


def kept(part):
    with for_school(part.school):
        return GroupStudent.objects.get(pk=part.pk).weekdays


@pytest.mark.parametrize(("days", "weekdays"), [([4], [4]), ([3, 4], None), (["3"], [3])])
def test_own_days_are_kept_and_all_days_are_no_own_days(part, browser, days, weekdays):
    answer = browser.post(page(part), {"weekdays": days}, follow=True)

    assert f"De stagedagen van {part.student.first_name} staan erin." in answer.text
    assert kept(part) == weekdays
    with for_school(part.school):
        assert AuditEntry.objects.about(part).get().action == "set_days"


@pytest.mark.parametrize("days", [[], ["0"], ["x"], ["3", "9"]])
def test_other_days_than_those_of_the_group_are_refused(part, browser, days):
    answer = browser.post(page(part), {"weekdays": days})

    assert answer.status_code == 422
    assert "Kies" in answer.text
    assert kept(part) is None


def test_the_list_tells_who_has_own_days(part, browser):
    url = reverse("groups:group_students", args=[part.school.slug, part.group_id])
    assert "als de groep" in browser.get(url).text
    browser.post(page(part), {"weekdays": [4]})

    assert "als de groep" not in browser.get(url).text
    assert browser.get(page(part)).context["form"]["weekdays"].value() == (4,)


def test_a_day_that_the_group_drops_is_no_stage_day(part):
    with for_school(part.school):
        part.weekdays = [1, 4]
        assert part.days_in(part.group) == (4,)
