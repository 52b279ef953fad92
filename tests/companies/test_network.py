"""Vrienden van de school: a public page with consent, without persons but the one who was chosen for it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from companies.models import Company, NetworkPage
from core.tenancy import for_school
from tests.factories import CompanyFactory, ContactFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def url(name, school, *args):
    return reverse(f"companies:{name}", args=[school.slug, *args])


def friend(school, **more):
    return CompanyFactory(school=school, friend_since=timezone.localdate(), friend_agreed_by="Anna Smit", **more)


@pytest.fixture
def is_open(school, coordinator):
    with for_school(school):
        return NetworkPage.objects.create(is_open=True, contact=coordinator)


def test_the_page_is_not_there_until_the_coordinator_opens_it(client, school, coordinator, sign_in):
    before = client.get(url("friends", school)).status_code
    sign_in(coordinator).post(url("network", school), {"is_open": "on", "intro": "Welkom.", "contact": coordinator.pk})

    assert (before, client.get(url("friends", school)).status_code) == (404, 200)


def test_everybody_reads_friends_and_the_one_contact_and_no_other_person(client, school, coordinator, is_open):
    ours, not_ours = friend(school, name="Bakkerij Smit"), CompanyFactory(school=school, name="Garage Bos")
    contact = ContactFactory(school=school, company=ours)

    page = client.get(url("friends", school)).text

    assert all(words in page for words in (ours.name, coordinator.user.name))
    assert not any(words in page for words in (not_ours.name, contact.member.user.name, ours.phone, "Anna Smit"))


def test_there_is_no_logo_of_who_is_no_friend_or_has_none(client, school, is_open):
    for company in (friend(school), CompanyFactory(school=school)):
        assert client.get(url("friend_logo", school, company.pk)).status_code == 404


def test_a_friend_needs_somebody_who_said_yes(school, coordinator, sign_in):
    company = CompanyFactory(school=school)
    page = url("friend", school, company.pk)
    answer = sign_in(coordinator).post(page, {"agreed_by": "", "since": timezone.localdate()})
    with for_school(school), pytest.raises(IntegrityError), transaction.atomic():
        Company.objects.update(friend_since=timezone.localdate())
    sign_in(coordinator).post(page, {"agreed_by": "Anna Smit", "since": timezone.localdate()})
    with for_school(school):
        is_friend = Company.objects.friends().exists()
    sign_in(coordinator).post(page, {"stoppen": "ja"})

    assert (answer.status_code, "Vul in wie ja zei" in answer.text, is_friend) == (422, True, True)
    with for_school(school):
        assert not Company.objects.friends().exists()


@pytest.mark.parametrize("rows", [1, 6])
def test_the_lists_ask_the_same_however_long(client, school, coordinator, sign_in, is_open, rows):
    for _ in range(rows):
        friend(school, size="small")

    assert count_queries(client, url("friends", school)) == 3
    assert count_queries(sign_in(coordinator), url("network", school)) == 6
