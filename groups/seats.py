"""Seats: what a company offers on each date, as rows that one placement at a time can hold."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.moves import MoveRefused
from groups.models import Seat


def lay_seats(invitation, days):
    """Make the seats of an invitation equal to `days` ({date: number}); a seat that is held cannot be taken away.

    Raises MoveRefused with the first date that is held.
    """
    wanted = {(day, number) for day, count in days.items() for number in range(1, count + 1)}
    present = {(seat.date, seat.number): seat.pk for seat in invitation.seats.all()}
    Seat.objects.bulk_create(
        Seat(school_id=invitation.school_id, invitation=invitation, date=day, number=number)
        for day, number in sorted(wanted - present.keys())
    )
    gone = [present[key] for key in present.keys() - wanted]
    try:
        with transaction.atomic():
            Seat.objects.filter(pk__in=gone)._raw_delete(using="default")
    except IntegrityError:
        raise MoveRefused(
            _("Op een van deze dagen komt er al een leerling. Bel met school als dat niet meer kan.")
        ) from None
