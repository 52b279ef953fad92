"""The family and the coordinator see who looked."""

import pytest

from core.tenancy import for_school
from schools.enums import Looked, Role
from schools.models import ReadTrace
from tests.factories import ContactFactory, GuardianshipFactory, MembershipFactory, StudentFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
HOUR = "2026-11-02T13:00:00Z"


@pytest.fixture
def student(school, mentor):
    return StudentFactory(school=school, mentor=mentor)


@pytest.fixture
def page(school, student):
    return f"/{school.slug}/leerlingen/{student.pk}/gekeken/"


def look(student, member, what=Looked.DOSSIER, hour=HOUR, role=None):
    with for_school(student.school):
        return ReadTrace.objects.create(
            school=student.school, user=member.user, role=role or member.role, student=student, what=what, hour=hour
        )


def test_a_visit_of_the_mentor_is_seen_by_the_student_and_the_guardian(sign_in, school, student, mentor):
    guardian = GuardianshipFactory(school=school, student=student).member
    sign_in(mentor).get(f"/{school.slug}/leerlingen/{student.pk}/")

    for browser in (sign_in(student.member), sign_in(guardian)):
        text = browser.get(f"/{school.slug}/leerlingen/{student.pk}/gekeken/").text
        assert mentor.user.name in text
        assert f"begeleider van school · {school.name}" in text
        assert "de gegevens" in text


def test_students_find_it_from_their_first_page(sign_in, school, student):
    browser = sign_in(student.member)

    assert f"/{school.slug}/gekeken/" in browser.get(f"/{school.slug}/").text
    assert "Er heeft nog niemand gekeken." in browser.get(f"/{school.slug}/gekeken/").text


def test_guardians_find_it_from_the_page_of_their_child(sign_in, school, student, page):
    guardian = GuardianshipFactory(school=school, student=student).member

    assert page in sign_in(guardian).get(f"/{school.slug}/").text


def test_the_coordinator_finds_it_and_reads_what_was_done(sign_in, school, student, page, coordinator):
    browser = sign_in(coordinator)
    browser.post(f"/{school.slug}/leerlingen/{student.pk}/ouder/", {"name": "Oma Jansen", "email": "oma@x.example"})

    assert page in browser.get(f"/{school.slug}/leerlingen/{student.pk}/").text
    assert "Ouder of verzorger toegevoegd" in browser.get(page).text


@pytest.mark.parametrize("role", [Role.MENTOR, Role.DIRECTOR, Role.SUPERVISOR, Role.JOBCOACH])
def test_nobody_else_reads_it(sign_in, school, page, role):
    assert sign_in(MembershipFactory(school=school, role=role)).get(page).status_code == 404


def test_students_and_guardians_see_only_their_own(sign_in, school, student):
    other = StudentFactory(school=school)
    guardian = GuardianshipFactory(school=school, student=student).member

    for member in (student.member, guardian):
        assert sign_in(member).get(f"/{school.slug}/leerlingen/{other.pk}/gekeken/").status_code == 404


def test_of_a_company_its_name_is_told(sign_in, school, student, page):
    contact = ContactFactory(school=school, member=MembershipFactory(school=school, role=Role.SUPERVISOR))
    look(student, contact.member, Looked.CONTRACT)

    text = sign_in(student.member).get(page).text

    assert contact.member.user.name in text
    assert f"praktijkbegeleider · {contact.company.name}" in text


def test_guardians_do_not_follow_each_other_by_name_but_school_sees_it(sign_in, school, student, page, coordinator):
    one, other = (GuardianshipFactory(school=school, student=student).member for _ in range(2))
    look(student, one, Looked.CHILD)

    assert one.user.name not in sign_in(other).get(page).text
    assert "Een andere ouder of verzorger" in sign_in(other).get(page).text
    assert one.user.name in sign_in(coordinator).get(page).text


def test_it_is_paged_newest_first(sign_in, school, student, page, mentor):
    with for_school(school):
        ReadTrace.objects.bulk_create(
            ReadTrace(
                school=school, user=mentor.user, role="mentor", student=student, what="dossier",
                hour=f"2026-{1 + n // 24:02}-01T{n % 24:02}:00:00Z",
            )
            for n in range(70)
        )  # fmt: skip
        oldest = ReadTrace.objects.order_by("-pk")[59].pk
    browser = sign_in(student.member)
    first = browser.get(page)

    assert f"?voor={oldest}" in first.text
    assert first.text.count("de gegevens") == 60
    assert browser.get(f"{page}?voor={oldest}").text.count("de gegevens") == 10
    assert "Er is niets ouder dan dit." in browser.get(f"{page}?voor=1").text
    assert browser.get(f"{page}?voor=x").status_code == 200


@pytest.mark.parametrize("role", [Role.STUDENT, Role.COORDINATOR])
def test_the_number_of_questions_does_not_grow(sign_in, school, student, page, coordinator, role):
    browser = sign_in(student.member if role == Role.STUDENT else coordinator)

    def add(number):
        for _ in range(number):
            contact = ContactFactory(school=school, member=MembershipFactory(school=school, role=Role.SUPERVISOR))
            look(student, contact.member, Looked.DAYS)

    add(1)
    few = count_queries(browser, page)
    add(5)
    assert count_queries(browser, page) == few <= 8
