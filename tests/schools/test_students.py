import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry, OutgoingMail
from core.tenancy import for_school
from schools.models import Guardianship, Membership, Student
from tests.factories import GuardianshipFactory, MembershipFactory, StudentFactory
from tests.queries import count_queries


def page(school, name, *args):
    return reverse(f"schools:{name}", args=[school.slug, *args])


def filled_in(**changes):
    return {
        "number": "005075",
        "first_name": "Youssef",
        "prefix": "",
        "last_name": "El Amrani",
        "birth_date": f"{timezone.localdate().year - 15}-05-01",
        "class_name": "P3a",
        "year": "3",
        "email": "y@leerling.example",
    } | changes


@pytest.mark.parametrize("who", ["coordinator", "mentor"])
def test_the_list_asks_the_same_number_of_questions_for_one_student_and_for_many(school, sign_in, who, request):
    member = request.getfixturevalue(who)
    StudentFactory(school=school, mentor=member)
    browser = sign_in(member)
    one = count_queries(browser, page(school, "students"))
    StudentFactory.create_batch(6, school=school, mentor=member)

    assert count_queries(browser, page(school, "students")) == one <= 8


def test_one_student_with_many_guardians_asks_few_questions(school, sign_in, coordinator):
    student = StudentFactory(school=school)
    GuardianshipFactory(school=school, student=student)
    browser = sign_in(coordinator)
    one = count_queries(browser, page(school, "student", student.pk))
    GuardianshipFactory.create_batch(4, school=school, student=student)

    assert count_queries(browser, page(school, "student", student.pk)) == one <= 8


def test_the_list_is_searched_by_name_number_and_class(school, sign_in, coordinator):
    StudentFactory(school=school, first_name="Lisa", prefix="de", last_name="Vries", class_name="P3a", number="008904")
    StudentFactory(school=school, first_name="Daan", last_name="Bakker", class_name="P4b", number="012782")
    browser = sign_in(coordinator)

    for asked in ("q=lisa+vries", "q=0089", "klas=P3a"):
        text = browser.get(page(school, "students") + "?" + asked).text
        assert "Lisa de Vries" in text
        assert "Daan Bakker" not in text
    assert "Geen leerlingen gevonden" in browser.get(page(school, "students") + "?q=xyz").text


def test_a_long_list_comes_in_pieces_without_losing_anybody(school, sign_in, coordinator):
    StudentFactory.create_batch(57, school=school, last_name="Jansen", first_name="Sam")
    browser = sign_in(coordinator)

    first = browser.get(page(school, "students"))
    second = browser.get(page(school, "students") + f"?na={first.context['more']}")

    names = [row.pk for row in [*first.context["students"], *second.context["students"]]]
    assert (len(first.context["students"]), len(set(names))) == (50, 57)
    assert browser.get(page(school, "students") + "?na=9999999999999999999999").status_code == 200


def test_a_mentor_sees_the_own_students_only(school, sign_in, mentor):
    own, other = StudentFactory(school=school, mentor=mentor), StudentFactory(school=school)
    browser = sign_in(mentor)

    text = browser.get(page(school, "students")).text
    assert own.name in text
    assert other.name not in text
    assert browser.get(page(school, "student", other.pk)).status_code == 404


def test_a_student_is_added_and_changed_by_hand_and_the_change_is_kept(school, sign_in, coordinator):
    browser = sign_in(coordinator)
    browser.post(page(school, "student_new"), filled_in())
    with for_school(school):
        student = Student.objects.get()
    text = browser.post(page(school, "student_edit", student.pk), filled_in(class_name="P4a"), follow=True).text

    assert "Klas P4a" in text
    assert "Aangepast" in text
    with for_school(school):
        assert AuditEntry.objects.get(action="edited").note == "Klas"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"number": "1"}, "al een leerling met dit nummer"),
        ({"birth_date": "1950-01-01"}, "kan niet kloppen"),
        ({"birth_date": "onzin"}, "geldige datum"),
        ({"email": "baas@school.example"}, "al van iemand anders"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(school, sign_in, coordinator, change, words):
    StudentFactory(school=school, number="1")
    coordinator.user.email = "baas@school.example"
    coordinator.user.save()

    answer = sign_in(coordinator).post(page(school, "student_new"), filled_in(**change))

    assert (answer.status_code, words in answer.text, "El Amrani" in answer.text) == (422, True, True)


def test_a_guardian_is_added_mailed_and_ended(school, sign_in, coordinator):
    student, browser = StudentFactory(school=school), sign_in(coordinator)
    browser.post(
        page(school, "guardian_new", student.pk), {"name": "Naima", "email": "n@mail.example", "sees_progress": "on"}
    )
    with for_school(school):
        link = Guardianship.objects.get()
    assert (link.sees_progress, link.has_authority) == (True, False)

    browser.post(page(school, "guardian_mail", link.pk))
    with for_school(school):
        assert OutgoingMail.objects.get().to == "n@mail.example"

    text = browser.post(page(school, "guardian_end", link.pk), follow=True).text
    assert "Naima kijkt niet meer mee" in text
    assert "Mail de link" not in text
    assert "kijkt niet mee" in text
    with for_school(school):
        assert not Membership.objects.current().filter(role="guardian").exists()


def test_a_mentor_mails_no_guardian_of_somebody_elses_student(school, sign_in, mentor):
    link = GuardianshipFactory(school=school)

    assert sign_in(mentor).post(page(school, "guardian_mail", link.pk)).status_code == 404


def test_the_director_reads_names_but_opens_no_student(school, sign_in):
    student = StudentFactory(school=school)
    browser = sign_in(MembershipFactory(school=school, role="director"))

    assert student.name in browser.get(page(school, "students")).text
    assert browser.get(page(school, "student", student.pk)).status_code == 404
