"""How long somebody stays signed in, by the way they came in."""

import time
from typing import NamedTuple

from django.contrib import messages
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
    """The session begins now. `paper` is the letter or code it depends on, ["code", pk]: just for the open school."""
    now = int(time.time())
    request.session["stay"] = [kind, now, now]
    request.session.set_expiry(STAYS[kind].kept)
    if paper:
        request.session["paper"], request.session["only_at"] = paper, request.school.slug


def on_sign_in(sender, request, **_kwargs):
    """Every sign-in begins as one of staff; codes and letters say otherwise afterwards."""
    begin(request, "staff")


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
