"""Secrets that must be read again later, such as a client secret or the seed of a second step, locked in the database.

The key is derived from the server's pepper, one per purpose: a stolen database opens nothing, and what was locked for
one purpose cannot be used for another.
"""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(ValueError):
    """The secret was locked with another pepper or for another purpose, or somebody changed it."""


def encrypt(text, purpose):
    """Lock a secret; the same secret looks different every time."""
    return _lock(settings.CODE_PEPPER, purpose).encrypt(text.encode()).decode()


def decrypt(locked, purpose):
    """The secret that was locked for this purpose."""
    try:
        return _lock(settings.CODE_PEPPER, purpose).decrypt(locked.encode()).decode()
    except InvalidToken as mistake:
        raise Unreadable(f"A secret for {purpose} cannot be read with this pepper.") from mistake


@lru_cache(maxsize=16)
def _lock(pepper, purpose):
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"stagebureau:{purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(derived.derive(pepper.encode())))
