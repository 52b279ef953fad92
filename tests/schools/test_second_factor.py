"""Coordinators, directors and the platform's own staff come no further without a second step."""

import re
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.urls import reverse

from core.models import OutgoingMail
from schools import secondfactor
from schools.enums import Role
from schools.models import User
from tests.conftest import StrictClient, signed_in
from tests.factories import MembershipFactory, StudentFactory
from tests.queries import count_queries
from tests.schools.test_code_entry import come_in, with_code

PASSWORD = "een lang wachtwoord"
BACKEND = "django.contrib.auth.backends.ModelBackend"
FORCED = [Role.COORDINATOR, Role.DIRECTOR]


def code_of(secret, ahead=0):
    """What the app shows for this secret."""
    counter = list(yield_hotp_counters_from_time())[1 + ahead]
    return format_hotp_value(hotp_value(secret, counter))


def staff(school, role):
    user = User.objects.create_user(f"{role}@school.example", PASSWORD, name="Marit Hofstra")
    return MembershipFactory(school=school, user=user, role=role)


def with_password(member):
    browser = StrictClient()
    browser.post(reverse("account_login"), {"login": member.user.email, "password": PASSWORD})
    return browser


def home(school):
    return reverse("school_home", args=[school.slug])


def set_up(browser):
    """Connect the app; return its secret."""
    page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    browser.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return secret


def type_step(member, code):
    """Sign in with the password and this code."""
    browser = with_password(member)
    return browser, browser.post(reverse("mfa_authenticate"), {"code": code})


@pytest.mark.parametrize("role", FORCED)
def test_with_a_password_alone_no_page_of_the_school_opens(school, role):
    browser = with_password(staff(school, role))

    for address in (
        home(school),
        reverse("schools:students", args=[school.slug]),
        reverse("groups:groups", args=[school.slug]),
    ):
        assert browser.get(address)["Location"] == reverse("mfa_index")
        assert browser.post(address)["Location"] == reverse("mfa_index")


@pytest.mark.parametrize("role", sorted(set(Role) - {*FORCED, Role.STUDENT}))
def test_other_roles_need_none(school, role):
    assert with_password(staff(school, role)).get(home(school)).status_code == 200


def test_a_mailed_code_is_one_step_not_two(school):
    member, browser = staff(school, Role.COORDINATOR), StrictClient()
    browser.post(reverse("account_request_login_code"), {"email": member.user.email})
    code = re.search(r"te loggen is (\S+)", OutgoingMail.objects.filter(school=None).latest("pk").text)[1]
    browser.post(reverse("account_confirm_login_code"), {"code": code})

    assert browser.get(home(school))["Location"] == reverse("mfa_index")


def test_in_three_steps_it_is_set_up_and_the_school_opens(school):
    browser = with_password(staff(school, Role.COORDINATOR))
    first = browser.get(reverse("mfa_index"))
    assert "Stap 1 van 3" in first.text

    second = browser.get(reverse("mfa_activate_totp"))
    assert "Stap 2 van 3" in second.text
    assert 'src="data:image/svg+xml;base64,' in second.text
    wrong = browser.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Deze code klopt niet" in wrong.text
    third = browser.post(reverse("mfa_activate_totp"), {"code": code_of(second.context["form"].secret)}, follow=True)

    assert "Stap 3 van 3" in third.text
    assert len(re.findall(r"<code>\d{8}</code>", third.text)) == 10
    assert browser.get(home(school)).status_code == 200
    saved = browser.get(reverse("mfa_download_recovery_codes"))
    assert "Herstelcodes van Stagebureau" in saved.text


def test_who_changes_the_account_is_told_by_mail(school, django_capture_on_commit_callbacks):
    browser = with_password(staff(school, Role.COORDINATOR))
    with django_capture_on_commit_callbacks(execute=True):
        set_up(browser)

    mail = OutgoingMail.objects.get(kind="schools/mail/account_changed")
    assert mail.subject == "Er is een app gekoppeld aan uw account."
    assert reverse("sessions") in mail.text


def test_the_next_time_the_code_of_the_app_is_asked_and_works_once(school):
    member = staff(school, Role.COORDINATOR)
    secret = set_up(with_password(member))

    browser, wrong = type_step(member, "000000")
    assert "Deze code klopt niet" in wrong.text
    assert browser.get(home(school)).status_code == 302
    browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert browser.get(home(school)).status_code == 200
    again, _page = type_step(member, code_of(secret))
    assert again.get(home(school)).status_code == 302


def test_a_recovery_code_works_once(school):
    member = staff(school, Role.COORDINATOR)
    browser = with_password(member)
    set_up(browser)
    code = re.search(r"<code>(\d{8})</code>", browser.get(reverse("mfa_view_recovery_codes")).text)[1]

    first, _page = type_step(member, code)
    second, _page = type_step(member, code)

    assert first.get(home(school)).status_code == 200
    assert second.get(home(school)).status_code == 302


def test_who_has_an_app_but_came_in_another_way_takes_the_step_and_comes_back(school):
    member = staff(school, Role.COORDINATOR)
    secret = set_up(with_password(member))
    browser = StrictClient()
    browser.force_login(member.user, backend=BACKEND)
    asked = browser.get(home(school))
    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))

    back = browser.post(asked["Location"], {"code": code_of(secret), "next": home(school)})

    assert back["Location"] == home(school)
    assert browser.get(home(school)).status_code == 200


