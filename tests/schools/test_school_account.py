"""People come in with the account of their school, by a real OpenID Connect service."""

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.urls import reverse

from core.models import OutgoingMail
from core.tenancy import for_school
from schools.enums import Role
from schools.models import SchoolAccount
from tests.factories import MembershipFactory
from tests.oidc.rounds import page, round_trip

pytestmark = pytest.mark.django_db


def test_an_invited_teacher_comes_in_and_is_linked(client, school, connect, at_service):
    connect(school)
    member = MembershipFactory(school=school, role=Role.MENTOR, user__email="truus@school.example")

    answer = round_trip(client, page(school, "school_account"), at_service("truus"))

    assert (answer.status_code, answer["Location"]) == (302, reverse("school_home", args=[school.slug]))
    assert client.get(answer["Location"]).status_code == 200
    with for_school(school):
        account = SchoolAccount.objects.get()
        mail = OutgoingMail.objects.get()
    assert (account.user, account.how) == (member.user, "email")
    assert "truus" not in account.subject_hmac
    assert not SocialAccount.objects.exists()
    assert not SocialApp.objects.exists()
    assert (mail.to, mail.subject) == ("truus@school.example", "Uw schoolaccount is gekoppeld")


def test_a_linked_account_comes_in_again_whatever_its_address_is_now(client, school, connect, at_service):
    connect(school)
    member = MembershipFactory(school=school, role=Role.MENTOR, user__email="oud@school.example")
    other = MembershipFactory(school=school, role=Role.COORDINATOR, user__email="baas@school.example")
    name = at_service("verhuisd", email="oud@school.example")
    round_trip(client, page(school, "school_account"), name)
    client.logout()
    at_service("verhuisd", email="baas@school.example")

    round_trip(client, page(school, "school_account"), name)

    assert client.session["_auth_user_id"] == str(member.user_id) != str(other.user_id)
    with for_school(school):
        assert SchoolAccount.objects.count() == 1


def test_entree_knows_a_person_who_linked_the_own_account(sign_in, client, school, connect, at_service, service_here):
    connect(school, kind="entree", issuer=service_here.url, tenant="01AB")
    teacher = MembershipFactory(school=school, role=Role.MENTOR, user__email="jan@school.example")
    claims = {"uid": "5f3c@01ab", "nlEduPersonHomeOrganizationId": "01AB02", "eduPersonAffiliation": ["employee"]}
    name = at_service("entree-jan", hd=None, email=None, email_verified=None, **claims)
    assert "geen e-mailadres" in round_trip(client, page(school, "school_account"), name).text

    told = round_trip(sign_in(teacher), page(school, "school_account_link"), name)
    answer = round_trip(client, page(school, "school_account"), name)

    assert told["Location"] == answer["Location"] == reverse("school_home", args=[school.slug])
    assert client.session["_auth_user_id"] == str(teacher.user_id)


def test_an_affiliation_gives_no_role(client, school, connect, at_service, service_here):
    connect(school, kind="entree", issuer=service_here.url, tenant="01AB")
    claims = {"uid": "boss@01ab", "nlEduPersonHomeOrganizationId": "01AB", "eduPersonAffiliation": ["staff"]}
    name = at_service("entree-boss", hd=None, **claims)

    answer = round_trip(client, page(school, "school_account"), name)

    assert (answer.status_code, "nog niet uitgenodigd" in answer.text) == (400, True)
    assert "_auth_user_id" not in client.session


TAKEN = [({"amr": ["pwd", "mfa"]}, False), ({}, True)]
NOT_TAKEN = [({"amr": ["pwd"]}, False), ({"amr": "mfa"}, False)]


@pytest.mark.parametrize(("claims", "ticked"), TAKEN + NOT_TAKEN)
def test_a_second_step_at_the_service_counts_when_it_says_so(client, school, connect, at_service, claims, ticked):
    connect(school, demands_second_step=ticked)
    MembershipFactory(school=school, role=Role.COORDINATOR, user__email="stap@school.example")

    answer = round_trip(client, page(school, "school_account"), at_service("stap", amr=claims.get("amr")))

    comes_in = (claims, ticked) in TAKEN
    assert (answer.status_code, "_auth_user_id" in client.session) == ((302, True) if comes_in else (400, False))
    assert ("Uw rol vraagt een tweede stap" in answer.text) is not comes_in
    assert (client.get(reverse("school_home", args=[school.slug])).status_code == 200) is comes_in


def test_a_link_that_is_undone_ends_the_session_and_makes_room(
    sign_in, client, school, coordinator, connect, at_service
):
    connect(school)
    MembershipFactory(school=school, role=Role.MENTOR, user__email="weg@school.example", user__name="Wil Weg")
    name, home = at_service("weg"), reverse("school_home", args=[school.slug])
    round_trip(client, page(school, "school_account"), name)
    assert client.get(home).status_code == 200
    with for_school(school):
        account = SchoolAccount.objects.get()
    boss = sign_in(coordinator)
    assert "Wil Weg" in boss.get(page(school, "sign_in_service")).text

    boss.post(page(school, "school_account_end", account.pk))

    assert client.get(home).status_code == 404
    client.logout()
    new = at_service("weg-nieuw", email="weg@school.example")
    assert round_trip(client, page(school, "school_account"), new).status_code == 302


def test_who_leaves_at_the_service_reads_how_to_go_on(client, school, connect, at_service):
    connect(school)

    answer = round_trip(client, page(school, "school_account"), at_service("twijfel"), consent=False)

    assert (answer.status_code, "afgebroken" in answer.text) == (400, True)


@pytest.mark.parametrize(
    "query", ["", "?code=x&state=y", "?error=access_denied&state=y", "?error=server_error", "?state="]
)
def test_a_return_without_a_beginning_is_told(client, school, connect, query):
    connect(school)

    answer = client.get(page(school, "account_back") + query)

    assert (answer.status_code, "Begin opnieuw" in answer.text) == (400, True)


def test_the_button_stands_where_people_look_and_only_when_it_works(client, school, connect):
    assert "Inloggen met het account van" not in client.get(page(school, "code_entry")).text
    assert client.get(page(school, "school_account"))["Location"] == reverse("account_login")
    connect(school)

    assert f"Inloggen met het account van {school.name}" in client.get(page(school, "code_entry")).text
    assert f"Inloggen met het account van {school.name}" in client.get(page(school, "school_account")).text
    assert "Kies uw school" in client.get(reverse("account_login")).text
