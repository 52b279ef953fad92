"""How dates, hours, names and states read on the page. Used by the tags and filters of `ui`."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from django.utils import timezone
from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import gettext as _

EN_DASH = "–"
QUARTER = 15

TONES = {
    "ok": {
        "accepted",
        "active",
        "agreed",
        "answered",
        "approved",
        "checked",
        "complete",
        "completed",
        "confirmed",
        "delivered",
        "done",
        "finished",
        "issued",
        "matched",
        "placed",
        "present",
        "published",
        "sent",
        "signed",
        "valid",
        "yes",
    },
    "wait": {
        "asked",
        "concept",
        "created",
        "draft",
        "invited",
        "made",
        "new",
        "not_asked",
        "open",
        "paused",
        "pending",
        "planned",
        "proposed",
        "queued",
        "requested",
        "running",
        "scheduled",
        "sending",
        "submitted",
        "waiting",
    },
    "warn": {
        "changed",
        "conditional",
        "declined_once",
        "disputed",
        "expiring",
        "incomplete",
        "late",
        "maybe",
        "overdue",
        "reopened",
        "sick",
        "unknown",
        "unanswered",
    },
    "stop": {
        "absent",
        "blocked",
        "cancelled",
        "closed",
        "declined",
        "ended",
        "expired",
        "failed",
        "lapsed",
        "no",
        "refused",
        "rejected",
        "revoked",
        "stopped",
        "void",
        "withdrawn",
    },
}


def tone_of(state):
    """The tone of a state's badge, from the word itself; a word nobody listed is neutral."""
    word = str(state).lower()
    return next((tone for tone, members in TONES.items() if word in members), "info")


def of_state(obj):
    """The state as its reader knows it."""
    choices = _choices(type(obj)) if hasattr(obj, "_meta") else {}
    return choices.get(obj.state) or obj.get_state_display()


@cache
def _choices(model):
    """{state: words} of a model; Django would look through them again for every row."""
    field = next((field for field in model._meta.fields if field.name == "state"), None)
    return {state: str(word) for state, word in field.flatchoices} if field else {}


def _day(value):
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@lru_cache(maxsize=2000)
def _written(day, pattern):
    """A date by Django's pattern; the pages of one day show few dates, and those often."""
    return date_format(day, pattern)


def nl_date(value):
    """4 februari 2027"""
    return _written(_day(value), "j F Y") if isinstance(value, date) else ""


def nl_weekday(value):
    """do 4 februari"""
    return _written(_day(value), "D j F").lower() if isinstance(value, date) else ""


def nl_moment(value):
    """do 4 februari, 14:03"""
    if not isinstance(value, datetime):
        return nl_weekday(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{nl_weekday(local)}, {local:%H:%M}"


def date_range(start, end=None):
    """1 feb – 23 apr 2027; what both ends share is said once."""
    if not start or not end:
        return nl_date(start or end)
    start, end = _day(start), _day(end)
    if start == end:
        return nl_date(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} {EN_DASH} {_written(end, 'j F Y')}"
    first = _written(start, "j M" if start.year == end.year else "j M Y").lower()
    return f"{first} {EN_DASH} {_written(end, 'j M Y').lower()}"


def times(start, end=None):
    """08:30 – 16:00"""
    shown = [time_format(moment, "H:i") for moment in (start, end) if moment]
    return f" {EN_DASH} ".join(shown)


def hours(minutes):
    """7,5 uur for round quarters, else 7 uur 20 min."""
    if minutes in ("", None):
        return ""
    minutes = int(minutes)
    whole, rest = divmod(minutes, 60)
    if minutes and not whole:
        return _("%(rest)s min") % {"rest": rest}
    if rest % QUARTER:
        return _("%(whole)s uur %(rest)s min") % {"whole": whole, "rest": rest}
    return _("%(hours)s uur") % {"hours": _short(Decimal(minutes) / 60, 2)}


def km(value):
    """3,4 km"""
    return "" if value in ("", None) else f"{_short(Decimal(str(value)), 1)} km"


def _short(number, places):
    """A number with a decimal comma and no needless zeros."""
    rounded = round(number, places)
    while places and rounded == round(rounded, places - 1):
        places -= 1
    return number_format(rounded, places)


def name_of(who):
    """What a person is called on the page."""
    if who is None or isinstance(who, str):
        return who or _("onbekend")
    for attribute in ("name", "full_name"):
        if name := getattr(who, attribute, ""):
            return str(name)
    return str(who)


def soft(label):
    """A label that may break inside a long word on a narrow tile."""
    return str(label).replace("voldoende", "vol\u00addoende") if " " in str(label) else str(label)


def initials(name):
    """First letter of the first and of the last word."""
    parts = [part for part in name_of(name).split() if part[0].isalnum()] if name else []
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


def entry(one):
    """One line of a history, from an object or a dict."""
    read = one.get if isinstance(one, dict) else lambda key, default="": getattr(one, key, default)
    who = read("who", "") or read("by", "")
    return {
        "at": read("at", ""),
        "what": read("what", "") or str(one),
        "why": read("why", "") or read("reason", ""),
        "who": name_of(who) if who else "",
    }
