"""Secrets in the database open nothing without the pepper of the server."""

import pytest

from core.secrets import Unreadable, decrypt, encrypt

SECRET = "8~Q geheim van de school é"


def test_a_secret_comes_back_for_its_own_purpose():
    assert decrypt(encrypt(SECRET, "sign-in"), "sign-in") == SECRET


def test_what_is_kept_does_not_show_the_secret_and_differs_every_time():
    first, second = encrypt(SECRET, "sign-in"), encrypt(SECRET, "sign-in")
    assert first != second
    assert "geheim" not in first


def test_a_secret_is_unreadable_for_another_purpose():
    with pytest.raises(Unreadable):
        decrypt(encrypt(SECRET, "sign-in"), "second step")


def test_a_secret_is_unreadable_with_another_pepper(settings):
    locked = encrypt(SECRET, "sign-in")
    settings.CODE_PEPPER = "of another server"
    with pytest.raises(Unreadable):
        decrypt(locked, "sign-in")


@pytest.mark.parametrize("locked", ["", "abc", "é", "A" * 200])
def test_what_was_never_locked_is_unreadable(locked):
    with pytest.raises(Unreadable):
        decrypt(locked, "sign-in")


def test_a_changed_secret_is_unreadable():
    locked = encrypt(SECRET, "sign-in")
    changed = locked[:-10] + ("A" if locked[-10] != "A" else "B") + locked[-9:]
    with pytest.raises(Unreadable):
        decrypt(changed, "sign-in")
