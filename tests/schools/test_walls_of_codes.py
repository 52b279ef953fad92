"""Codes and letters, to the letter of security.md §4: what a guesser, a class and a mail scanner can do, measured."""

import datetime
import logging
import math
import random
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from core.logs import WithoutPeople
from core.models import OutgoingMail
from core.tenancy import for_school
from schools import codes, confirming, entrycodes, tasks, throttle
from schools.enums import Purpose, Role
from schools.letters import address_of, token_of
from schools.models import FailedEntry, Letter
from tests.conftest import StrictClient
from tests.factories import InvitationFactory, LetterFactory, MembershipFactory, StudentFactory, give_seats
from tests.schools.test_code_entry import come_in, is_in, type_code, with_code

START = datetime.datetime(2026, 9, 7, 9, 0, tzinfo=datetime.UTC)
DAY, LIVE_CODES, GUESSERS = datetime.timedelta(days=1), 500, 30


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def both_letters(school):
    """A letter for the own page and one for filling in dates, of the same supervisor."""
    invitation = give_seats(InvitationFactory(school=school))
    member = invitation.contact.member
    entry = LetterFactory(school=school, member=member, purpose=Purpose.ENTRY)
    dates = LetterFactory(school=school, member=member, purpose=Purpose.AVAILABILITY, about=invitation.pk)
    return SimpleNamespace(entry=entry, dates=dates)


def path_of(letter):
    return "/" + address_of(letter).split("/", 3)[3]


def guesses_in_a_day(clock, request_of, step):
    """How many wrong codes the real throttle lets through in 24 hours when every chance is taken."""
    allowed, end = 0, timezone.now() + DAY
    while timezone.now() < end:
        while not throttle.must_wait(request := request_of(allowed)):
            throttle.note_failure(request)
            allowed += 1
        clock.shift(step)
    return allowed


def test_guessing_codes_for_a_day_hits_nothing(school, clock, rf, figure):
    """A botnet with a new address and device for every guess, and a class that guesses on its own telephones."""

    def from_anywhere(number):
        request = rf.post("/", REMOTE_ADDR=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}")
        request.school = school
        return request

    phone = StrictClient()
    with_code(StudentFactory(school=school), "BCDFGHJKL")
    come_in(phone, school)

    def from_own_phone(_number):
        request = rf.post("/")
        request.school, request.COOKIES = school, {throttle.COOKIE: phone.cookies[throttle.COOKIE].value}
        return request

    with for_school(school):
        own = guesses_in_a_day(clock, from_own_phone, throttle.SHORT)
        FailedEntry.objects.all().delete()
        botnet = guesses_in_a_day(clock, from_anywhere, throttle.LONG)
    odds = LIVE_CODES / len(codes.ALPHABET) ** codes.LENGTH
    hits = (botnet + GUESSERS * own) * odds
    figure("walls.guesses_24h", f"{botnet} by a botnet, {own} per own telephone", "<= 5000, <= 720")
    figure("walls.expected_hits_24h", f"{hits:.7f}", "< 0.001")

    assert throttle.PER_SCHOOL * 24 <= botnet <= throttle.PER_SCHOOL * 25
    assert own <= 720
    assert hits < 0.001


def test_guessing_the_digits_of_a_mail_for_a_day_hits_nothing(school, clock, figure):
    """Somebody found a link but not the mailbox, or a session but not the mailbox."""
    letter = LetterFactory(school=school, member=MembershipFactory(school=school, role=Role.GUARDIAN))
    tries, end, wrong = 0, timezone.now() + DAY, "x"
    with for_school(school):
        while timezone.now() < end:
            while entrycodes.new_digits(letter):
                while not entrycodes.is_used_up(letter):
                    entrycodes.try_digits(letter, wrong)
                    tries += 1
            clock.shift(entrycodes.LASTS)
    figure("walls.expected_digit_hits_24h", f"{tries / 10**6:.6f}", "< 0.001")
    assert 0 < tries <= entrycodes.A_DAY * entrycodes.TRIES

    request = SimpleNamespace(session=SessionStore(), user=letter.member.user)
    made = [confirming.new_digits(request) for _hour in range(24) if clock.shift(3600) is None]
    assert sum(1 for digits in made if digits) == confirming.MAILS_A_SESSION


def lesson(school, students, browser_of, rng):
    """Everybody types the code until it is right, one in five times wrongly; returns who did not get in."""
    out = []
    for number, code in students:
        browser = browser_of(number)
        browser.get(reverse("schools:code_entry", args=[school.slug]))
        while rng.random() < 0.2:
            type_code(browser, school, "BBBBBBBZZ")
        come_in(browser, school, code, device="phone" if number % 2 else "shared")
        if not is_in(browser, school):
            out.append(number)
        browser.post(reverse("account_logout"))
    return out


