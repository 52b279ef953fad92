"""Seats: what a company offers on each date, as rows that one placement at a time can hold."""

from collections import Counter, defaultdict

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from core.calendar import nl_date
from core.moves import MoveRefused
from groups.enums import InvitationState
from groups.models import Seat


def lay_seats(invitation, days):
    """Make the offered seats of an invitation equal to `days` ({date: number}); returns whether anything changed.

    What counts is the number on a date, so a seat that is held stays and a free one goes. Raises MoveRefused, naming
    the first date on which more seats are held than the company would still offer.
    """
    by_date = defaultdict(list)
    for seat in known_seats(invitation):
        by_date[seat.date].append(seat)
    refuse_held(by_date, days)
    new, again, gone, kept = [], [], [], []
    for date in by_date.keys() | days.keys():
        present, wanted = by_date[date], days.get(date, 0)
        present.sort(key=lambda seat: (not seat.is_held, not seat.is_offered, seat.number))
        again += [seat.pk for seat in present[:wanted] if not seat.is_offered]
        for seat in present[wanted:]:
            if not seat.was_held:
                gone.append(seat.pk)
            elif seat.is_offered:
                kept.append(seat.pk)
        numbers = [n for n in range(1, 10) if n not in {seat.number for seat in present}]
        new += [
            Seat(school_id=invitation.school_id, invitation=invitation, date=date, number=n)
            for n in numbers[: max(0, wanted - len(present))]
        ]
    write_seats(new, again, gone, kept)
    return bool(new or again or gone or kept)


def known_seats(invitation):
    """The seats of an invitation with who holds or held them; a company that never answered has none."""
    if invitation.state in (InvitationState.NEW, InvitationState.ASKED):
        return []
    same = Seat.objects.filter(pk=OuterRef("pk"))
    return invitation.seats.annotate(
        is_held=Exists(same.held()), was_held=Exists(same.filter(takings__isnull=False))
    ).order_by("date", "number")


def refuse_held(by_date, days):
    """Say no when more seats are held on a date than `days` would leave there."""
    held = Counter(date for date, seats in by_date.items() for seat in seats if seat.is_held)
    for date in sorted(held):
        if held[date] > days.get(date, 0):
            raise MoveRefused(
                _("Op %(date)s komt er al een leerling (%(number)s). Kan dat niet meer? Bel dan met school.")
                % {"date": nl_date(date, weekday=True), "number": held[date]}
            )


def write_seats(new, again, gone, kept):
    """Add, offer again, drop, and take back. Somebody may take a seat meanwhile: then nothing changes."""
    Seat.objects.bulk_create(new)
    if again:
        Seat.objects.filter(pk__in=again).update(is_offered=True)
    if kept:
        Seat.objects.filter(pk__in=kept).update(is_offered=False)
    if gone:
        try:
            with transaction.atomic():
                Seat.objects.filter(pk__in=gone)._raw_delete(using="default")
        except IntegrityError:
            raise MoveRefused(_("Zojuist is een van deze plekken vergeven. Kijk de dagen nog eens na.")) from None


def clip_seats(group):
    """Take back what was offered on days that are no stage days any more; returns how many seats.

    Raises MoveRefused when a student would stand at a closed door.
    """
    outside = Seat.objects.filter(invitation__group=group).exclude(date__in=group.stage_days())
    if first := outside.held().order_by("date").first():
        raise MoveRefused(
            _("Op %(date)s heeft een leerling al een plek. Die dag moet in de periode blijven.")
            % {"date": nl_date(first.date, weekday=True)}
        )
    known = outside.filter(takings__isnull=False).update(is_offered=False)
    return known + outside.filter(takings__isnull=True)._raw_delete(using="default")
