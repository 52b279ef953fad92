"""When classes and students are at school: filled in once, and what counts on a date."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from core.tenancy import for_school
from schools.enums import Role
from schools.lessons import Lessons, keep_lessons
from schools.models import ClosedDays, LessonPlan
from tests.factories import MembershipFactory, StudentFactory
from tests.queries import count_queries

MONDAY = date(2026, 9, 14)
WEDNESDAY = date(2026, 9, 16)
FULL, HALF = (time(8, 30), time(15)), (time(8, 30), time(12))
WEEK = {"valid_from": "2026-08-01", "begin_0": "08:30", "end_0": "15:00", "begin_2": "08:30", "end_2": "12:00"}


def page(school, name, *args):
    return reverse(f"schools:{name}", args=[school.slug, *args])


@pytest.fixture
def student(school):
    return StudentFactory(school=school, class_name="P4a")


@pytest.fixture
def browser(sign_in, coordinator):
    return sign_in(coordinator)


def on(student, day, *work):
    return Lessons([student], MONDAY, date(2026, 9, 20)).on(student, day, work)


def test_the_hours_of_classes_are_filled_in_for_several_at_once(school, browser, student):
    StudentFactory(school=school, class_name="P4b")
    text = browser.post(page(school, "lessons_class"), WEEK | {"classes": ["P4a", "P4b"]}, follow=True).text

    assert "De lesuren van P4a, P4b zijn opgeslagen." in text
    assert text.count("08:30 – 12:00") == 2
    with for_school(school):
        assert [on(student, day) for day in (MONDAY, date(2026, 9, 15), WEDNESDAY)] == [(FULL,), (), (HALF,)]


def test_hours_hold_from_a_date_and_what_held_before_stays_known(school, coordinator, student):
    with for_school(school):
        keep_lessons(class_name="P4a", by=coordinator, valid_from=date(2026, 8, 1), spans={0: FULL})
        keep_lessons(class_name="P4a", by=coordinator, valid_from=date(2026, 9, 15), spans={0: HALF})
        lessons = Lessons([student], MONDAY, date(2026, 9, 30))

        assert lessons.on(student, MONDAY) == (FULL,)
        assert lessons.on(student, date(2026, 9, 21)) == (HALF,)


def test_a_student_may_have_own_hours_and_follow_the_class_again(school, browser, student):
    browser.post(page(school, "lessons_class"), WEEK | {"classes": ["P4a"]})
    own = {"valid_from": "2026-09-01", "begin_0": "10:00", "end_0": "12:00"}
    browser.post(page(school, "lessons_student", student.pk), own)
    with for_school(school):
        assert (on(student, MONDAY), on(student, WEDNESDAY)) == (((time(10), time(12)),), ())
    assert "Leerlingen met eigen lesuren" in browser.get(page(school, "lessons")).text

    browser.post(page(school, "lessons_student", student.pk), {"valid_from": "2026-09-10", "follows_class": "on"})
    with for_school(school):
        assert on(student, MONDAY) == (FULL,)
        assert AuditEntry.objects.about(student).filter(action="lessons_changed").count() == 2


def test_a_whole_day_of_stage_has_no_lessons_and_half_a_day_has_what_lies_outside_it(school, coordinator, student):
    with for_school(school):
        keep_lessons(class_name="P4a", by=coordinator, valid_from=date(2026, 8, 1), spans={0: FULL, 2: HALF})

        assert on(student, MONDAY, (time(8), time(16))) == ()
        assert on(student, MONDAY, (time(13), time(17))) == ((time(8, 30), time(13)),)
        assert on(student, WEDNESDAY, (time(13), time(17))) == (HALF,)
        assert on(student, WEDNESDAY, (time(9), time(11))) == ((time(8, 30), time(9)), (time(11), time(12)))


def test_own_hours_count_also_on_a_day_of_stage(school, coordinator, student):
    with for_school(school):
        keep_lessons(student=student, by=coordinator, valid_from=date(2026, 8, 1), spans={0: HALF})

        assert on(student, MONDAY, (time(8), time(16))) == (HALF,)


def test_on_a_closed_day_there_are_no_lessons(school, coordinator, student):
    with for_school(school):
        keep_lessons(class_name="P4a", by=coordinator, valid_from=date(2026, 8, 1), spans={0: FULL})
        ClosedDays.objects.create(name="Studiedag", kind="study", starts_on=MONDAY, ends_on=MONDAY)

        assert on(student, MONDAY) == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"end_0": ""}, "Vul begin en einde in"),
        ({"end_0": "08:00"}, "Het einde ligt voor het begin"),
        ({"begin_0": "half negen"}, "geldige tijd"),
        ({"valid_from": ""}, "verplicht"),
        ({"valid_from": "0001-01-01"}, "Klopt het jaar?"),
        ({"classes": []}, "Kies minstens één klas"),
        ({"classes": ["Z9"]}, "Z9"),
    ],
)
def test_hours_that_cannot_be_are_refused_in_words(school, browser, student, change, words):
    answer = browser.post(page(school, "lessons_class"), WEEK | {"classes": ["P4a"]} | change)

    assert (answer.status_code, words in answer.text) == (422, True)
    assert "12:00" in answer.text
    with for_school(school):
        assert not LessonPlan.objects.exists()


def test_the_same_form_twice_is_one_plan(school, browser, student):
    for _time in (1, 2):
        browser.post(page(school, "lessons_class"), WEEK | {"classes": ["P4a"]})
    with for_school(school):
        [plan] = LessonPlan.objects.all()
        assert sorted(plan.spans) == [0, 2]


@pytest.mark.parametrize("role", [Role.MENTOR, Role.DIRECTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR])
def test_only_the_coordinator_fills_in_lesson_hours(school, sign_in, student, role):
    browser = sign_in(MembershipFactory(school=school, role=role))
    for name, *rest in (("lessons",), ("lessons_class",), ("lessons_student", student.pk)):
        assert browser.get(page(school, name, *rest)).status_code == 404


def test_one_class_and_six_ask_the_same_number_of_questions(school, browser, coordinator, student):
    def filled(name):
        with for_school(school):
            own = StudentFactory(school=school, class_name=name)
            today = timezone.localdate()
            keep_lessons(class_name=name, by=coordinator, valid_from=today, spans={0: FULL})
            keep_lessons(student=own, by=coordinator, valid_from=today, spans={0: FULL})

    filled("P4a")
    one = count_queries(browser, page(school, "lessons"))
    for name in "bcdef":
        filled(f"P4{name}")

    assert count_queries(browser, page(school, "lessons")) == one <= 8
