"""The day turns for placements. Safe to run as often as one likes."""

from celery import shared_task
from django.utils import timezone

from core.moves import MoveRefused
from core.tenancy import for_school
from placements.models import Placement
from schools.models import School


@shared_task
def turn_the_day():
    """Start the placements whose first day has come and finish or pass on those whose last day is past, by school."""
    for school in School.objects.all():
        with for_school(school):
            _turn(Placement.objects.planned().filter(starts_on__lte=timezone.localdate()), "start")
            over = Placement.objects.running().filter(ends_on__lt=timezone.localdate())
            _turn(over.handed_over(), "pass_on")
            _turn(over, "complete")


def _turn(placements, name):
    for placement in placements.order_by("pk"):
        try:
            getattr(placement, name)(by=None)
        except MoveRefused:
            continue  # somebody cancelled it meanwhile
