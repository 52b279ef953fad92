"""Platform staff make schools; they see nothing of pupils."""

import pytest
from django.contrib import admin
from django.urls import reverse

from core.models import OutgoingMail
from core.tenancy import for_school
from schools.models import Membership, School, User
from tests.conftest import StrictClient, signed_in
from tests.factories import StudentFactory


@pytest.fixture
def platform(db):
    user = User.objects.create_superuser("beheer@platform.example", "een lang wachtwoord", name="Beheer")
    return signed_in(StrictClient(), user)


def test_only_schools_and_accounts_are_there():
    assert set(admin.site._registry) == {School, User}


def test_a_new_school_gets_its_first_coordinator(platform):
    new = {"name": "De Es", "slug": "de-es", "kind": "pro", "region": "N"}
    assert "begint met een stagecoördinator" in platform.post(reverse("admin:schools_school_add"), new).text

    platform.post(
        reverse("admin:schools_school_add"),
        new | {"coordinator_name": "Marit Hofstra", "coordinator_email": "m.hofstra@es.example"},
    )

    school = School.objects.get(slug="de-es")
    with for_school(school):
        assert Membership.objects.get().role == "coordinator"
        assert OutgoingMail.objects.get().to == "m.hofstra@es.example"


def test_a_school_cannot_take_the_address_of_a_page_of_the_house(platform):
    page = platform.post(reverse("admin:schools_school_add"), {"name": "X", "slug": "beheer", "kind": "pro"})

    assert "al in gebruik" in page.text


def test_the_lists_open_and_hold_no_pupils(platform, school):
    student = StudentFactory(school=school)
    student.member.user.email = None
    student.member.user.save()

    assert school.name in platform.get(reverse("admin:schools_school_changelist")).text
    assert student.name not in platform.get(reverse("admin:schools_user_changelist")).text
    assert platform.get(reverse("school_home", args=[school.slug])).status_code == 404


def test_people_of_schools_are_not_listed_and_found_by_the_whole_address_only(platform, school):
    guardian = User.objects.create_user("ouder@familie.example", name="Anna Ouder")
    accounts = reverse("admin:schools_user_changelist")

    for asked in ("", "?q=ouder", "?q=familie.example", "?q=Anna", "?is_staff__exact=0"):
        assert guardian.name not in platform.get(accounts + asked).text, asked
    assert guardian.name in platform.get(f"{accounts}?q=Ouder@familie.example").text


def test_a_coordinator_and_a_stranger_do_not_come_in(sign_in, coordinator, client):
    assert sign_in(coordinator).get(reverse("admin:index")).status_code in {302, 403}
    assert reverse("account_login") in client.get(reverse("admin:index"), follow=True).redirect_chain[-1][0]


def test_the_platform_does_not_put_itself_in_a_school_that_has_a_coordinator(platform, school, coordinator):
    page = reverse("admin:schools_school_change", args=[school.pk])
    facts = {name: getattr(school, name) for name in ("name", "slug", "kind", "region")}
    facts |= {"coordinator_name": "Beheer", "coordinator_email": "beheer@platform.example"}

    assert "Die nodigt collega’s uit" in platform.post(page, facts).text
    with for_school(school):
        coordinator.role = "mentor"
        coordinator.save()
    assert platform.post(page, facts).status_code == 302


def test_the_platform_cannot_give_somebodys_account_another_address(platform, coordinator):
    page = reverse("admin:schools_user_change", args=[coordinator.user.pk])
    platform.post(page, {"email": "beheer@platform.example", "name": "Nieuwe Naam", "is_active": "on"})

    coordinator.user.refresh_from_db()
    assert coordinator.user.name == "Nieuwe Naam"
    assert coordinator.user.email != "beheer@platform.example"
