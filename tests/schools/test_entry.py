"""Companies and guardians come in with the letter from their mail."""

import datetime
import logging
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from core.logs import WithoutPeople
from core.models import OutgoingMail
from core.tenancy import for_school
from schools import emails, people
from schools.enums import Purpose, Role
from schools.letters import token_of
from schools.models import EntryCode, Letter
from tests.conftest import StrictClient
from tests.factories import GuardianshipFactory, LetterFactory, MembershipFactory, UserFactory


@pytest.fixture
def naima(school):
    user = UserFactory(name="Naima El Amrani", email="naima@familiemail.example")
    return MembershipFactory(school=school, user=user, role=Role.GUARDIAN)


@pytest.fixture
def letter(school, naima):
    return LetterFactory(school=school, member=naima)


def address(letter, page="entry"):
    return reverse(f"schools:{page}", args=[letter.school.slug, token_of(letter)])


def digits_of(school):
    with for_school(school):
        mail = OutgoingMail.objects.filter(kind="schools/mail/entry_code").latest("pk")
    return re.search(r"\d{6}", mail.text)[0]


def come_in(browser, letter):
    browser.post(address(letter), {"code": "1"})
    return browser.post(address(letter, "entry_code"), {"digits": digits_of(letter.school)})


def is_in(browser, school):
    return browser.get(reverse("school_home", args=[school.slug])).status_code == 200


def test_opening_the_letter_changes_nothing_and_shows_no_student(client, letter, school):
    child = GuardianshipFactory(school=school, member=letter.member).student
    for _scanner in range(3):
        page = client.get(address(letter))

    assert "Deze link is voor Naima El Amrani" in page.text
    assert "n•••@familiemail.example" in page.text
    assert "naima@" not in page.text
    assert child.first_name not in page.text
    assert client.head(address(letter)).status_code == 200
    with for_school(school):
        assert not EntryCode.objects.exists()
        assert not OutgoingMail.objects.exists()
    assert not is_in(client, school)


def test_the_mailed_digits_open_the_page(client, letter, school):
    assert come_in(client, letter)["Location"] == f"/{school.slug}/"

    assert is_in(client, school)
    with for_school(school):
        mail = OutgoingMail.objects.get()
    assert (mail.to, mail.is_secret, mail.resend_after_crash) == ("naima@familiemail.example", True, False)


def test_a_known_device_opens_at_once_next_time(client, letter, school):
    come_in(client, letter)
    client.post(reverse("account_logout"))
    assert "Openen" in client.get(address(letter)).text

    client.post(address(letter), {"openen": "1"})

    assert is_in(client, school)


def test_another_device_and_another_person_are_not_known(client, letter, school):
    come_in(client, letter)
    client.post(reverse("account_logout"))
    other = LetterFactory(school=school, member=MembershipFactory(school=school, role=Role.GUARDIAN))

    for browser, opened in ((StrictClient(), letter), (client, other)):
        browser.post(address(opened), {"openen": "1"})
        assert not is_in(browser, school)


def test_five_wrong_tries_end_the_code(client, letter, school):
    client.post(address(letter), {"code": "1"})
    right = digits_of(school)
    wrong = "000000" if right != "000000" else "111111"
    pages = [client.post(address(letter, "entry_code"), {"digits": wrong}) for _ in range(5)]

    assert "klopt niet" in pages[0].text
    assert "werkt niet meer" in pages[4].text
    client.post(address(letter, "entry_code"), {"digits": right})
    assert not is_in(client, school)


def test_digits_work_once_and_ten_minutes(client, letter, school):
    come_in(client, letter)
    again = StrictClient()
    again.post(address(letter, "entry_code"), {"digits": digits_of(school)})
    assert not is_in(again, school)

    again.post(address(letter), {"code": "1"})
    with for_school(school):
        EntryCode.objects.update(expires_at=timezone.now())
    again.post(address(letter, "entry_code"), {"digits": digits_of(school)})
    assert not is_in(again, school)


