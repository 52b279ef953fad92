"""How long somebody stays signed in, by the way they came in."""

import datetime
import time
from typing import NamedTuple

from allauth.core import context
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60


class Stay(NamedTuple):
    """Seconds without doing anything, seconds in all (None: no end), and how long the device keeps the cookie."""

    idle: int
    at_most: int | None
    kept: int


STAYS = {
    "staff": Stay(HOUR, 12 * HOUR, 0),
    "letter": Stay(4 * HOUR, 12 * HOUR, 0),
    "phone": Stay(90 * DAY, None, 90 * DAY),
    "shared": Stay(20 * MINUTE, 4 * HOUR, 0),
}


def begin(request, kind, paper=None):
    """The session begins now.

    `paper` is what it depends on, ["code", pk] of a letter, code or school account: just for the open school.
    """
    now = int(time.time())
    request.session["stay"] = [kind, now, now]
    request.session.set_expiry(STAYS[kind].kept)
    if paper:
        request.session["paper"], request.session["only_at"] = paper, request.school.slug


def on_sign_in(sender, request, **_kwargs):
    """Every sign-in begins as one of staff, whatever was open before; codes and letters say otherwise afterwards."""
    for left_over in ("paper", "only_at"):
        request.session.pop(left_over, None)
    begin(request, "staff")


def on_step(sender, request, **_kwargs):
    """Whoever proves again who they are goes on under a new key: one that leaked before is worth nothing."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return
    old = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)


def end_elsewhere(user):
    """Sign this person out everywhere, but for the session that asks it."""
    request = context.request
    key = request.session.session_key if request else None
    for session in UserSession.objects.filter(user=user).exclude(session_key=key):
        session.end()


def is_over(session, now):
    """The session has lasted long enough; otherwise writes down, now and then, that its owner is still there."""
    kind, began, seen = session.get("stay", ["staff", 0, 0])
    stay = STAYS[kind]
    if now - seen > stay.idle or (stay.at_most and now - began > stay.at_most):
        return True
    if now - seen > stay.idle / 20:
        session["stay"] = [kind, began, int(now)]
    return False


class SessionTimes:
    """Ends sessions that are over before anything is shown, and wipes the device when somebody leaves."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        signed_in = "_auth_user_id" in request.session
        if signed_in and is_over(request.session, time.time()):
            request.session.flush()
            messages.info(request, _("De tijd was om. Log opnieuw in."))
        response = self.get_response(request)
        if signed_in and "_auth_user_id" not in request.session:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox")]
BROWSERS += [("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")]
DEVICES = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "Chromebook")]
DEVICES += [("Windows", "Windows-computer"), ("Macintosh", "Mac"), ("Linux", "Linux-computer")]


def device_in_words(user_agent):
    """ "Chrome op een Windows-computer", as far as the browser says so."""
    browser = next((name for word, name in BROWSERS if word in user_agent), "")
    device = next((name for word, name in DEVICES if word in user_agent), "")
    if browser and device:
        return _("%(browser)s op %(device)s") % {"browser": browser, "device": device}
    return browser or device or _("Een onbekend apparaat")


def living(rows, current):
    """[{pk, device, began, seen, is_this}] of the sessions (UserSession) that still hold, the current one in front.

    When somebody was seen stands in the session itself, so that looking at a page writes nothing more.
    """
    found, now = {row.session_key: row for row in rows}, time.time()
    lines = []
    for session in Session.objects.filter(pk__in=found, expire_date__gt=timezone.now()):
        row, kept = found[session.pk], session.get_decoded()
        if not kept.get("_auth_user_id") or is_over(dict(kept), now):
            continue
        seen = datetime.datetime.fromtimestamp(kept["stay"][2], tz=datetime.UTC)
        device, is_this = device_in_words(row.user_agent), session.pk == current
        lines.append({"pk": row.pk, "device": device, "began": row.created_at, "seen": seen, "is_this": is_this})
    return sorted(lines, key=lambda line: (not line["is_this"], -line["seen"].timestamp()))
