"""The end of a stage with its contract and its talks, in one transaction."""

from django.db import transaction
from django.utils import timezone

from assessments.planning import call_off_after
from contracts.ending import end_with_stage
from contracts.signing import hold_papers
from placements import matching
from placements.enums import PlacementState as State


def call_off(placement, *, by, note):
    """The stage does not begin."""
    with transaction.atomic():
        hold_papers(placement)
        matching.call_off(placement, by=by, note=note)
        follow(placement, by=by)


def end_early(placement, *, by, note):
    """The stage stops before its last day."""
    with transaction.atomic():
        hold_papers(placement)
        matching.end_early(placement, by=by, note=note)
        follow(placement, by=by)


def follow(placement, *, by):
    """What hangs on a stage that is over follows it: the contract ends with the reason, planned talks do not go on."""
    if placement.state in (State.PLANNED, State.RUNNING):
        return
    end_with_stage(placement, by=by)
    if placement.state in (State.CANCELLED, State.ENDED_EARLY):
        call_off_after(placement, timezone.localdate(), by=by, note=placement.end_reason)