def test_a_class_of_thirty_behind_one_address_is_never_locked_out(school, clock, figure):
    """With telephones of their own, then two to a school computer; 20 % typos, three lessons long."""
    letters, rng = codes.ALPHABET, random.Random(7)
    students = [(number, f"CCCCCCC{letters[number // 20]}{letters[number % 20]}") for number in range(30)]
    for _number, code in students:
        with_code(StudentFactory(school=school), code)
    computers = [StrictClient() for _ in range(15)]
    out = []
    for _class in range(3):
        out += lesson(school, students, lambda _number: StrictClient(), rng)
        out += lesson(school, students, lambda number: computers[number % 15], rng)
        clock.shift(datetime.timedelta(minutes=50))
    figure("walls.class_locked_out", f"{len(out)} of 180", "0")

    assert out == []
    with for_school(school):
        assert FailedEntry.objects.count() > 20


@pytest.mark.parametrize("kind", ["entry", "dates"])
def test_ten_visits_of_a_mail_scanner_change_nothing_and_the_human_succeeds(both_letters, kind, school, figure):
    letter, writes = getattr(both_letters, kind), []

    def spy(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "MERGE")):
            writes.append(sql)
        return execute(sql, params, many, context)

    scanner = StrictClient(HTTP_USER_AGENT="Mozilla/5.0 (scanner)")
    with connection.execute_wrapper(spy):
        for visit in range(10):
            for path in (path_of(letter), path_of(letter) + "?antwoord=ja"):
                answer = scanner.head(path) if visit % 2 else scanner.get(path)
                assert answer.status_code == 200
    figure(f"walls.prefetch_state_changes[{kind}]", len(writes), "0")
    assert writes == []

    human = StrictClient()
    if kind == "entry":
        human.post(path_of(letter), {"code": "1"})
        with for_school(school):
            mail = OutgoingMail.objects.get(kind="schools/mail/entry_code")
        digits = "".join(sign for sign in mail.subject if sign.isdigit())
        human.post(reverse("schools:entry_code", args=[school.slug, token_of(letter)]), {"digits": digits})
        assert is_in(human, school)
    else:
        assert human.post(path_of(letter), {"mee": "nee", "aantal": "1"}).status_code == 302


def test_a_token_is_long_and_lies_hashed(both_letters, school, figure):
    with for_school(school):
        rows = list(Letter.objects.values())
    token, other = token_of(both_letters.entry), token_of(both_letters.dates)
    own = math.log2(16) * len(token)
    seed = 8 * len(both_letters.entry.secret.bytes)
    figure("walls.token_bits", f"{own:.0f} with the pepper, {seed} without", ">= 128")

    assert min(own, seed) >= 128
    assert len({row["secret"].bytes for row in rows}) == len(rows)
    assert token not in str(rows)
    assert other not in str(rows)


def test_no_token_or_code_is_in_a_log_or_leaves_in_a_referer(both_letters, school, figure, caplog):
    """Every road a letter can take: opened, ended, unknown, of another purpose, and a page that breaks."""
    caplog.set_level(logging.DEBUG)
    caplog.handler.addFilter(WithoutPeople())
    with_code(StudentFactory(school=school), "BCDFGHJKL")
    browser, tokens = StrictClient(raise_request_exception=False), []
    for letter in (both_letters.entry, both_letters.dates):
        token = token_of(letter)
        tokens.append(token)
        paths = [path_of(letter), *(reverse(f"schools:{name}", args=[school.slug, token]) for name in NAMES)]
        for path in paths:
            for answer in (
                browser.get(path),
                browser.head(path),
                browser.post(path, {"code": "1"}),
                browser.put(path),
            ):
                assert answer["Referrer-Policy"] in ("same-origin", "no-referrer")
                assert token not in answer.get("Location", "").partition("/code/")[2]
    type_code(browser, school, "BCDFGHJKL")
    assert caplog.records
    said = " ".join(record.getMessage() for record in caplog.records) + caplog.text
    found = [secret for secret in (*tokens, "BCDFGHJKL") if secret in said]
    figure("walls.tokens_in_logs", len(found), "0")

    assert found == []


NAMES = ("entry", "entry_code", "not_me", "letter_renew")


def test_the_alarm_sounds_when_wrong_codes_come_in_numbers(school, clock, caplog):
    tasks.watch_the_doors()
    assert "Wrong login codes" not in caplog.text
    with for_school(school):
        FailedEntry.objects.bulk_create(
            FailedEntry(school=school, address_hmac=f"{n}", device_hmac="") for n in range(throttle.PER_SCHOOL)
        )

    tasks.watch_the_doors()

    assert f"Wrong login codes in the last hour: {throttle.PER_SCHOOL}" in caplog.text
    assert school.slug in caplog.text
