import pytest
from django.urls import reverse

from companies.models import Company
from core.tenancy import for_school
from schools.enums import Role
from tests.factories import CompanyFactory, ContactFactory, MembershipFactory, RecognitionFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def url(name, school, *args):
    return reverse(f"companies:{name}", args=[school.slug, *args])


@pytest.mark.parametrize("rows", [1, 6])
def test_the_list_asks_the_same_number_of_questions_however_long(school, coordinator, sign_in, rows):
    for company in CompanyFactory.create_batch(rows, school=school):
        RecognitionFactory(school=school, company=company)

    assert count_queries(sign_in(coordinator), url("companies", school)) == 6


@pytest.mark.parametrize("rows", [1, 6])
def test_a_company_page_asks_the_same_number_of_questions_however_many_contacts(school, coordinator, sign_in, rows):
    company = CompanyFactory(school=school)
    for n in range(rows):
        ContactFactory(school=school, company=company, is_first=n == 0)

    assert count_queries(sign_in(coordinator), url("company", school, company.pk)) <= 8


def test_the_list_goes_on_where_the_page_ended(school, coordinator, sign_in):
    for n in range(60):
        CompanyFactory(school=school, name=f"Bedrijf {n:02}")

    first = sign_in(coordinator).get(url("companies", school))
    second = sign_in(coordinator).get(url("companies", school) + "?na=Bedrijf 49")

    assert ("Bedrijf 49" in first.text, "Bedrijf 50" in first.text, "Bedrijf 59" in second.text) == (True, False, True)


def test_a_mentor_reads_companies_but_does_not_change_them(school, sign_in):
    company, mentor = CompanyFactory(school=school), MembershipFactory(school=school, role=Role.MENTOR)

    assert sign_in(mentor).get(url("company", school, company.pk)).status_code == 200
    assert sign_in(mentor).get(url("company_edit", school, company.pk)).status_code == 404


def test_what_was_typed_stays_when_something_is_wrong(school, coordinator, sign_in):
    typed = {"name": "Garage Bakker", "sector": "Techniek", "kvk": "123", "postcode": "833 AB"}

    answer = sign_in(coordinator).post(url("company_new", school), typed)

    assert "Een KvK-nummer heeft acht cijfers." in answer.text
    assert "vier cijfers en twee letters" in answer.text
    assert 'value="Garage Bakker"' in answer.text


def test_the_same_company_is_not_added_twice(school, coordinator, sign_in):
    CompanyFactory(school=school, name="Garage Bakker", postcode="8331 AB")

    answer = sign_in(coordinator).post(
        url("company_new", school), {"name": "garage bakker", "sector": "Techniek", "postcode": "8331ab"}
    )

    assert "staat al in de lijst" in answer.text


def test_a_new_first_contact_takes_over_and_the_old_one_stays(school, coordinator, sign_in):
    old = ContactFactory(school=school)

    typed = {"name": "Ans Bos", "email": "ans@bedrijf.example", "tasks": ["availability"]}
    sign_in(coordinator).post(url("contact_new", school, old.company.pk), typed)

    with for_school(school):
        company = Company.objects.get(pk=old.company.pk)
        contacts = company.contacts.for_list()
        assert [(c.member.user.name, c.is_first) for c in contacts] == [
            ("Ans Bos", True),
            (old.member.user.name, False),
        ]
