"""What a guardian reads: where, when, who, how it goes, and what is asked. Never how to reach the company."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.tenancy import for_school
from placements.models import AttendanceDay
from schools.enums import Role
from tests.factories import (
    AssessmentFactory,
    CompanyFactory,
    ContactFactory,
    ContractFactory,
    GuardianshipFactory,
    MembershipFactory,
    PlacementFactory,
    StudentFactory,
    UserFactory,
)
from tests.hall.test_homes import a_day, home_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def guardian(school):
    return MembershipFactory(school=school, role=Role.GUARDIAN)


@pytest.fixture
def stage(school, guardian):
    """The stage of the guardian's child at a company with a telephone and a supervisor."""
    company = CompanyFactory(
        school=school, name="Garage Bakker", street="Dolderweg 14", phone="0521 043 125", website="https://b.example"
    )
    user = UserFactory(name="Arjen Wieringa", email="arjen@garagebakker.example", phone="06 0999 8877")
    supervisor = MembershipFactory(school=school, role=Role.SUPERVISOR, user=user)
    contact = ContactFactory(school=school, company=company, member=supervisor)
    mentor_user = UserFactory(name="Fatma Aydın", email="f.aydin@school.example", phone="0521 555 077")
    mentor = MembershipFactory(school=school, role=Role.MENTOR, user=mentor_user)
    student = StudentFactory(school=school, first_name="Lisa", last_name="Bos", mentor=mentor)
    GuardianshipFactory(school=school, student=student, member=guardian)
    today = timezone.localdate()
    placement = PlacementFactory(
        school=school, student=student, company=company, mentor=mentor, supervisor=contact, state="running",
        starts_on=today - timedelta(days=40), ends_on=today + timedelta(days=40),
    )
    a_day(placement, today - timedelta(days=7), "present")
    a_day(placement, today - timedelta(days=6), "sick")
    a_day(placement, today + timedelta(days=1))
    return placement


def test_one_page_tells_where_when_who_and_how_it_goes(sign_in, school, guardian, stage):
    page = sign_in(guardian).get(home_of(school)).text

    known = ["Garage Bakker", "Dolderweg 14", "Fatma Aydın", "0521 555 077", "f.aydin@school.example"]
    assert [words for words in known if words not in page] == []
    assert "1 van de 2" in page
    assert "U hoeft nu niets te doen" in page


def test_no_telephone_mail_or_name_of_the_company_s_people(sign_in, school, guardian, stage):
    browser = sign_in(guardian)
    pages = [home_of(school), reverse("placements:placement", args=[school.slug, stage.pk])]

    for page in pages:
        text = browser.get(page).text
        secret = ("0521 043 125", "0521043125", "0999", "garagebakker.example", "b.example")
        assert [words for words in secret if words in text] == []


def test_another_guardian_s_child_is_not_there(sign_in, school, guardian, stage):
    stranger = MembershipFactory(school=school, role=Role.GUARDIAN)
    address = reverse("child", args=[school.slug, stage.student_id])

    assert sign_in(guardian).get(address).status_code == 200
    assert sign_in(stranger).get(address).status_code == 404


def test_with_more_children_one_chooses(sign_in, school, guardian, stage):
    sister = StudentFactory(school=school, first_name="Anna")
    GuardianshipFactory(school=school, student=sister, member=guardian)
    browser = sign_in(guardian)

    page = browser.get(home_of(school)).text

    assert "Lisa" in page
    assert "Anna" in page
    assert "heeft nu geen stage" in browser.get(reverse("child", args=[school.slug, sister.pk])).text


def test_a_contract_that_is_printed_is_to_be_read_before_the_stage(sign_in, school, guardian, stage):
    ContractFactory(school=school, placement=stage, state="signing")
    browser = sign_in(guardian)

    assert "Lees het contract" not in browser.get(home_of(school)).text
    with for_school(school):
        stage.starts_on = timezone.localdate() + timedelta(days=5)
        stage.save()
    assert "Lees het contract" in browser.get(home_of(school)).text


def test_an_assessment_that_is_not_final_is_not_seen(sign_in, school, guardian, stage):
    AssessmentFactory(school=school, placement=stage)

    assert "Er is nog geen beoordeling" in sign_in(guardian).get(home_of(school)).text


def test_at_eighteen_the_child_decides(sign_in, school, guardian, stage):
    with for_school(school):
        stage.student.birth_date = date(timezone.localdate().year - 19, 1, 1)
        stage.student.save()
    page = sign_in(guardian).get(home_of(school)).text

    assert "U kunt nu geen stage volgen" in page
    assert "Lisa" not in page


def test_a_cancelled_day_counts_neither_as_there_nor_as_missed(sign_in, school, guardian, stage):
    with for_school(school):
        AttendanceDay.objects.filter(presence="sick").update(presence="cancelled")

    assert "1 van de 1" in sign_in(guardian).get(home_of(school)).text
