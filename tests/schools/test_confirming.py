"""Before something weighty people show once more who they are, and then go on where they were."""

import datetime
import re

import pytest
import time_machine
from django.urls import reverse

from core.models import OutgoingMail
from core.tenancy import for_school
from schools.models import Membership, User
from tests.conftest import StrictClient, signed_in
from tests.factories import MembershipFactory

PASSWORD = "een lang wachtwoord"
JAN = {"name": "Jan de Wit", "email": "jan@school.example", "role": "mentor"}
START = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def marit(school):
    user = User.objects.create_user("m.hofstra@school.example", PASSWORD, name="Marit Hofstra")
    return MembershipFactory(school=school, user=user, role="coordinator")


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def later(marit, clock):
    """Marit signed in eleven minutes ago."""
    browser = signed_in(StrictClient(), marit.user)
    clock.shift(datetime.timedelta(minutes=11))
    return browser


def members_page(school):
    return reverse("schools:members", args=[school.slug])


def invited(school):
    with for_school(school):
        return Membership.objects.filter(user__email=JAN["email"]).exists()


def test_who_signed_in_just_now_is_not_asked(school, marit, clock):
    signed_in(StrictClient(), marit.user).post(members_page(school), JAN)

    assert invited(school)


def test_after_ten_minutes_the_form_waits_for_the_password_and_goes_on(school, later):
    asked = later.post(members_page(school), JAN)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert not invited(school)
    assert "Bevestig dat u het bent" in later.get(asked["Location"]).text

    page = later.post(asked["Location"], {"password": PASSWORD}, follow=True)

    assert "Wat u invulde, is bewaard" in page.text
    assert not invited(school)
    action = re.search(r'<form method="post" action="(/[^"]+/medewerkers/)"', page.text)[1]
    typed = dict(re.findall(r'<input type="hidden" name="(name|email|role)" value="([^"]*)"', page.text))
    later.post(action, typed)
    assert invited(school)
    assert "held" not in later.session


def test_a_wrong_password_confirms_nothing(school, later):
    asked = later.post(members_page(school), JAN)

    page = later.post(asked["Location"], {"password": "niet dit wachtwoord"})

    assert page.status_code == 200
    assert "form" in page.context
    assert later.post(members_page(school), JAN).status_code == 302
    assert not invited(school)


def test_reading_the_members_asks_nothing(school, later):
    assert later.get(members_page(school)).status_code == 200


def test_ending_a_role_is_asked_for_too(school, later, mentor):
    answer = later.post(reverse("schools:member_end", args=[school.slug, mentor.pk]))

    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    with for_school(school):
        assert Membership.objects.current().filter(pk=mentor.pk).exists()


def test_who_has_no_password_confirms_with_a_mailed_code(school, coordinator, clock):
    coordinator.user.set_unusable_password()
    coordinator.user.save()
    browser = signed_in(StrictClient(), coordinator.user)
    clock.shift(datetime.timedelta(minutes=11))
    asked = browser.post(members_page(school), JAN)
    assert asked["Location"].startswith(reverse("confirm_by_mail"))
    goal = {"next": reverse("confirm_go_on")}

    browser.post(reverse("confirm_by_mail"), {"mail": "1"} | goal)
    mail = OutgoingMail.objects.filter(school=None).latest("pk")
    digits = re.search(r"\d{6}", mail.text)[0]
    assert (mail.to, mail.is_secret) == (coordinator.user.email, True)
    wrong = browser.post(reverse("confirm_by_mail"), {"digits": "000000" if digits != "000000" else "1" * 6} | goal)
    assert (wrong.status_code, "klopt niet" in wrong.text) == (422, True)
    right = browser.post(reverse("confirm_by_mail"), {"digits": digits} | goal)

    assert right["Location"] == reverse("confirm_go_on")
    assert "Wat u invulde, is bewaard" in browser.get(right["Location"]).text


def test_five_wrong_digits_end_the_code_and_no_more_than_three_are_mailed(school, coordinator, clock):
    coordinator.user.set_unusable_password()
    coordinator.user.save()
    browser, page = signed_in(StrictClient(), coordinator.user), reverse("confirm_by_mail")
    for _ in range(4):
        answer = browser.post(page, {"mail": "1"})
    assert "net al een paar codes" in answer.text
    assert OutgoingMail.objects.filter(school=None).count() == 3
    digits = re.search(r"\d{6}", OutgoingMail.objects.filter(school=None).latest("pk").text)[0]
    wrong = "000000" if digits != "000000" else "111111"

    for _ in range(5):
        browser.post(page, {"digits": wrong})

    assert browser.post(page, {"digits": digits}).status_code == 422


def test_the_next_page_is_always_our_own(school, coordinator):
    coordinator.user.set_unusable_password()
    coordinator.user.save()
    page = signed_in(StrictClient(), coordinator.user).get(
        reverse("confirm_by_mail"), {"next": "https://dief.example"}
    )

    assert 'name="next" value="/"' in page.text


def test_a_form_with_a_file_or_too_much_text_is_not_kept_but_told(school, later):
    later.post(members_page(school), JAN | {"name": "x" * 60_000})

    assert "held" not in later.session
    assert not invited(school)


def test_a_secret_does_not_wait_in_the_session(school, later):
    page = reverse("schools:sign_in_service", args=[school.slug]) + "?soort=google"
    asked = later.post(page, {"issuer": "", "client_id": "abc", "secret": "GEHEIM-4711"})

    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert "GEHEIM-4711" not in str(dict(later.session))
    assert "nog eens in" in later.get(asked["Location"]).text
