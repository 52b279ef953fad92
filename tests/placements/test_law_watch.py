"""A timetable that changes is held against the stages that come and go on, and the coordinator hears of it."""

import datetime
from datetime import date, time

import pytest
import time_machine
from django.urls import reverse

from core.tenancy import for_school
from placements.models import Placement
from placements.tasks import watch_the_law
from schools.enums import Role
from schools.lessons import keep_lessons
from tests.factories import MembershipFactory, PlacementFactory, SchoolFactory, StudentFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2027, 3, 3)
MORNING = {"valid_from": "2027-03-01", "begin_2": "08:30", "end_2": "12:00"}


@pytest.fixture(autouse=True)
def clock():
    """It is Monday 1 March 2027."""
    with time_machine.travel(datetime.datetime(2027, 3, 1, 10, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def stage(school, mentor):
    return afternoons(school, mentor)


def afternoons(school, mentor, **more):
    """Somebody of 15 works four hours on each Wednesday afternoon."""
    student = StudentFactory(school=school, class_name="P4a", birth_date=date(2011, 12, 1), mentor=mentor)
    return PlacementFactory(
        school=school, student=student, mentor=mentor, weekdays=[2], starts_at=time(13), ends_at=time(17),
        break_minutes=0, starts_on=date(2027, 2, 1), ends_on=date(2027, 6, 30), state="running", **more,
    )  # fmt: skip


def first_unlawful(stage):
    with for_school(stage.school):
        return Placement.objects.get(pk=stage.pk).unlawful_from


def page(school, name, *args):
    return reverse(name, args=[school.slug, *args])


def test_new_lesson_hours_that_make_a_day_too_long_come_to_the_coordinator(school, stage, coordinator, sign_in):
    browser, home = sign_in(coordinator), page(school, "school_home")
    watch_the_law(everything=True)
    assert first_unlawful(stage) is None
    assert "past niet meer bij de regels" not in browser.get(home).text

    kept = browser.post(page(school, "schools:lessons_class"), MORNING | {"classes": ["P4a"]}, follow=True).text
    assert "Past een stage er niet meer bij?" in kept
    for _twice in range(2):
        watch_the_law()
    assert first_unlawful(stage) == WEDNESDAY
    shown = browser.get(home).text
    assert "stage past niet meer bij de regels" in shown
    there = page(school, "placements:placements") + "?stand=regels"
    assert there in shown
    listed = browser.get(there).text
    assert page(school, "placements:placement", stage.pk) in listed
    law = page(school, "placements:lawful", stage.pk)
    assert law in listed
    assert "Op 15 jaar mag hoogstens 7 uur" in browser.get(law).text


def test_what_was_mended_is_gone(school, stage, coordinator, sign_in):
    browser = sign_in(coordinator)
    browser.post(page(school, "schools:lessons_class"), MORNING | {"classes": ["P4a"]})
    watch_the_law()
    browser.post(page(school, "schools:lessons_class"), MORNING | {"classes": ["P4a"], "end_2": "11:00"})
    watch_the_law()

    assert first_unlawful(stage) is None
    assert "past niet meer bij de regels" not in browser.get(page(school, "school_home")).text
    assert "Geen stages gevonden." in browser.get(page(school, "placements:placements") + "?stand=regels").text


def test_a_mended_stage_goes_from_the_list_without_a_change_of_lessons(school, stage, coordinator, clock):
    with for_school(school):
        keep_lessons(by=coordinator, valid_from=date(2027, 3, 1), spans={2: (time(8, 30), time(12))}, class_name="P4a")
    watch_the_law()
    assert first_unlawful(stage) == WEDNESDAY

    clock.shift(datetime.timedelta(hours=2))
    with for_school(school):
        Placement.objects.filter(pk=stage.pk).update(ends_at=time(16, 30))
    watch_the_law()
    assert first_unlawful(stage) is None


def test_the_round_of_all_finds_what_came_otherwise_and_the_short_one_looks_where_lessons_changed(
    school, stage, coordinator, clock
):
    with for_school(school):
        keep_lessons(by=coordinator, valid_from=date(2027, 3, 1), spans={2: (time(8, 30), time(12))}, class_name="P4a")
    clock.shift(datetime.timedelta(hours=2))
    watch_the_law()
    assert first_unlawful(stage) is None

    watch_the_law(everything=True)
    assert first_unlawful(stage) == WEDNESDAY


def test_own_hours_of_a_student_count_as_well_and_days_that_are_past_do_not(school, stage, coordinator, clock):
    with for_school(school):
        spans = {2: (time(8, 30), time(12))}
        keep_lessons(by=coordinator, valid_from=date(2027, 2, 1), spans=spans, student=stage.student)
        keep_lessons(by=coordinator, valid_from=date(2027, 3, 11), spans={}, student=stage.student)
    for day, found in ((0, WEDNESDAY), (3, date(2027, 3, 10)), (10, None)):
        with time_machine.travel(clock_on(day), tick=False):
            watch_the_law(everything=True)
        assert first_unlawful(stage) == found


def clock_on(day):
    return datetime.datetime(2027, 3, 1 + day, 10, tzinfo=datetime.UTC)


def test_a_stage_that_is_over_is_not_named(school, stage, coordinator, sign_in):
    with for_school(school):
        Placement.objects.filter(pk=stage.pk).update(
            unlawful_from=WEDNESDAY, state="ended_early", end_reason="Het ging niet."
        )
    assert "past niet meer bij de regels" not in sign_in(coordinator).get(page(school, "school_home")).text


def test_each_school_hears_of_its_own_stages(school, stage, coordinator):
    elsewhere = SchoolFactory()
    other = afternoons(elsewhere, MembershipFactory(school=elsewhere, role=Role.MENTOR))
    with for_school(school):
        keep_lessons(by=coordinator, valid_from=date(2027, 3, 1), spans={2: (time(8, 30), time(12))}, class_name="P4a")
    watch_the_law()

    assert (first_unlawful(stage), first_unlawful(other)) == (WEDNESDAY, None)


def test_the_list_asks_the_same_for_one_and_for_six(school, stage, mentor, coordinator, sign_in):
    browser, there = sign_in(coordinator), page(school, "placements:placements") + "?stand=regels"
    with for_school(school):
        Placement.objects.update(unlawful_from=WEDNESDAY)
    browser.get(there)
    one = count_queries(browser, there)
    for _more in range(5):
        afternoons(school, mentor, unlawful_from=WEDNESDAY)

    assert browser.get(there).text.count("Past niet bij de regels<span") == 6
    assert count_queries(browser, there) == one <= 8
