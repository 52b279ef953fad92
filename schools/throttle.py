"""Wrong codes slow down whoever types them, never the student they belong to. Counted in the database."""

import ipaddress
import secrets
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone

from schools.letters import peppered
from schools.models import FailedEntry

PER_DEVICE, PER_ADDRESS, PER_SCHOOL = 5, 60, 200
ALARM = 1000  # wrong codes in an hour over all schools: somebody is trying
SHORT, LONG = timedelta(minutes=10), timedelta(hours=1)
COOKIE, SALT = "toestel", "device"


def client_address(request):
    """Where the request comes from. X-Forwarded-For counts only as far as our own proxies wrote it."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    told = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    found = told[-proxies] if proxies and len(told) >= proxies else ""
    return found if is_address(found) else request.META.get("REMOTE_ADDR", "")


def is_address(text):
    """Whether this is an address at all: a header may say anything."""
    try:
        return bool(ipaddress.ip_address(text))
    except ValueError:
        return False


def must_wait(request):
    """Too many wrong codes came from this device, this address, or at this school.

    A phone on which a student came in before is counted by itself: nobody else can slow it down.
    """
    device, address = _marks(request)
    now = timezone.now()
    lately = Q(at__gt=now - SHORT)
    counts = FailedEntry.objects.filter(at__gt=now - LONG).aggregate(
        device=Count("pk", filter=lately & Q(device_hmac=device)),
        address=Count("pk", filter=lately & Q(address_hmac=address)),
        school=Count("pk"),
    )
    if device and counts["device"] >= PER_DEVICE:
        return True
    if device_of(request).startswith("of-"):
        return False
    return counts["address"] >= PER_ADDRESS or counts["school"] >= PER_SCHOOL


def note_failure(request):
    """Count one wrong code."""
    device, address = _marks(request)
    FailedEntry.objects.create(device_hmac=device, address_hmac=address)


def device_of(request):
    """The name we gave this device; empty when it has none."""
    return request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=365 * 24 * 3600)


def name_device(request, response, code=None, *, anew=False):
    """Give the device a name, so that its mistakes are its own. A phone is named after the code of its owner.

    A computer of school is named anew when somebody came in: the mistakes of one are not counted to the next.
    """
    known = "" if anew else device_of(request)
    name = f"of-{code.pk}" if code else known or secrets.token_urlsafe(12)
    response.set_signed_cookie(
        COOKIE,
        name,
        salt=SALT,
        max_age=365 * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _marks(request):
    school = request.school.pk
    device = device_of(request)
    return device and peppered(f"device:{school}:{device}"), peppered(f"address:{school}:{client_address(request)}")
