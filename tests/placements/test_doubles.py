"""Probable doubles among the companies of a school: as written, as heard, and by number."""

import pytest

from companies.doubles import doubles_of, likeness, sound
from core.tenancy import for_school
from schools.people import person
from tests.factories import CompanyFactory, ContactFactory, SchoolFactory


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bakkerij De Haan B.V.", "bakkery de haan"),
        ("Garage Veldt", "Garage Velt"),
        ("Fysio Koek", "Phisio Koeck"),
        ("Schildersbedrijf Quist", "Schildersbedrijf Kwist"),
        ("Café Zéro", "Cafe Sero"),
    ],
)
def test_names_that_sound_the_same_are_alike(one, other):
    assert sound(one) == sound(other)
    assert likeness(one, other) >= 0.9


@pytest.mark.parametrize(
    ("one", "other"),
    [("Garage Veld", "Bakkerij Smit"), ("Albert Heijn", "Jumbo"), ("De Es", "Het Veld"), ("", "Garage"), ("BV", "NV")],
)
def test_other_names_are_not_alike(one, other):
    assert likeness(one, other) < 0.82


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"name": "Heel anders", "kvk": "12345678"}, "zelfde KvK-nummer"),
        ({"name": "Heel anders", "phone": "+31 521 555 777"}, "zelfde telefoonnummer"),
        ({"name": "Heel anders", "email": "Baas@Veld.example"}, "zelfde e-mailadres"),
        ({"name": "Garaage Feld"}, "naam lijkt erop"),
        ({"name": "Veld autos", "postcode": "8331ab"}, "zelfde postcode"),
    ],
)
def test_each_sign_finds_the_company_and_says_why(school, asked, why):
    known = CompanyFactory(
        school=school, name="Garage Veld", kvk="12345678", phone="0521-555777", postcode="8331 AB", sector="x"
    )
    with for_school(school):
        contact = ContactFactory(school=school, company=known)
        contact.member.user = person("baas@veld.example", "Baas")
        contact.member.save()
        CompanyFactory(school=school, name="Kapsalon Mooi", phone="0521-111111", postcode="9711 AA")
        found = doubles_of(**asked)

    assert [one.company for one in found] == [known]
    assert why in found[0].why


def test_nothing_in_common_is_no_double_and_another_school_is_not_asked(school, db):
    elsewhere = SchoolFactory()
    CompanyFactory(school=elsewhere, name="Garage Veld")
    CompanyFactory(school=school, name="Kapsalon Mooi", phone="", postcode="")
    with for_school(school):
        assert doubles_of(name="Garage Veld", phone="", postcode="", email="") == []


@pytest.mark.parametrize("rows", [1, 6])
def test_many_companies_are_compared_in_two_steps_of_questions(school, django_assert_num_queries, rows):
    for number in range(rows):
        ContactFactory(school=school, company=CompanyFactory(school=school, name=f"Garage {number}"))
    with for_school(school), django_assert_num_queries(4):
        doubles_of(name="Garage 0")
