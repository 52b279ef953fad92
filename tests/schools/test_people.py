import datetime

import pytest

from core.tenancy import for_school
from schools import people
from schools.calendar import fill_in
from schools.enums import Role
from schools.models import ClosedDays, Guardianship, Membership, Student, User
from tests.factories import SchoolFactory, UserFactory

YOUSSEF = {
    "number": "005075",
    "first_name": "Youssef",
    "last_name": "El Amrani",
    "birth_date": datetime.date(2012, 3, 12),
    "class_name": "P3a",
    "email": "005075@leerling.example",
}


@pytest.fixture
def opened(school):
    with for_school(school):
        yield school


def test_a_student_saved_twice_is_one_student(opened):
    first, is_new = people.save_student(opened, **YOUSSEF)
    second, again = people.save_student(opened, **YOUSSEF)

    assert (is_new, again) == (True, False)
    assert first.pk == second.pk
    assert Student.objects.count() == User.objects.count() == Membership.objects.count() == 1
    assert first.member.role == Role.STUDENT


def test_a_student_without_an_address_has_a_person_without_an_address(opened):
    student, _ = people.save_student(opened, **YOUSSEF | {"email": ""})

    assert student.member.user.email is None
    assert student.member.user.name == "Youssef El Amrani"


def test_a_student_never_gets_the_account_of_somebody_else(opened):
    boss = UserFactory(email=YOUSSEF["email"])

    student, _ = people.save_student(opened, **YOUSSEF)

    assert student.member.user != boss
    assert student.member.user.email is None


def test_a_new_address_never_moves_the_account_of_other_roles(opened):
    student, _ = people.save_student(opened, **YOUSSEF)
    account = student.member.user

    people.save_student(opened, **YOUSSEF | {"email": "nieuw@leerling.example"})

    account.refresh_from_db()
    assert account.email == YOUSSEF["email"]
    assert Student.objects.get().member.user.email == "nieuw@leerling.example"


def test_a_field_that_is_not_given_stays(opened):
    people.save_student(opened, **YOUSSEF, city="Tuk")

    people.save_student(opened, **YOUSSEF)

    assert Student.objects.get().city == "Tuk"


def test_who_leaves_the_school_loses_the_role_on_that_day(opened):
    people.save_student(opened, **YOUSSEF)

    people.save_student(opened, **YOUSSEF, left_on=datetime.date(2020, 1, 1))

    assert not Membership.objects.current().exists()


@pytest.mark.parametrize("email", ["naima@mail.example", ""])
def test_a_guardian_saved_twice_is_one_guardian(opened, email):
    student, _ = people.save_student(opened, **YOUSSEF)

    people.save_guardian(student, name="Naima El Amrani", email=email)
    people.save_guardian(student, name="Naima El Amrani", email=email.upper(), phone="06 1")

    link = Guardianship.objects.select_related("member__user").get()
    assert link.member.user.phone == "06 1"


def test_two_children_share_one_guardian_who_keeps_the_other_child_when_one_ends(opened):
    one, _ = people.save_student(opened, **YOUSSEF)
    two, _ = people.save_student(opened, **YOUSSEF | {"number": "2", "email": ""})
    first = people.save_guardian(one, name="Naima", email="naima@mail.example")
    second = people.save_guardian(two, name="Naima", email="naima@mail.example")

    people.end_guardian(first)
    assert Membership.objects.current().filter(role=Role.GUARDIAN).exists()
    people.end_guardian(second)
    assert not Membership.objects.current().filter(role=Role.GUARDIAN).exists()


def test_who_has_a_password_keeps_the_own_name(opened):
    owner = User.objects.create_user("naima@mail.example", "een lang wachtwoord", name="Naima")

    assert people.person("Naima@mail.example", "Iemand anders") == owner
    owner.refresh_from_db()
    assert owner.name == "Naima"


def test_a_role_that_had_ended_begins_again(opened):
    member = people.give_role(opened, UserFactory(), Role.MENTOR)
    people.end_role(member)
    assert not Membership.objects.current().exists()

    assert people.give_role(opened, member.user, Role.MENTOR).pk == member.pk
    assert Membership.objects.current().exists()


def test_the_holidays_of_the_region_are_filled_in_once(db):
    school = SchoolFactory(region="N")
    year = datetime.date(2026, 8, 1), datetime.date(2027, 7, 31)
    with for_school(school):
        added = fill_in(school, *year)
        autumn = ClosedDays.objects.get(name="Herfstvakantie")
        autumn.ends_on += datetime.timedelta(days=7)
        autumn.save()

        assert added > 8
        assert fill_in(school, *year) == 0
        assert autumn.starts_on == datetime.date(2026, 10, 10)
        assert not ClosedDays.objects.filter(name__contains="Kerstdag").exists()
