"""Seats: what a company offers on each date, as rows that one placement at a time can hold."""

from collections import defaultdict

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from core.calendar import nl_date
from core.moves import MoveRefused
from groups.enums import InvitationState, Part
from groups.models import Seat
from groups.offer import Offer, offers_of

NOTHING = Offer(0)


def lay_seats(invitation, days):
    """Make the offered seats of an invitation equal to `days` ({date: Offer}); returns whether anything changed.

    What counts is the number on a date, so a seat that is held stays and a free one goes. Raises MoveRefused, naming
    the first date on which more is held than the company would still offer.
    """
    offers = offers_of(days)
    by_date = defaultdict(list)
    for seat in known_seats(invitation):
        by_date[seat.date].append(seat)
    refuse_held(by_date, offers)
    new, alike, gone, kept = [], defaultdict(list), [], []
    for date in by_date.keys() | offers.keys():
        present, offer = by_date[date], offers.get(date, NOTHING)
        present.sort(key=lambda seat: (not seat.is_held, not seat.is_offered, seat.number))
        for seat in present[: offer.number]:
            wanted = (offer.is_reluctant, seat.part if seat.is_held else offer.part)
            if not seat.is_offered or wanted != (seat.is_reluctant, seat.part):
                alike[wanted].append(seat.pk)
        for seat in present[offer.number :]:
            if not seat.was_held:
                gone.append(seat.pk)
            elif seat.is_offered:
                kept.append(seat.pk)
        numbers = [n for n in range(1, 10) if n not in {seat.number for seat in present}]
        row = {"invitation": invitation, "date": date, "is_reluctant": offer.is_reluctant, "part": offer.part}
        new += [
            Seat(school_id=invitation.school_id, number=n, **row)
            for n in numbers[: max(0, offer.number - len(present))]
        ]
    write_seats(new, alike, gone, kept)
    return bool(new or alike or gone or kept)


def offered(invitation):
    """{date: Offer} as it stands now."""
    of_date = defaultdict(list)
    for seat in invitation.seats.offered().order_by("date", "number"):
        of_date[seat.date].append(seat)
    return {date: _together(seats) for date, seats in of_date.items()}


def _together(seats):
    """The seats of one date as one offer; next to a whole day a part that is held already does not count."""
    parts = {seat.part for seat in seats}
    part = Part.DAY if len(parts) > 1 else Part(seats[0].part)
    return Offer(len(seats), any(seat.is_reluctant for seat in seats), part)


def known_seats(invitation):
    """The seats of an invitation with who holds or held them; a company that never answered has none."""
    if invitation.state in (InvitationState.NEW, InvitationState.ASKED):
        return []
    same = Seat.objects.filter(pk=OuterRef("pk"))
    return invitation.seats.annotate(
        is_held=Exists(same.held()), was_held=Exists(same.filter(takings__isnull=False))
    ).order_by("date", "number")


def refuse_held(by_date, offers):
    """Say no when on a date more seats are held than `offers` would leave there, or a longer part of the day.

    What a company gave to one student outside the days of the group (placements/terms.py) was never part of an offer.
    """
    held = {
        date: [seat for seat in seats if seat.is_held and (seat.is_offered or date in offers)]
        for date, seats in by_date.items()
    }
    for date in sorted(date for date, seats in held.items() if seats):
        offer, words = offers.get(date, NOTHING), {"date": nl_date(date, weekday=True), "number": len(held[date])}
        if len(held[date]) > offer.number:
            raise MoveRefused(
                _("Op %(date)s komt er al een leerling (%(number)s). Kan dat niet meer? Bel dan met school.") % words
            )
        if any(offer.part not in (Part.DAY, seat.part) for seat in held[date]):
            raise MoveRefused(
                _("Op %(date)s komt er al een leerling, en niet alleen op dat deel van de dag. Bel dan met school.")
                % words
            )


def write_seats(new, alike, gone, kept):
    """Add, offer (again), drop, and take back. Somebody may take a seat meanwhile: then nothing changes.

    `alike` is {(is_reluctant, part): seats that are offered so}.
    """
    Seat.objects.bulk_create(new)
    for (is_reluctant, part), ids in alike.items():
        Seat.objects.filter(pk__in=ids).update(is_offered=True, is_reluctant=is_reluctant, part=part)
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
    held = outside.offered().held().order_by("date", "pk").values(
        "date", "invitation__company__name", "takings__student__first_name", "takings__student__last_name"
    )
    if first := held.first():
        raise MoveRefused(
            _("Op %(date)s heeft %(first)s %(last)s al een plek bij %(company)s. Die dag moet in de periode blijven.")
            % {
                "date": nl_date(first["date"], weekday=True),
                "first": first["takings__student__first_name"],
                "last": first["takings__student__last_name"],
                "company": first["invitation__company__name"],
            }
        )
    known = outside.filter(takings__isnull=False).update(is_offered=False)
    return known + outside.filter(takings__isnull=True)._raw_delete(using="default")
