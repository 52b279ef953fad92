"""A group beside the law on work and age: who cannot do its days is named before anybody is matched."""

import datetime

import pytest
from django.urls import reverse

from core.tenancy import for_school
from schools.lessons import keep_lessons
from tests.factories import GroupFactory, GroupStudentFactory, StudentFactory
from tests.queries import count_queries

LONG = {"starts_at": datetime.time(7, 0), "ends_at": datetime.time(16, 30), "weekdays": [1, 3, 4]}


@pytest.fixture
def browser(coordinator, sign_in):
    return sign_in(coordinator)


def put_in(group, first_name, birthday, **more):
    student = StudentFactory(school=group.school, first_name=first_name, birth_date=birthday)
    return GroupStudentFactory(school=group.school, group=group, student=student, **more)


def page(group):
    return reverse("groups:group_lawful", args=[group.school.slug, group.pk])


def test_a_group_that_fits_says_so(school, browser):
    group = GroupFactory(school=school)
    put_in(group, "Mila", datetime.date(2011, 1, 2))

    assert "De dagen en tijden passen bij de regels" in browser.get(page(group)).text


def test_who_cannot_do_the_days_is_named_with_the_rule(school, browser):
    group = GroupFactory(school=school, **LONG)
    put_in(group, "Youssef", datetime.date(2011, 3, 14))
    put_in(group, "Sanne", datetime.date(2009, 5, 1))

    text = browser.get(page(group)).text
    assert "Youssef" in text
    assert "Sanne" not in text
    assert "Op 15 jaar mag hoogstens 7 uur." in text
    assert "Nadere regeling kinderarbeid art. 3:1 lid 2" in text


def test_the_birthday_in_the_period_counts(school, browser):
    group = GroupFactory(school=school, **LONG)
    put_in(group, "Noor", datetime.date(2011, 2, 20))

    text = browser.get(page(group)).text
    assert "Noor" in text
    assert "vrijdag 19 februari" not in text.split("Ook nog")[-1]


def test_students_in_the_same_case_stand_together(school, browser):
    group = GroupFactory(school=school, **LONG)
    for name in ("Youssef", "Noor"):
        put_in(group, name, datetime.date(2011, 9, 14))

    assert browser.get(page(group)).text.count("Op 15 jaar mag hoogstens 7 uur.") == 1


def test_own_days_and_lessons_count_for_the_student_they_are_of(school, browser):
    group = GroupFactory(school=school, starts_at=datetime.time(8, 0), ends_at=datetime.time(13, 0), break_minutes=30)
    busy = put_in(group, "Youssef", datetime.date(2011, 9, 14))
    put_in(group, "Noor", datetime.date(2011, 9, 14))
    with for_school(school):
        lessons = {3: (datetime.time(13, 30), datetime.time(17, 0))}
        keep_lessons(by=group.coordinator, valid_from=group.starts_on, spans=lessons, student=busy.student)
    assert "Youssef" in browser.get(page(group)).text
    assert "Noor" not in browser.get(page(group)).text

    with for_school(school):
        type(busy).objects.filter(pk=busy.pk).update(weekdays=[4])
    assert "Youssef" not in browser.get(page(group)).text


@pytest.mark.parametrize("name", ["group", "group_students"])
def test_the_pages_of_the_group_load_it(school, browser, name):
    group = GroupFactory(school=school, **LONG)
    put_in(group, "Youssef", datetime.date(2011, 3, 14))

    assert f'hx-get="{page(group)}"' in browser.get(reverse(f"groups:{name}", args=[school.slug, group.pk])).text
    piece = browser.get(page(group), headers={"HX-Request": "true"}).text
    assert "<html" not in piece
    assert "Youssef" in piece


@pytest.mark.parametrize("rows", [1, 6])
def test_it_asks_the_same_however_many_students(school, browser, rows):
    group = GroupFactory(school=school, **LONG)
    for number in range(rows):
        put_in(group, f"Leerling{number}", datetime.date(2011, 3, 1 + number))

    assert count_queries(browser, page(group)) == 8
