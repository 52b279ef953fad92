"""Who has no account signs by an own link and a code of six digits; one link never touches another."""

import datetime
import re

import pytest
from django.utils import timezone

from core.models import OutgoingMail
from core.tenancy import for_school
from schools import emails as school_emails
from schools.models import Letter
from tests.conftest import StrictClient
from tests.contracts.conftest import print_them
from tests.contracts.signers import digits_mailed, fresh, letter_of, mails, newest_version, page, rung, sign
from tests.factories import GuardianshipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(stage, checked):
    """Two guardians with authority; director and student have signed."""
    second = GuardianshipFactory(
        school=stage.school, student=stage.placement.student, member__user__name="Hassan el Amrani",
        member__user__phone="06 55555555", is_address_shielded=True,
    )  # fmt: skip
    print_them(stage.coordinator, checked)
    return second


@pytest.fixture
def in_turn(two, stage, checked, sign_in):
    """The version in which it is up to the guardians."""
    version = newest_version(checked)
    sign(sign_in(stage.director), rung(version, "director"))
    sign(sign_in(stage.student), rung(version, "student"))
    return version


def come_in(browser, one):
    """From the mail through the digits to the page."""
    entry = letter_of(one)
    browser.post(entry, {"code": "1"})
    with for_school(one.school_id):
        digits = digits_mailed()
    return browser.post(entry + "code/", {"digits": digits})


def test_each_guardian_has_an_own_link_that_outlives_the_signature_of_the_other(in_turn, stage):
    first, second = rung(in_turn, "guardian"), rung(in_turn, "guardian", 1)
    assert letter_of(first) != letter_of(second)
    for one, other in ((first, second), (second, None)):
        browser = StrictClient()
        assert come_in(browser, one).url == page(one)
        assert sign(browser, one).status_code == 302
        assert fresh(one).signature.proof == "mail_code"
        if other:
            assert StrictClient().get(letter_of(other)).status_code == 200
            assert fresh(other).state == "waiting"


def test_guardians_are_asked_when_it_is_their_turn_and_the_company_after_both(in_turn, stage):
    first, second = rung(in_turn, "guardian"), rung(in_turn, "guardian", 1)
    asked = {first.member.user.email, second.member.user.email}
    assert {mail.to for mail in mails(stage.school, "ask_sign")} - {stage.student.user.email} == asked
    for one in (first, second):
        browser = StrictClient()
        come_in(browser, one)
        sign(browser, one)
    assert mails(stage.school, "ask_sign")[-1].to == stage.supervisor.user.email


def test_no_guardian_reads_anything_of_the_other_but_that_somebody_signs(in_turn, stage, sign_in):
    first = rung(in_turn, "guardian")
    text = sign_in(stage.guardian).get(page(first)).text

    assert "andere ouder of verzorger" in text
    for secret in ("06 55555555", rung(in_turn, "guardian", 1).member.user.email):
        assert secret not in text
    for mail in mails(stage.school, "ask_sign"):
        assert "Hassan" not in mail.text or mail.to != stage.guardian.user.email


def test_opening_the_link_on_a_known_device_is_not_enough_to_sign(in_turn, stage):
    one = rung(in_turn, "guardian")
    browser = StrictClient()
    come_in(browser, one)
    browser.post("/account/uit/")
    known = StrictClient()
    known.cookies = browser.cookies
    known.cookies.pop("sessionid", None)
    assert known.post(letter_of(one), {"openen": "1"}).url == page(one)
    answer = sign(known, one)

    assert "bevestigen/mail" in answer.url
    assert fresh(one).state == "waiting"


def test_a_wrong_code_opens_nothing(in_turn):
    one, browser = rung(in_turn, "guardian"), StrictClient()
    entry = letter_of(one)
    browser.post(entry, {"code": "1"})
    with for_school(one.school_id):
        wrong = f"{(int(digits_mailed()) + 1) % 10**6:06}"
    answer = browser.post(entry + "code/", {"digits": wrong})

    assert answer.status_code == 422
    assert browser.get(page(one)).status_code == 302
    assert fresh(one).state == "waiting"


def test_a_link_that_ran_out_is_renewed_to_the_known_address_and_the_new_one_works(in_turn, stage):
    one = rung(in_turn, "guardian")
    entry = letter_of(one)
    with for_school(stage.school):
        Letter.objects.filter(about=one.pk).update(expires_at=timezone.now() - datetime.timedelta(days=1))
    ended = StrictClient().get(entry)
    assert ended.status_code == 410
    assert one.member.user.email not in ended.text
    StrictClient().post(entry + "nieuw/")

    with for_school(stage.school):
        mail = OutgoingMail.objects.filter(kind="schools/mail/letter_renewed").get()
        new = Letter.objects.valid().get(about=one.pk, purpose="signing")
    assert mail.to == one.member.user.email
    assert re.findall(r"§letter:(\d+)§", mail.text) == [str(new.pk)]


def test_a_letter_to_the_own_page_and_a_letter_to_sign_do_not_take_each_other_s_place(in_turn, stage):
    one = rung(in_turn, "guardian")
    with for_school(stage.school):
        school_emails.send_entry(stage.guardian, reason="Kijk eens.", key="x")
        kinds = sorted(Letter.objects.valid().filter(member=stage.guardian).values_list("purpose", flat=True))
    assert kinds == ["entry", "signing"]
    assert letter_of(one)
