"""Six digits by mail before a page with data of students, once per device."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from schools.letters import peppered
from schools.models import EntryCode

LASTS = timedelta(minutes=10)
TRIES = 5
AT_ONCE, A_DAY = 3, 8  # codes per letter in ten minutes and in a day: who found a link gets forty guesses a day
COOKIE, SALT = "bekend", "known-device"
DEVICE_LASTS = 90 * 24 * 3600


def new_digits(letter):
    """A new code for this letter as (row, digits); None when there were too many in the last minutes."""
    now = timezone.now()
    made = letter.codes.filter(created_at__gt=now - timedelta(days=1))
    if made.filter(created_at__gt=now - LASTS).count() >= AT_ONCE or made.count() >= A_DAY:
        return None
    digits = f"{secrets.randbelow(10**6):06}"
    code = EntryCode.objects.create(letter=letter, code_hmac=_hmac(letter, digits), expires_at=now + LASTS)
    return code, digits


def try_digits(letter, digits):
    """Whether these are the digits of the newest code; it works once. Every try counts."""
    code = letter.codes.select_for_update().filter(used_at=None, expires_at__gt=timezone.now()).order_by("-pk").first()
    if code is None or code.tries >= TRIES:
        return False
    right = secrets.compare_digest(code.code_hmac, _hmac(letter, digits))
    EntryCode.objects.filter(pk=code.pk).update(tries=F("tries") + 1, used_at=timezone.now() if right else None)
    return right


def is_used_up(letter):
    """No code is left to try: asked too long ago, or tried too often."""
    return not letter.codes.filter(used_at=None, expires_at__gt=timezone.now(), tries__lt=TRIES).exists()


def knows_device(request, member):
    """This person typed a mailed code on this device before."""
    known = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=DEVICE_LASTS)
    return f"{member.pk}" in known.split("-")


def remember_device(request, response, member):
    """Next time on this device no code is needed. One device may belong to a few people, e.g. both parents."""
    known = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=DEVICE_LASTS).split("-")
    people = [pk for pk in known if pk and pk != str(member.pk)][-4:]
    response.set_signed_cookie(
        COOKIE,
        "-".join([*people, str(member.pk)]),
        salt=SALT,
        max_age=DEVICE_LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _hmac(letter, digits):
    return peppered(f"entry:{letter.school_id}:{letter.pk}:{digits}")