def test_secrets_lie_encrypted_and_open_nothing_under_another_pepper(school, settings):
    member = staff(school, Role.COORDINATOR)
    secret = set_up(with_password(member))
    kept = {row.type: row.data for row in Authenticator.objects.all()}
    assert secret not in str(kept)
    adapter = secondfactor.SecondFactorAdapter()
    assert adapter.decrypt(kept["totp"]["secret"]) == secret
    assert adapter.decrypt(kept["recovery_codes"]["seed"]) not in str(kept)

    settings.CODE_PEPPER = "another pepper"
    assert adapter.decrypt(kept["totp"]["secret"]) != secret
    browser, _page = type_step(member, code_of(secret))
    assert browser.get(home(school)).status_code == 302


def test_a_school_may_ask_it_of_its_mentors_too(school, coordinator, sign_in, mentor):
    browser = StrictClient()
    browser.force_login(mentor.user, backend=BACKEND)
    assert browser.get(home(school)).status_code == 200
    security = reverse("schools:security", args=[school.slug])

    page = sign_in(coordinator).post(security, {"mentors_second_factor": "on"}, follow=True)

    assert "Opgeslagen" in page.text
    assert browser.get(home(school))["Location"] == reverse("mfa_index")
    sign_in(coordinator).post(security, {})
    assert browser.get(home(school)).status_code == 200


def test_the_admin_of_the_platform_asks_it_as_well(db):
    user = User.objects.create_superuser("beheer@platform.example", PASSWORD, name="Beheer")
    browser = StrictClient()
    browser.force_login(user, backend=BACKEND)

    for name in ("admin:index", "admin:schools_school_changelist", "admin:schools_user_add"):
        assert browser.get(reverse(name))["Location"] == reverse("mfa_index")
    set_up(signed_in(browser, user))
    assert browser.get(reverse("admin:index")).status_code == 200


def test_without_the_app_the_session_is_one_of_one_step_again(school):
    browser = with_password(staff(school, Role.COORDINATOR))
    set_up(browser)

    browser.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.exists()
    assert browser.get(home(school))["Location"] == reverse("mfa_index")


def test_another_device_signs_in_again_when_the_second_step_changes(school):
    member = staff(school, Role.MENTOR)
    here, there = with_password(member), with_password(member)
    assert there.get(home(school)).status_code == 200

    set_up(here)

    assert here.get(home(school)).status_code == 200
    assert there.get(home(school)).status_code == 302


def test_a_session_of_the_demo_counts_in_the_demo_only(school, settings):
    member = staff(school, Role.COORDINATOR)
    browser = StrictClient()
    browser.force_login(member.user, backend=BACKEND)
    request = SimpleNamespace(session=browser.session)
    secondfactor.note_taken(request, member.user, secondfactor.DEMO)
    request.session.save()
    assert browser.get(home(school))["Location"] == reverse("mfa_index")

    settings.DEBUG = True
    assert browser.get(home(school)).status_code == 200


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "sessions", "account_reauthenticate"]
)
def test_by_code_nobody_reaches_the_second_step_of_the_account(school, client, name):
    with_code(StudentFactory(school=school), "BCDFGHJKL")
    come_in(client, school)

    assert client.get(reverse(name)).status_code == 404


def test_the_sign_in_of_staff_ends_what_a_letter_began(school, client):
    """Who came in by letter and then signs in with a password has all the own roles again."""
    member = staff(school, Role.MENTOR)
    browser = with_password(member)
    session = browser.session
    session["paper"], session["only_at"] = ["letter", 0], school.slug
    session.save()
    assert browser.get(home(school)).status_code == 404

    browser.force_login(member.user, backend=BACKEND)

    assert browser.get(home(school)).status_code == 200


def test_the_list_of_devices_names_them_and_ends_one_or_all(school):
    member = staff(school, Role.MENTOR)
    here, phone, third = with_password(member), with_password(member), with_password(member)
    UserSession.objects.filter(session_key=phone.cookies[settings.SESSION_COOKIE_NAME].value).update(
        user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"
    )
    page = here.get(reverse("sessions"))
    assert "Safari op iPhone" in page.text
    assert page.text.count("Uitloggen op dit apparaat") == 2
    of_phone = UserSession.objects.get(user_agent__contains="iPhone").pk

    here.post(reverse("sessions"), {"apparaat": of_phone})
    assert (phone.get(home(school)).status_code, third.get(home(school)).status_code) == (302, 200)
    here.post(reverse("sessions"), {"apparaat": "alle"})

    assert third.get(home(school)).status_code == 302
    assert here.get(home(school)).status_code == 200


@pytest.mark.parametrize("asked", ["", "0", "x", "9" * 30])
def test_a_session_of_somebody_else_or_nonsense_ends_nothing(school, asked):
    member, other = staff(school, Role.MENTOR), staff(school, Role.JOBCOACH)
    here, there = with_password(member), with_password(other)
    theirs = UserSession.objects.get(user=other.user).pk

    for number in (asked, theirs):
        assert "Daar was u al uitgelogd" in here.post(reverse("sessions"), {"apparaat": number}, follow=True).text

    assert there.get(home(school)).status_code == 200


def test_the_lists_of_colleagues_and_devices_ask_few_questions(school, coordinator, sign_in):
    browser, page = sign_in(coordinator), reverse("schools:security", args=[school.slug])
    one = count_queries(browser, page)
    MembershipFactory.create_batch(6, school=school, role=Role.MENTOR)
    assert count_queries(browser, page) == one <= 8

    member = staff(school, Role.MENTOR)
    here = with_password(member)
    one = count_queries(here, reverse("sessions"))
    for _device in range(5):
        with_password(member)
    assert count_queries(here, reverse("sessions")) == one <= 8
