"""Sessions end when they must: by time, by a change of role, by whoever signs out elsewhere (ASVS V7)."""

import datetime

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.tenancy import for_school
from schools import people
from schools.enums import Role
from schools.models import Letter, Membership, User
from schools.sessions import DAY, HOUR, MINUTE
from tests.conftest import StrictClient, signed_in
from tests.factories import LetterFactory, MembershipFactory, StudentFactory
from tests.schools.test_code_entry import come_in, with_code
from tests.schools.test_entry import come_in as come_in_by_letter
from tests.schools.test_second_factor import PASSWORD, set_up, staff, with_password

START = datetime.datetime(2026, 9, 7, 6, 0, tzinfo=datetime.UTC)


def works(browser, school):
    return browser.get(reverse("school_home", args=[school.slug])).status_code == 200


def by_password(school):
    return with_password(staff(school, Role.MENTOR))


def by_letter(school):
    browser = StrictClient()
    member = MembershipFactory(school=school, role=Role.GUARDIAN)
    come_in_by_letter(
        browser, LetterFactory(school=school, member=member, expires_at=timezone.now() + datetime.timedelta(days=400))
    )
    return browser


def by_code(device):
    def sign_in(school):
        browser = StrictClient()
        with_code(StudentFactory(school=school), "BCDFGHJKL")
        come_in(browser, school, device=device)
        return browser

    return sign_in


TIMES = [  # a way in, seconds it may be idle, seconds in all
    ("staff", by_password, HOUR, 12 * HOUR),
    ("letter", by_letter, 4 * HOUR, 12 * HOUR),
    ("computer", by_code("shared"), 20 * MINUTE, 4 * HOUR),
    ("phone", by_code("phone"), 90 * DAY, None),
]


@pytest.mark.parametrize(("name", "way_in", "idle", "at_most"), TIMES)
def test_a_session_ends_after_doing_nothing(school, name, way_in, idle, at_most, figure):
    with time_machine.travel(START, tick=False) as clock:
        browser = way_in(school)
        clock.shift(idle - 60)
        assert works(browser, school)
        clock.shift(idle + 60)
        assert not works(browser, school)
    figure(f"walls.session_tests[idle_{name}]", 1, "all pass")


@pytest.mark.parametrize(("name", "way_in", "idle", "at_most"), TIMES[:3])
def test_a_session_ends_at_its_last_hour_however_busy(school, name, way_in, idle, at_most, figure):
    with time_machine.travel(START, tick=False) as clock:
        browser = way_in(school)
        for _step in range(int(at_most / (idle / 2))):
            assert works(browser, school)
            clock.shift(idle / 2)
        clock.shift(1)
        assert not works(browser, school)
    figure(f"walls.session_tests[at_most_{name}]", 1, "all pass")


def key_of(browser):
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def old_key_works(key, school):
    browser = StrictClient()
    browser.cookies[settings.SESSION_COOKIE_NAME] = key
    return works(browser, school)


def test_every_step_of_signing_in_gives_a_new_key(school, figure):
    """A key that somebody planted or saw before is worth nothing afterwards."""
    member, browser = staff(school, Role.MENTOR), StrictClient()
    browser.post(reverse("account_login"), {"login": member.user.email, "password": "fout"})
    browser.get(reverse("account_request_login_code"))
    keys = [browser.session.session_key]
    browser.post(reverse("account_login"), {"login": member.user.email, "password": PASSWORD})
    keys.append(key_of(browser))
    set_up(browser)
    keys.append(key_of(browser))
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    keys.append(key_of(browser))

    assert len(set(keys)) == len(keys)
    assert works(browser, school)
    assert [key for key in keys[1:-1] if old_key_works(key, school)] == []
    figure("walls.session_tests[rotation]", 3, "all pass")


def test_signing_out_ends_the_key_itself(school, figure):
    browser = by_password(school)
    key = key_of(browser)

    browser.post(reverse("account_logout"))

    assert not old_key_works(key, school)
    figure("walls.session_tests[logout]", 1, "all pass")


def end_the_role(member, _there):
    people.end_role(member)


def let_the_date_pass(member, _there):
    Membership.objects.filter(pk=member.pk).update(until=timezone.localdate() - datetime.timedelta(days=1))


def close_the_account(member, _there):
    User.objects.filter(pk=member.user_id).update(is_active=False)


def change_the_password(member, there):
    new = {"oldpassword": PASSWORD, "password1": "een heel ander lang woord", "password2": "een heel ander lang woord"}
    assert there.post(reverse("account_change_password"), new).status_code == 302


def set_up_a_second_step(_member, there):
    set_up(there)


def sign_out_elsewhere(_member, there):
    there.post(reverse("sessions"), {"apparaat": "alle"})


def ask_mentors_for_a_second_step(member, _there):
    member.school.mentors_second_factor = True
    member.school.save()


REVOKED = [
    end_the_role,
    let_the_date_pass,
    close_the_account,
    change_the_password,
    set_up_a_second_step,
    sign_out_elsewhere,
    ask_mentors_for_a_second_step,
]


@pytest.mark.parametrize("revoke", REVOKED)
def test_what_is_taken_away_is_gone_at_the_next_request(school, revoke, figure):
    member = staff(school, Role.MENTOR)
    here, there = with_password(member), with_password(member)
    assert works(here, school)

    with for_school(school):
        revoke(member, there)

    still = sum(works(here, school) for _request in range(3))
    figure(f"walls.requests_after_revoke[{revoke.__name__}]", still, "<= 1")
    assert still == 0


def test_a_role_that_ends_ends_every_session_of_its_person(school):
    member = staff(school, Role.MENTOR)
    browsers = [with_password(member) for _device in range(3)]
    MembershipFactory(school=school, user=member.user, role=Role.JOBCOACH)

    with for_school(school):
        people.end_role(member)

    assert [browser for browser in browsers if old_key_works(key_of(browser), school)] == []
    assert works(with_password(member), school)


def test_who_ends_the_own_role_keeps_the_session_but_not_the_role(school, coordinator):
    own = staff(school, Role.COORDINATOR)
    browser = signed_in(StrictClient(), own.user)

    answer = browser.post(reverse("schools:member_end", args=[school.slug, own.pk]))

    assert answer.status_code == 302
    assert not works(browser, school)


def test_a_withdrawn_letter_and_a_new_code_end_what_they_began(school, figure):
    by_paper = {"letter": by_letter(school), "code": by_code("phone")(school)}
    with for_school(school):
        Letter.objects.update(revoked_at=timezone.now())
        with_code(StudentFactory._meta.model.objects.get(), "XXXXXXXXX")

    for name, browser in by_paper.items():
        still = sum(works(browser, school) for _request in range(3))
        figure(f"walls.requests_after_revoke[{name}]", still, "<= 1")
        assert still == 0