@pytest.mark.parametrize("typed", ["", "12", "abcdef", "¹²³⁴⁵⁶", "1" * 5000])
def test_nonsense_instead_of_digits_is_told_kindly(client, letter, typed):
    client.post(address(letter), {"code": "1"})

    page = client.post(address(letter, "entry_code"), {"digits": typed})

    assert page.status_code == 200
    assert "Fout:" in page.text


def test_no_more_than_three_codes_are_mailed_in_ten_minutes(client, letter, school):
    for _ in range(4):
        page = client.post(address(letter), {"code": "1"}, follow=True)

    assert "net al een paar codes" in page.text
    with for_school(school):
        assert OutgoingMail.objects.count() == 3


def test_a_withdrawn_letter_ends_the_session_at_the_next_page(client, letter, school):
    come_in(client, letter)
    assert is_in(client, school)

    with for_school(school):
        Letter.objects.update(revoked_at=timezone.now())

    assert not is_in(client, school)
    page = client.get(address(letter))
    assert page.status_code == 410
    assert "heeft deze link gesloten" in page.text
    client.post(address(letter, "letter_renew"))
    with for_school(school):
        assert not OutgoingMail.objects.filter(kind="schools/mail/letter_renewed").exists()


def test_an_ended_role_ends_letter_and_session(client, letter, school, naima):
    come_in(client, letter)
    with for_school(school):
        people.end_role(naima)

    assert not is_in(client, school)
    assert client.get(address(letter)).status_code == 410


@pytest.mark.parametrize("purpose", Purpose)
def test_a_letter_that_ran_out_is_renewed_to_the_known_address_only(client, school, naima, purpose):
    old = LetterFactory(
        school=school, member=naima, purpose=purpose, about=7, expires_at=timezone.now() - datetime.timedelta(days=1)
    )
    if purpose == Purpose.ENTRY:
        ended = client.get(address(old))
        assert ended.status_code == 410
        assert "Stuur mij een nieuwe link" in ended.text

    for _twice in range(2):
        page = client.post(address(old, "letter_renew"), {"email": "dief@mail.example"})

    assert "n•••@familiemail.example" in page.text
    with for_school(school):
        mail = OutgoingMail.objects.get()
        new = Letter.objects.valid().get()
    assert mail.to == "naima@familiemail.example"
    assert f"§letter:{new.pk}§" in mail.text
    assert (new.purpose, new.about, new.renewed_from_id) == (purpose, 7, old.pk)


def test_renewing_by_opening_a_link_is_impossible(client, letter):
    assert client.get(address(letter, "letter_renew")).status_code == 404


def test_who_says_this_is_not_me_closes_the_letter_and_the_school_hears(client, letter, school):
    page = client.post(address(letter, "not_me"))

    assert "de link is gesloten" in page.text
    assert client.get(address(letter)).status_code == 410
    with for_school(school):
        assert OutgoingMail.objects.get().to == school.email


def test_a_token_of_another_school_or_purpose_opens_nothing(client, school, naima, coordinator):
    other = LetterFactory(school=school, member=naima, purpose=Purpose.AVAILABILITY)

    assert client.get(address(other)).status_code == 404
    assert client.get(reverse("schools:entry", args=[school.slug, "x" * 64])).status_code == 404


def test_a_room_mails_a_link_to_the_own_page_with_its_reason(school, naima):
    with for_school(school):
        mail = emails.send_entry(naima, reason="Youssef heeft een stage gevonden.", key="start:1")
        same = emails.send_entry(naima, reason="Youssef heeft een stage gevonden.", key="start:1")

        assert mail == same
        assert "Youssef heeft een stage gevonden." in mail.text
        assert Letter.objects.count() == 1


def test_the_log_of_the_server_holds_no_token(letter):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Gone: %s", (address(letter),), None)

    assert WithoutPeople().filter(record)
    assert token_of(letter) not in record.getMessage()
    assert "Gone: /school-" in record.getMessage()


def test_the_letter_shows_no_menu_of_pages_that_are_still_closed(client, letter):
    assert "Hoofdmenu" not in client.get(address(letter)).text
