"""Staff come in with a password or a mailed code."""

import re

import pytest
from django.urls import NoReverseMatch, reverse

from core.models import CacheRow, OutgoingMail
from schools.enums import Role
from schools.models import User
from tests.conftest import StrictClient
from tests.factories import MembershipFactory


@pytest.fixture
def marit(school):
    user = User.objects.create_user("m.hofstra@school.example", "een lang wachtwoord", name="Marit Hofstra")
    return MembershipFactory(school=school, user=user, role=Role.COORDINATOR)


def mail():
    return OutgoingMail.objects.filter(school=None).latest("pk")


@pytest.fixture
def jan(school):
    """A mentor: no second step is asked of him, unless his school wants it."""
    user = User.objects.create_user("j.dewit@school.example", "een lang wachtwoord", name="Jan de Wit")
    return MembershipFactory(school=school, user=user, role=Role.MENTOR)


def test_staff_sign_in_with_a_password(client, jan, school):
    page = client.get(reverse("account_login"))
    assert "Inloggen voor medewerkers" in page.text

    client.post(reverse("account_login"), {"login": "J.deWit@school.example", "password": "een lang wachtwoord"})

    assert client.get(reverse("school_home", args=[school.slug])).status_code == 200


def test_a_wrong_password_is_told_in_dutch(client, marit):
    page = client.post(reverse("account_login"), {"login": marit.user.email, "password": "fout"})

    assert "horen niet bij elkaar" in page.text
    assert marit.user.email in page.text


def test_staff_sign_in_with_a_mailed_code(client, jan, school):
    client.get(reverse("account_request_login_code"))
    page = client.post(reverse("account_request_login_code"), {"email": jan.user.email}, follow=True)
    assert "Vul de code in" in page.text
    code = re.search(r"te loggen is (\S+)", mail().text)[1]
    assert code in mail().html
    assert mail().is_secret

    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert client.get(reverse("school_home", args=[school.slug])).status_code == 200


def test_a_stranger_reads_the_same_and_gets_no_mail(client, marit):
    page = client.post(reverse("account_request_login_code"), {"email": "vreemd@mail.example"}, follow=True)

    assert "Vul de code in" in page.text
    assert not OutgoingMail.objects.exists()
    assert (
        "Kijk in uw mailbox"
        in client.post(reverse("account_reset_password"), {"email": "vreemd@mail.example"}, follow=True).text
    )
    assert not OutgoingMail.objects.exists()


def test_a_forgotten_password_is_chosen_anew_at_our_own_address(client, marit, settings):
    client.post(reverse("account_reset_password"), {"email": marit.user.email}, HTTP_HOST="localhost")
    link = re.search(r"(http\S+)", mail().text)[1]
    assert link.startswith(settings.SITE_URL)

    page = client.get(link.removeprefix(settings.SITE_URL), follow=True)
    assert "Kies een nieuw wachtwoord" in page.text
    new = {"password1": "nog een lang wachtwoord", "password2": "nog een lang wachtwoord"}
    page = client.post(page.redirect_chain[-1][0], new, follow=True)

    assert "Uw wachtwoord is veranderd" in page.text
    assert User.objects.get(pk=marit.user_id).check_password("nog een lang wachtwoord")
    assert "Deze link werkt niet meer" in client.get(link.removeprefix(settings.SITE_URL)).text


def test_the_own_password_is_changed_or_chosen(sign_in, marit, mentor):
    assert sign_in(marit).get(reverse("account_change_password")).status_code == 200
    mentor.user.set_unusable_password()
    mentor.user.save()
    assert sign_in(mentor).get(reverse("account_set_password")).status_code == 200


def test_signing_out_is_asked_and_then_wipes_the_device(sign_in, marit, school):
    browser = sign_in(marit)
    browser.get(reverse("account_logout"))
    assert browser.get(reverse("school_home", args=[school.slug])).status_code == 200

    answer = browser.post(reverse("account_logout"))

    assert "storage" in answer["Clear-Site-Data"]
    assert browser.get(reverse("school_home", args=[school.slug])).status_code == 302


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_confirm_email", "mfa_trust", "usersessions_list"]
)
def test_the_rest_of_the_package_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_page_that_asks_for_sign_in_comes_back_to_itself(client, marit, school):
    asked = client.get(reverse("school_home", args=[school.slug]))
    page = client.get(asked["Location"])

    assert f'value="/{school.slug}/"' in page.text


def test_a_staff_room_behind_one_address_gets_in_with_typos(school, figure):
    """Forty colleagues in one minute, one in five types the password wrongly first."""
    out = []
    for number in range(40):
        user = User.objects.create_user(f"c{number}@school.example", "een lang wachtwoord", name=f"Collega {number}")
        MembershipFactory(school=school, user=user, role=Role.MENTOR)
        browser, way_in = StrictClient(), reverse("account_login")
        if number % 5 == 0:
            browser.post(way_in, {"login": user.email, "password": "een land wachtwoord"})
        browser.post(way_in, {"login": user.email, "password": "een lang wachtwoord"})
        if browser.get(reverse("school_home", args=[school.slug])).status_code != 200:
            out.append(number)
    figure("walls.staff_locked_out", f"{len(out)} of 40", "0")

    assert out == []


def test_tries_are_counted_where_every_process_sees_them(client, jan):
    """After five wrong passwords this address waits; the count lies in the database."""
    for _try in range(5):
        client.post(reverse("account_login"), {"login": jan.user.email, "password": "fout"})

    page = client.post(reverse("account_login"), {"login": jan.user.email, "password": "een lang wachtwoord"})

    assert "te vaak iets verkeerds getypt" in page.text
    assert CacheRow.objects.filter(cache_key__contains="login_failed").exists()
