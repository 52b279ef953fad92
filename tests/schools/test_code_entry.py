"""Students come in with the code of their letter."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from core.tenancy import for_school
from schools import codes, throttle
from schools.models import FailedEntry, LoginCode
from tests.conftest import StrictClient
from tests.factories import MembershipFactory, SchoolFactory, StudentFactory

CODE = "BCDFGHJKL"


@pytest.fixture
def youssef(school):
    return with_code(StudentFactory(school=school, first_name="Youssef"), CODE)


def with_code(student, code):
    with for_school(student.school):
        codes.issue({student.pk: code})
    return student


def type_code(browser, school, code, device="phone", **extra):
    return browser.post(reverse("schools:code_entry", args=[school.slug]), {"code": code, "device": device}, **extra)


def come_in(browser, school, code=CODE, device="phone"):
    type_code(browser, school, code, device)
    return browser.post(reverse("schools:code_confirm", args=[school.slug]), {"ja": "1"})


def is_in(browser, school):
    return browser.get(reverse("school_home", args=[school.slug])).status_code == 200


@pytest.mark.parametrize("typed", ["BCDFGHJKL", "bcd-fgh-jkl", " bcd fgh jkl ", "Bcd–Fgh_Jkl"])
def test_case_dashes_and_spaces_do_not_count(client, school, youssef, typed):
    page = client.get(type_code(client, school, typed)["Location"])

    assert "Ja, ik ben Youssef" in page.text
    assert youssef.last_name not in page.text
    assert not is_in(client, school)


def test_yes_signs_in_and_the_letter_knows_it_was_used(client, school, youssef):
    answer = come_in(client, school)

    assert answer["Location"] == f"/{school.slug}/"
    assert is_in(client, school)
    with for_school(school):
        code = LoginCode.objects.get()
    assert (code.state, bool(code.first_used_at)) == ("used", True)
    assert client.session["account_authentication_methods"][0]["method"] == "inlogcode"


def test_no_signs_nobody_in(client, school, youssef):
    type_code(client, school, CODE)
    client.post(reverse("schools:code_confirm", args=[school.slug]), {"nee": "1"})

    assert not is_in(client, school)


def test_the_question_who_you_are_is_only_asked_after_a_code(client, school, youssef):
    page = reverse("schools:code_confirm", args=[school.slug])

    assert client.get(page).status_code == client.post(page, {"ja": "1"}).status_code == 302
    assert not is_in(client, school)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("BCD", "Jij typte er 3"),
        ("ABCDEFGHI", "zit geen A of E of I"),
        ("ZZZZZZZZZ", "klopt niet"),
        ("", "Vul je code in"),
    ],
)
def test_what_is_wrong_with_a_code_is_said_and_what_was_typed_stays(client, school, youssef, typed, words):
    page = type_code(client, school, typed)

    assert words in page.text
    assert f'value="{typed}"' in page.text or not typed


def test_a_code_works_at_its_own_school_only(client, youssef):
    assert "klopt niet" in type_code(client, SchoolFactory(), CODE).text


def test_a_code_ends_on_the_last_of_august(client, school, youssef):
    with for_school(school):
        ends_on = LoginCode.objects.get().expires_on
    assert (ends_on.month, ends_on.day) == (8, 31)

    with time_machine.travel(ends_on + datetime.timedelta(days=1, hours=12)):
        assert "klopt niet" in type_code(client, school, CODE).text


def test_letters_made_in_the_summer_are_for_the_next_year():
    assert codes.ends_on(datetime.date(2027, 6, 30)) == datetime.date(2027, 8, 31)
    assert codes.ends_on(datetime.date(2027, 7, 1)) == datetime.date(2028, 8, 31)


def test_a_new_letter_ends_the_old_code_and_the_session_it_began(client, school, youssef):
    come_in(client, school)
    assert is_in(client, school)

    with_code(youssef, "XXXXXXXXX")

    assert not is_in(client, school)
    assert "klopt niet" in type_code(StrictClient(), school, CODE).text


def test_who_left_the_school_is_out(client, school, youssef):
    with for_school(school):
        youssef.left_on = datetime.date(2020, 1, 1)
        youssef.save()

    assert "klopt niet" in type_code(client, school, CODE).text


def test_a_code_never_opens_the_account_of_the_same_person(client, school, youssef):
    MembershipFactory(school=school, user=youssef.member.user, role="coordinator")
    come_in(client, school)

    assert client.get(reverse("account_set_password")).status_code == 404
    assert client.get(reverse("account_change_password")).status_code == 404
    assert client.get(reverse("admin:index")).status_code == 404
    client.get(reverse("school_home", args=[school.slug]))
    assert client.get("/")["Location"] == f"/{school.slug}/"


def test_the_code_itself_is_nowhere_in_the_database(school, youssef):
    with for_school(school):
        row = LoginCode.objects.values().get()

    assert CODE not in str(row)


@pytest.mark.parametrize(
    ("device", "idle", "still_in"),
    [
        ("phone", datetime.timedelta(days=80), True),
        ("phone", datetime.timedelta(days=91), False),
        ("shared", datetime.timedelta(minutes=15), True),
        ("shared", datetime.timedelta(minutes=21), False),
    ],
)
def test_how_long_a_student_stays_in(client, school, device, idle, still_in):
    with time_machine.travel(datetime.datetime(2026, 9, 7, 9, 0, tzinfo=datetime.UTC), tick=False) as clock:
        with_code(StudentFactory(school=school), CODE)
        come_in(client, school, device=device)
        clock.shift(idle)
        assert is_in(client, school) == still_in


def test_a_phone_that_is_used_stays_in_and_a_school_computer_is_out_after_four_hours(school):
    with time_machine.travel(datetime.datetime(2026, 9, 7, 9, 0, tzinfo=datetime.UTC), tick=False) as clock:
        with_code(StudentFactory(school=school), CODE)
        phone, computer = StrictClient(), StrictClient()
        come_in(phone, school)
        come_in(computer, school, device="shared")
        for _quarter in range(16):
            clock.shift(datetime.timedelta(minutes=15))
            assert is_in(computer, school)
        clock.shift(datetime.timedelta(minutes=15))
        assert not is_in(computer, school)
        for _visit in range(4):
            clock.shift(datetime.timedelta(days=60))
            assert is_in(phone, school)


def test_staff_are_out_after_an_hour_without_doing_anything(sign_in, school, coordinator):
    with time_machine.travel(datetime.datetime(2026, 9, 7, 9, 0, tzinfo=datetime.UTC), tick=False) as clock:
        browser = sign_in(coordinator)
        clock.shift(datetime.timedelta(minutes=50))
        assert is_in(browser, school)
        clock.shift(datetime.timedelta(minutes=61))
        answer = browser.get(reverse("school_home", args=[school.slug]), follow=True)
        assert "De tijd was om" in answer.text


def test_staff_are_out_after_twelve_hours(sign_in, school, coordinator):
    with time_machine.travel(datetime.datetime(2026, 9, 7, 7, 0, tzinfo=datetime.UTC), tick=False) as clock:
        browser = sign_in(coordinator)
        for _half_hour in range(24):
            clock.shift(datetime.timedelta(minutes=30))
            assert is_in(browser, school)
        clock.shift(datetime.timedelta(minutes=30))
        assert not is_in(browser, school)


def test_a_device_that_came_in_by_code_is_asked_for_a_code_again(client, school, youssef):
    come_in(client, school)
    out = client.post(reverse("account_logout"))

    assert out["Location"] == reverse("schools:code_entry", args=[school.slug])
    asked = client.get(reverse("school_home", args=[school.slug]))
    assert asked["Location"] == reverse("schools:code_entry", args=[school.slug])


def test_five_wrong_codes_slow_one_device_and_nobody_else(school, youssef):
    slow, other = StrictClient(), StrictClient()
    for browser in (slow, other):
        browser.get(reverse("schools:code_entry", args=[school.slug]))
    answers = [type_code(slow, school, "ZZZZZZZZZ").status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]
    page = type_code(slow, school, CODE)
    assert "Wacht 10 minuten" in page.text
    assert "Je code blijft gewoon werken" in page.text
    assert come_in(other, school).status_code == 302
    assert is_in(other, school)
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=11)):
        assert type_code(slow, school, CODE).status_code == 302


def test_a_class_of_thirty_behind_one_address_with_typos_gets_in(school):
    letters = codes.ALPHABET
    for number in range(30):
        with_code(StudentFactory(school=school), f"BBBBBBB{letters[number // 20]}{letters[number % 20]}")
    for number in range(30):
        browser = StrictClient()
        browser.get(reverse("schools:code_entry", args=[school.slug]))
        if number % 5 == 0:
            assert type_code(browser, school, "BBBBBBBZZ").status_code == 200
        come_in(browser, school, f"BBBBBBB{letters[number // 20]}{letters[number % 20]}")
        assert is_in(browser, school)


def test_who_throws_cookies_away_is_slowed_by_address_while_known_phones_go_on(school, youssef):
    phone = StrictClient()
    come_in(phone, school)
    phone.post(reverse("account_logout"))
    for _ in range(throttle.PER_ADDRESS):
        assert type_code(StrictClient(), school, "ZZZZZZZZZ").status_code == 200

    assert type_code(StrictClient(), school, CODE).status_code == 429
    assert type_code(StrictClient(REMOTE_ADDR="10.9.9.9"), school, CODE).status_code == 302
    assert come_in(phone, school).status_code == 302


def test_a_guesser_with_many_addresses_is_slowed_per_school(school, youssef):
    with for_school(school):
        FailedEntry.objects.bulk_create(
            FailedEntry(school=school, address_hmac=f"{n}", device_hmac="") for n in range(throttle.PER_SCHOOL)
        )

    assert type_code(StrictClient(), school, CODE).status_code == 429


def test_a_forged_address_does_not_help_and_a_missing_one_does_not_break(school, youssef, settings, rf):
    request = rf.get("/", HTTP_X_FORWARDED_FOR="1.1.1.1, 2.2.2.2", REMOTE_ADDR="3.3.3.3")
    assert throttle.client_address(request) == "3.3.3.3"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert throttle.client_address(request) == "2.2.2.2"
    assert throttle.client_address(rf.get("/", REMOTE_ADDR="3.3.3.3")) == "3.3.3.3"
