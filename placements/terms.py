"""Other terms of a stage from a day on: days, hours, people, the last day. Whole or not at all.

Seats and stage days follow at once; the columns of the placement follow when the day comes.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import nl_date
from core.moves import MoveRefused
from groups.enums import Part
from groups.models import GroupStudent, Invitation, Seat
from placements.attendance import hours_of_part, parts_by_date, pattern, plan_days
from placements.enums import PlacementState, Presence
from placements.matching import hold, named
from placements.models import AttendanceDay, Placement, PlacementTerm, TakenSeat
from placements.models.term import DATED, HOURS
from placements.places import free_seats

MOST_SEATS = 9


def change_terms(placement, *, from_date, by, cause, ends_on=None, **changes):
    """Agree that from this day on something is different: `weekdays`, `starts_at` with `ends_at` and `break_minutes`,
    `supervisor`, `mentor`, or another last day. Returns the term. Raises MoveRefused with a sentence.
    """
    with transaction.atomic():
        kept = lock(placement)
        before, last_day = kept.timeline(), kept.ends_on
        days_before = set(pattern(kept, before))
        change = _what_changes(kept, before.on(from_date), ends_on, changes)
        _check(kept, from_date, change)
        kept.agree_terms(by=by, ends_on=change.get("ends_on") or last_day, note=cause)
        term = _write(kept, from_date, change, by=by, cause=cause)
        after = kept.timeline()
        days_after = set(pattern(kept, after))
        lost, gained = days_before - days_after, days_after - days_before
        _refuse_past(kept, from_date, lost, before, after)
        refuse_busy(kept, sorted(gained))
        kept.taken_seats.filter(released_at=None, date__in=lost).update(released_at=timezone.now())
        take_seats(kept, sorted(gained))
        if from_date <= max(timezone.localdate(), kept.starts_on):
            kept.take_effect(by=by, note=cause)
        plan_days(kept, since=from_date)
        placement.refresh_from_db()
        term.refresh_from_db()
    return term


def why_not_terms(placement, *, look=None, **arranged):
    """The sentence that says why these terms cannot be agreed on now; "" when they can. Nothing is changed.

    The trial is the real thing, taken back. `look(placement)` may look at the stage as it would become.
    """
    with transaction.atomic():
        tried = Placement.objects.select_related("student", "company", "group__kind").get(pk=placement.pk)
        try:
            change_terms(tried, **arranged)
            if look:
                look(tried)
            return ""
        except MoveRefused as refused:
            return str(refused)
        finally:
            transaction.set_rollback(True)


def lock(placement):
    """Hold the stage, then the student, then the company, in the order of a match."""
    kept = Placement.objects.select_for_update(of=("self",)).select_related("student", "company", "group").get(
        pk=placement.pk
    )
    GroupStudent.objects.select_for_update().filter(group=kept.group_id, student=kept.student_id).first()
    Invitation.objects.select_for_update().filter(group=kept.group_id, company=kept.company_id).first()
    return kept


def _what_changes(placement, terms, ends_on, changes):
    """{column: value} of what is different from what holds on that day; the hours of a day go together."""
    values = {f"{name}_id": changes[name].pk for name in ("supervisor", "mentor") if changes.get(name)}
    values |= {name: changes[name] for name in HOURS if changes.get(name) is not None}
    if changes.get("weekdays"):
        values["weekdays"] = sorted(changes["weekdays"])
    found = {name: value for name, value in values.items() if getattr(terms, name) != value}
    if found.keys() & set(HOURS):
        found = terms.hours | found
    if ends_on and ends_on != placement.ends_on:
        found["ends_on"] = ends_on
    return found


def _check(placement, from_date, change):
    """Raise MoveRefused when the change cannot stand by itself."""
    last_day = change.get("ends_on") or placement.ends_on
    words = {"first": nl_date(placement.starts_on), "last": nl_date(last_day)}
    if not change:
        raise MoveRefused(_("Er verandert niets. Kies wat er anders wordt."))
    if not placement.starts_on <= from_date <= last_day:
        raise MoveRefused(
            _("De stage is van %(first)s tot en met %(last)s. Kies een ingangsdatum daartussen.") % words
        )
    if "ends_on" in change and last_day < timezone.localdate():
        raise MoveRefused(_("De nieuwe laatste dag is al geweest. Stop de stage dan eerder, met een reden."))
    if change.keys() & set(HOURS) and not change["starts_at"] < change["ends_at"]:
        raise MoveRefused(_("Het einde ligt vóór het begin."))
    later = placement.successors.exclude(state=PlacementState.CANCELLED).filter(starts_on__lte=last_day).first()
    if later and "ends_on" in change:
        day = nl_date(later.starts_on)
        raise MoveRefused(_("Vanaf %(day)s is de leerling op een andere plek. Kies een eerdere dag.") % {"day": day})


def _write(placement, from_date, change, *, by, cause):
    """Write the term; the first change writes down what held before as well. One on the same day is replaced."""
    row = {
        "school_id": placement.school_id, "placement": placement, "made_by": by,
        "stage_starts_on": placement.starts_on, "stage_ends_on": placement.ends_on,
    }
    terms = placement.terms.standing()
    if not terms.exists():
        start = {name: getattr(placement, name) for name in DATED}
        PlacementTerm.objects.create(
            **row, **start, is_first=True, from_date=placement.starts_on, cause=_("Bij de match"),
            applied_at=timezone.now(),
        )
    if same := terms.filter(from_date=from_date).first():
        change = same.changed | ({"ends_on": same.ends_on} if same.ends_on else {}) | change
        terms.filter(pk=same.pk).update(cancelled_at=timezone.now(), cancel_reason=_("Vervangen: %s") % cause)
    return PlacementTerm.objects.create(**row, **change, from_date=from_date, cause=cause[:200])


def _refuse_past(placement, from_date, lost, before, after):
    """A day on which something was reported stays as it was agreed then."""
    told = placement.days.filter(date__range=(from_date, timezone.localdate())).exclude(presence=Presence.EXPECTED)
    days = {*told.values_list("date", flat=True)}
    days |= {*placement.reports.filter(date__gte=from_date).values_list("date", flat=True)}
    parts = parts_by_date(placement) if days else {}

    def hours(timeline, day):
        return hours_of_part(placement, timeline.on(day).hours, parts.get(day, Part.DAY))

    moved = sorted(day for day in days if day in lost or hours(before, day) != hours(after, day))
    if moved:
        words = {"days": named(moved), "last": nl_date(moved[-1], weekday=True)}
        raise MoveRefused(
            _("Op %(days)s is al ingevuld hoe het ging. Kies een ingangsdatum na %(last)s.") % words
        )


def refuse_busy(placement, gained):
    """A student is at one place a day (domain.md, I5)."""
    elsewhere = AttendanceDay.objects.filter(placement__student=placement.student_id, date__in=gained)
    elsewhere = elsewhere.exclude(placement=placement.pk).exclude(presence=Presence.CANCELLED)
    busy = sorted(set(elsewhere.filter(placement__in=Placement.objects.live()).values_list("date", flat=True)))
    if busy:
        words = {"name": placement.student.first_name, "days": named(busy)}
        raise MoveRefused(_("%(name)s heeft al een stage op %(days)s.") % words)


def take_seats(placement, gained):
    """Hold a seat on each new day. On the days of the group the company must have one free; outside them it was never
    asked for places, so what it agrees to here is a seat for this student only.
    """
    if not gained or not placement.taken_seats.exists():
        return
    invitation = Invitation.objects.filter(group=placement.group_id, company=placement.company_id).first()
    asked = set(placement.group.stage_days())
    inside, outside = [day for day in gained if day in asked], [day for day in gained if day not in asked]
    seats = free_seats(invitation, inside) if invitation else {}
    if full := [day for day in inside if day not in seats]:
        words = {"company": placement.company.name, "days": named(full)}
        raise MoveRefused(_("%(company)s heeft geen plek op %(days)s. Kies een andere dag of ingangsdatum.") % words)
    hold(placement, seats | _seats_outside(invitation, outside))


def _seats_outside(invitation, days):
    """{date: a seat that is offered to nobody else}; one that came free again is used once more."""
    known = Seat.objects.filter(invitation=invitation, date__in=days)
    taken = set(TakenSeat.objects.filter(seat__in=known, released_at=None).values_list("seat", flat=True))
    used, seats = {}, {}
    for seat in known.order_by("date", "number"):
        used.setdefault(seat.date, set()).add(seat.number)
        if seat.pk not in taken and not seat.is_offered:
            seats[seat.date] = seat
    for day in days:
        if day not in seats:
            number = next((n for n in range(1, MOST_SEATS + 1) if n not in used.get(day, ())), None)
            if number is None:
                raise MoveRefused(_("Op %(day)s is er geen plek meer bij dit bedrijf.") % {"day": nl_date(day)})
            seats[day] = Seat.objects.create(
                school_id=invitation.school_id, invitation=invitation, date=day, number=number, is_offered=False
            )
    return seats
