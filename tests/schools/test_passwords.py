"""A password is long and not easily guessed, without asking anybody outside."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from schools.models import User
from tests.conftest import StrictClient, signed_in
from tests.factories import MembershipFactory

WEAK = [
    "elf tekens!",
    "Welkom2026!!",
    "wachtwoord123",
    "Stagebureau1!",
    "123456789012",
    "aaaaaaaaaaaaa",
    "qwertyuiop12",
    "password1234",
    "marit.hofstra1",
    "ababababababab",
]
STRONG = ["een lang wachtwoord", "kaas fiets donder", "Zeehond!Trap2Wolk", "correct horse battery"]


@pytest.mark.parametrize("password", WEAK)
def test_what_is_easily_guessed_is_refused(password):
    user = User(email="marit.hofstra@school.example", name="Marit Hofstra")

    with pytest.raises(ValidationError):
        validate_password(password, user)


@pytest.mark.parametrize("password", STRONG)
def test_a_few_words_are_strong(password):
    validate_password(password, User(email="marit.hofstra@school.example", name="Marit Hofstra"))


def test_the_page_says_what_is_strong_and_what_is_wrong(school):
    user = User.objects.create_user("marit@school.example", "een lang wachtwoord", name="Marit")
    MembershipFactory(school=school, user=user, role="mentor")
    browser, page = signed_in(StrictClient(), user), reverse("account_change_password")
    assert "Drie losse woorden" in browser.get(page).text

    weak = {"oldpassword": "een lang wachtwoord", "password1": "Welkom2026!!", "password2": "Welkom2026!!"}

    assert "makkelijk te raden" in browser.post(page, weak).text
