"""Somebody lost phone and key: the school, or the platform, takes the second step away."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from core.models import AuditEntry, OutgoingMail
from core.tenancy import for_school
from schools.enums import Role
from schools.models import User
from tests.conftest import StrictClient, signed_in
from tests.factories import MembershipFactory
from tests.schools.test_second_factor import staff, with_password


@pytest.fixture
def director(school):
    """A director with an app and recovery codes."""
    member = MembershipFactory(school=school, role=Role.DIRECTOR)
    TOTP.activate(member.user, generate_totp_secret())
    RecoveryCodes.activate(member.user)
    return member


def take_away(school, browser, member):
    return browser.post(reverse("schools:second_factor_lost", args=[school.slug, member.pk]), follow=True)


def test_the_coordinator_takes_a_lost_second_step_away(school, sign_in, coordinator, director):
    page = sign_in(coordinator).get(reverse("schools:member", args=[school.slug, director.pk])).text
    assert "Tweede stap weghalen" in page

    text = take_away(school, sign_in(coordinator), director).text

    assert "is weggehaald" in text
    assert not Authenticator.objects.filter(user=director.user).exists()
    with for_school(school):
        assert "De tweede stap van uw account is weggehaald" in OutgoingMail.objects.get(to=director.user.email).text
        assert AuditEntry.objects.about(director).get().action == "second_factor_lost"


def test_whoever_came_in_with_it_is_out_at_the_next_page(school, sign_in, coordinator):
    mentor = staff(school, Role.MENTOR)
    browser, home = with_password(mentor), reverse("school_home", args=[school.slug])
    TOTP.activate(mentor.user, generate_totp_secret())
    assert browser.get(home).status_code == 200

    take_away(school, sign_in(coordinator), mentor)

    assert browser.get(home).status_code == 302


def test_somebody_with_a_role_at_another_school_is_left_to_the_platform(school, sign_in, coordinator, director):
    MembershipFactory(user=director.user, role=Role.MENTOR)

    text = take_away(school, sign_in(coordinator), director).text

    assert "alleen de beheerder van Stagebureau" in text
    assert Authenticator.objects.filter(user=director.user).exists()


def test_nobody_takes_the_own_step_away_here(school, sign_in, coordinator):
    TOTP.activate(coordinator.user, generate_totp_secret())

    assert "Uw eigen tweede stap" in take_away(school, sign_in(coordinator), coordinator).text
    assert Authenticator.objects.filter(user=coordinator.user).exists()


def test_the_platform_takes_it_away_for_a_lone_coordinator(school, coordinator):
    TOTP.activate(coordinator.user, generate_totp_secret())
    platform = User.objects.create_superuser("beheer@platform.example", "een lang wachtwoord", name="Beheer")

    signed_in(StrictClient(), platform).post(
        reverse("admin:schools_user_changelist") + f"?q={coordinator.user.email}",
        {"action": "second_factor_lost", "_selected_action": [coordinator.user.pk]},
    )

    assert not Authenticator.objects.filter(user=coordinator.user).exists()
