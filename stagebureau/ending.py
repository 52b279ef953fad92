"""The end of a stage with its contract and its talks, in one transaction."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.planning import call_off_after
from contracts.ending import end_with_stage
from core.calendar import nl_date
from placements import matching
from placements.enums import PlacementState as State


def call_off(placement, *, by, note):
    """The stage does not begin."""
    with transaction.atomic():
        matching.call_off(placement, by=by, note=note)
        follow(placement, by=by, why=note)


def end_early(placement, *, by, note):
    """The stage stops before its last day."""
    with transaction.atomic():
        matching.end_early(placement, by=by, note=note)
        follow(placement, by=by, why=note)


def follow(placement, *, by, why=""):
    """What hangs on a stage that is over follows it: the contract ends with the reason, planned talks do not go on."""
    if placement.state == State.COMPLETED:
        words = {"day": nl_date(placement.ends_on)}
        why = _("De laatste dag van de stage was %(day)s.") % words
        end_with_stage(placement, by=by, why=why, last_day=placement.ends_on, tell=False)
    elif placement.state == State.TRANSFERRED:
        end_with_stage(placement, by=by, why=placement.end_reason, last_day=placement.ends_on)
    elif placement.state in (State.CANCELLED, State.ENDED_EARLY):
        day = timezone.localdate()
        end_with_stage(placement, by=by, why=why, last_day=day)
        call_off_after(placement, day, by=by, note=why)
