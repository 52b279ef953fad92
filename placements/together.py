"""One act on many requests. Each row stands or falls by itself, and says what became of it."""

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.moves import MoveRefused
from placements import answering
from placements.matching import lock_for_matching
from placements.models import PlacementRequest

MOST = 100
ACTS = {  # what the list offers: (words of the choice, how it is done)
    "mark_read": (gettext_lazy("Markeren als gezien"), lambda wish, **more: wish.mark_read(**more)),
    "release": (gettext_lazy("Voorleggen aan het bedrijf"), answering.release),
    "extend": (gettext_lazy("Meer tijd geven"), lambda wish, **more: wish.extend(**more)),
    "pool": (gettext_lazy("Op de wachtlijst zetten"), answering.pool),
    "decline": (gettext_lazy("Afwijzen"), None),
}


class Outcome(NamedTuple):
    """What became of one row."""

    wish: PlacementRequest | None
    is_done: bool
    words: str


def act_on(member, ids, name, *, reasons=None, reason="", text="", note=""):
    """Do it for each of these requests, in an order that no other click can cross. Returns an Outcome per row."""
    wanted = list(dict.fromkeys(ids))[:MOST]
    found = PlacementRequest.objects.visible_to(member).for_mail().filter(pk__in=wanted).order_by("pk")
    wishes = list(found.select_related("group__kind"))
    lock_for_matching(wishes)
    outcomes = []
    for wish in wishes:
        more = {"note": note} if name in ("extend", "pool") else {}
        if name == "decline":
            more = {"reason": reason, "text": _words(reasons[reason], text, wish)}
        act = answering.decline if name == "decline" else ACTS[name][1]
        try:
            with transaction.atomic():
                act(wish, by=member, **more)
        except MoveRefused as refusal:
            outcomes.append(Outcome(wish, False, str(refusal)))
        else:
            outcomes.append(Outcome(wish, True, _("Gelukt: %(state)s.") % {"state": wish.get_state_display()}))
    gone = len(wanted) - len(wishes)
    return outcomes + [Outcome(None, False, _("Deze aanvraag is er niet meer."))] * gone


def _words(reason, text, wish):
    """The words for this student: those typed now, or the kind text of the reason, with the names filled in."""
    if text:
        reason = type(reason)(text=text)
    return reason.text_for(wish)
