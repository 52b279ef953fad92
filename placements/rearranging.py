"""A stage arranged differently while its contract is not signed yet: other days, hours, period or people.

Before it begins the arrangement itself becomes another one, the first day too. Once it runs, what was stays what was:
the change holds from today on.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import nl_date, nl_weekdays
from core.models import AuditEntry
from core.moves import MoveRefused
from core.templatetags.ui_words import times
from placements.attendance import pattern, plan_days
from placements.enums import PlacementState, Presence
from placements.lawful import require
from placements.matching import check_rules
from placements.terms import change_terms, lock, refuse_busy, take_seats

WHEN = ("starts_on", "ends_on", "weekdays", "starts_at", "ends_at", "break_minutes")
WHO = ("supervisor", "mentor")
ARRANGED = (*WHEN, *WHO)


def in_words(placement):
    """{what: words} of what is arranged, as a page and a mail say it."""
    return {
        _("Eerste dag"): nl_date(placement.starts_on),
        _("Laatste dag"): nl_date(placement.ends_on),
        _("Stagedagen"): nl_weekdays(placement.weekdays),
        _("Tijden"): times(placement.starts_at, placement.ends_at),
        _("Pauze"): _("%(minutes)s minuten") % {"minutes": placement.break_minutes},
        _("Praktijkbegeleider"): placement.supervisor.member.user.name,
        _("Begeleider van school"): placement.mentor.user.name,
    }


def is_to_begin(placement):
    """Nothing of it happened yet, so its first day can move as well."""
    if placement.state != PlacementState.PLANNED or placement.is_changed:
        return False
    reported = placement.days.exclude(presence=Presence.EXPECTED)
    return placement.starts_on > timezone.localdate() or not reported.exists()


def rearrange(placement, *, by, note, reason="", **wanted):
    """Arrange it as is `wanted`: {field of ARRANGED: value}, all of them. `note` says why, `reason` why it may be
    where the law warns. Whole or not at all; raises MoveRefused with a sentence.
    """
    with transaction.atomic():
        kept = lock(placement)
        when = [getattr(kept, name) for name in WHEN]
        span = (kept.starts_on, kept.ends_on)
        if is_to_begin(kept):
            _afresh(kept, by=by, note=note, wanted=wanted)
        else:
            first = wanted.pop("starts_on", kept.starts_on)
            if first != kept.starts_on:
                raise MoveRefused(_("De stage is al begonnen. De eerste dag kan niet meer anders."))
            told = _("Aangepast door school")  # everybody in the stage reads this; why is for school
            change_terms(kept, from_date=max(timezone.localdate(), first), by=by, cause=told, **wanted)
            AuditEntry.record(kept, action="rearrange", by=by, note=note)
        if kept.starts_on < span[0] or kept.ends_on > span[1]:
            check_rules(kept.student, kept, kept.starts_on, kept.ends_on)
        if when != [getattr(kept, name) for name in WHEN]:
            require(kept, by=by, reason=reason)
        placement.refresh_from_db()


def _afresh(placement, *, by, note, wanted):
    _check(placement, wanted)
    before = set(pattern(placement))
    placement.rearrange(by=by, note=note, wanted=wanted)
    after = set(pattern(placement))
    if not after:
        raise MoveRefused(_("In deze periode is er geen stagedag op de gekozen dagen."))
    refuse_busy(placement, sorted(after - before))
    placement.taken_seats.filter(released_at=None, date__in=before - after).update(released_at=timezone.now())
    take_seats(placement, sorted(after - before))
    plan_days(placement)


def _check(placement, wanted):
    """Raise MoveRefused when this arrangement cannot stand by itself."""
    first, last = wanted["starts_on"], wanted["ends_on"]
    if all(getattr(placement, name) == wanted[name] for name in ARRANGED):
        raise MoveRefused(_("Er verandert niets. Pas aan wat er anders wordt."))
    if first > last:
        raise MoveRefused(_("De laatste dag ligt vóór de eerste dag."))
    if first != placement.starts_on and first < timezone.localdate():
        raise MoveRefused(_("De nieuwe eerste dag is al geweest. Kies een dag vanaf vandaag."))
    if last < timezone.localdate():
        raise MoveRefused(_("De nieuwe laatste dag is al geweest. Kies een dag vanaf vandaag."))
    if not wanted["starts_at"] < wanted["ends_at"]:
        raise MoveRefused(_("Het einde ligt vóór het begin."))
    ended = placement.predecessor_ended_on
    if ended and first <= ended:
        raise MoveRefused(_("Tot en met %s is de leerling op een andere plek. Kies een latere dag.") % nl_date(ended))
