"""Show once more who you are before something weighty, and go on where you were (docs/decisions, sign-in)."""

import re
import secrets
import time
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from schools.letters import peppered

LASTS = 10 * 60
MAIL_LASTS, MAIL_TRIES, MAILS_AT_ONCE, MAILS_A_SESSION = 10 * 60, 5, 3, 8
HELD_AT_MOST = 50_000  # characters of a form that waits in the session
NOT_TO_HOLD = re.compile("secret|password")  # a session lies in the database as it is


def is_fresh(request):
    """Somebody signed in or confirmed in this session less than ten minutes ago."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < LASTS


def shown_by(request):
    """How somebody showed in the last ten minutes who it is: "code", "mfa", "password" …; "" when nobody did.

    A letter that is opened on a known device shows nothing but the letter.
    """
    if not is_fresh(request):
        return ""
    method = get_authentication_records(request, request.user)[-1]["method"]
    return "" if method == "letter" else method


def way(request):
    """The name of the page on which this person confirms. Who came in by letter shows the letter's mailbox again."""
    user = request.user
    if "paper" in request.session:
        return "confirm_by_mail"
    if user.has_usable_password():
        return "account_reauthenticate"
    return "mfa_reauthenticate" if is_mfa_enabled(user) else "confirm_by_mail"


def ask(request):
    """Go and confirm; come back to this page, or to the form that was sent."""
    back = _place_to_come_back(request)
    paper = request.session.get("paper", [""])
    if paper[0] == "code":  # a student has nothing but the letter: type its code again
        request.session["after_code"] = back
        return redirect("schools:code_entry", school=request.session["only_at"])
    return go(request, f"{reverse(way(request))}?{urlencode({'next': back})}")


def go(request, url):
    """Redirect the whole page, also when only a part of it was asked for."""
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else redirect(url)


def _place_to_come_back(request):
    if getattr(request, "htmx", False):
        return urlsplit(request.htmx.current_url or "/").path
    if request.method != "POST":
        return request.get_full_path()
    typed = [[name, text] for name, texts in request.POST.lists() for text in texts if name != "csrfmiddlewaretoken"]
    is_secret = any(text and NOT_TO_HOLD.search(name) for name, text in typed)
    if request.FILES or is_secret or sum(len(name) + len(text) for name, text in typed) > HELD_AT_MOST:
        messages.info(request, _("Vul dit formulier straks nog eens in, met de bestanden en geheimen erbij."))
        return urlsplit(request.headers.get("referer", "/")).path
    request.session["held"] = {"path": request.get_full_path(), "typed": typed}
    return reverse("confirm_go_on")


def let_go(request):
    """What waited for this confirmation is being handled."""
    if request.session.get("held", {}).get("path") == request.get_full_path():
        del request.session["held"]


def new_digits(request):
    """Six digits for the mail, of which only the HMAC stays; None when there were too many in the last minutes."""
    now = time.time()
    mailed = request.session.get("confirm_mailed", [])
    lately = [at for at in mailed if now - at < MAIL_LASTS]
    if len(lately) >= MAILS_AT_ONCE or len(mailed) >= MAILS_A_SESSION:
        return None
    digits = f"{secrets.randbelow(10**6):06}"
    request.session["confirm_mailed"] = [*mailed, now]
    request.session["confirm_digits"] = {"hmac": _hmac(request, digits), "until": now + MAIL_LASTS, "tries": 0}
    return digits


def try_digits(request, digits):
    """Whether these are the mailed digits; they work once, and every try counts."""
    asked = request.session.get("confirm_digits")
    if not asked or asked["until"] < time.time() or asked["tries"] >= MAIL_TRIES:
        return False
    right = secrets.compare_digest(asked["hmac"], _hmac(request, digits))
    request.session["confirm_digits"] = None if right else asked | {"tries": asked["tries"] + 1}
    if right:
        record_authentication(request, request.user, method="code", reauthenticated=True)
    return right


def _hmac(request, digits):
    return peppered(f"confirm:{request.user.pk}:{digits}")
