"""Free places of companies: seats that nobody holds, per weekday as a person says it."""

from typing import NamedTuple

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q
from django.db.models.functions import ExtractIsoWeekDay
from django.utils import timezone

from core.calendar import nl_weekdays
from groups.models import Seat
from placements.models import TakenSeat


class Places(NamedTuple):
    """What one company has on one weekday: dates on which it takes students, those with room, and how much room.

    On `reluctant_dates` of the dates with room the company said "liever niet": room, but the last to be used.
    """

    weekday: int
    dates: int
    free_dates: int
    free: int
    reluctant_dates: int = 0

    @property
    def is_reluctant(self):
        """There is room, but on every such date the company would rather have nobody."""
        return 0 < self.free_dates == self.reluctant_dates

    @property
    def day(self):
        """do"""
        return nl_weekdays([self.weekday], short=True)

    @property
    def is_partly(self):
        """There is room on some of the dates only."""
        return 0 < self.free_dates < self.dates


def free_places(invitations):
    """{invitation id: {weekday: Places}} from today on, in one question to the database."""
    rows = (
        Seat.objects.offered().filter(invitation__in=invitations, date__gte=timezone.localdate())
        .annotate(held=FilteredRelation("takings", condition=Q(takings__released_at=None)))
        .annotate(weekday=ExtractIsoWeekDay("date") - 1)
        .order_by()
        .values("invitation_id", "weekday")
        .annotate(
            dates=Count("date", distinct=True),
            free_dates=Count("date", distinct=True, filter=Q(held=None)),
            glad_dates=Count("date", distinct=True, filter=Q(held=None, is_reluctant=False)),
            seats=Count("pk", filter=Q(held=None)),
        )
    )
    found = {}
    for row in rows:
        number = row["seats"] // row["free_dates"] if row["free_dates"] else 0
        reluctant = row["free_dates"] - row["glad_dates"]
        places = Places(row["weekday"], row["dates"], row["free_dates"], number, reluctant)
        found.setdefault(row["invitation_id"], {})[row["weekday"]] = places
    return {pk: dict(sorted(days.items())) for pk, days in found.items()}


def free_seats(invitation, dates):
    """{date: the free seat with the lowest number, gladly offered before "liever niet"}.

    Right as long as the caller holds the lock on the invitation.
    """
    held = TakenSeat.objects.filter(seat=OuterRef("pk"), released_at=None)
    seats = Seat.objects.offered().filter(~Exists(held), invitation=invitation, date__in=dates)
    seats = seats.order_by("date", "-is_reluctant", "-number")
    return {seat.date: seat for seat in seats}
