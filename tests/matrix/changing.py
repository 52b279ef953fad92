"""Two stages with a contract that everybody signed: one whose change waits to hold, one whose change is prepared."""

import datetime

from django.utils import timezone

from contracts.models import Addendum, Contract
from core.tenancy import for_school
from placements.models import Placement
from tests import factories as make
from tests.matrix.table import ELSEWHERE, OWN


def signed_contracts(side, relation, group):
    """`signed` and its `change`, and a `drafted` change; in the words of each stands a mark."""
    today, running = timezone.localdate(), side.things["placement"][relation]
    for kind, first, state in (("change", 70, "agreed"), ("drafted", 90, "draft")):
        placement = make.PlacementFactory(
            group=group, student=running.student, company=running.company, mentor=running.mentor,
            supervisor=running.supervisor, starts_on=today + datetime.timedelta(days=first),
            ends_on=today + datetime.timedelta(days=first + 15), **side.here,
        )  # fmt: skip
        contract = make.ContractFactory(placement=placement, phone="x", goals="x", **side.here)
        side.label(contract, f"{relation}.{kind}_contract")
        with for_school(side.school):
            Placement.objects.filter(pk=placement.pk).update(state="running")
            Contract.objects.filter(pk=contract.pk).update(state="complete")
            change = Addendum.objects.create(
                contract=contract, number=1, effective_from=placement.starts_on, reason="x", made_by=running.mentor,
                changes={"clause": ["", side.mark(f"{relation}.{kind}", "changes")]},
            )  # fmt: skip
            Addendum.objects.filter(pk=change.pk).update(state=state)
        side.put("signed" if kind == "change" else "mending", relation, placement)
        side.put(kind, relation, change)


def a_change(world, relation, kind="signed"):
    """Everything as it is, and one sentence more."""
    side = world.b if relation == ELSEWHERE else world.a
    stage = side.things[kind].get(relation, side.things[kind][OWN])
    return {
        "effective_from": stage.starts_on, "weekdays": stage.weekdays, "starts_at": "08:30", "ends_at": "15:30",
        "break_minutes": "30", "supervisor": stage.supervisor_id, "mentor": stage.mentor_id, "ends_on": stage.ends_on,
        "allowance": "", "clause": "Neem schoenen mee.", "reason": "De school verandert het rooster.",
    }  # fmt: skip


def a_mended_change(world, relation):
    """The same for the change that is prepared."""
    return a_change(world, relation, "mending")


def another_time(world, relation):
    """The arrangement of a stage as it is, and half an hour more of it."""
    side = world.b if relation == ELSEWHERE else world.a
    stage = side.things["placement"].get(relation, side.things["placement"][OWN])
    return {
        "weekdays": stage.weekdays, "starts_at": "08:30", "ends_at": "16:00", "break_minutes": "30",
        "starts_on": stage.starts_on, "ends_on": stage.ends_on, "supervisor": stage.supervisor_id,
        "mentor": stage.mentor_id, "note": "De les begint later.",
    }  # fmt: skip
