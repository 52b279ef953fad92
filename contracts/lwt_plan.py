"""The leerwerkplan of one contract: what it begins with, and keeping it."""

from django.db import transaction
from django.utils.translation import gettext as _

from contracts.budget import MOST_DAYS, MOST_HOURS
from contracts.lwt import PLAN_SIZE, planned
from contracts.models import Contract, LwtPlan, PaperRules
from core.models import AuditEntry
from core.moves import MoveRefused
from placements.safety import safe_tasks

SAID = ("right_year", "content", "measures", "guidance", "dissolution", "trainer", "days", "hours", "subjects")
FROM_BEFORE = ("right_year", "measures", "guidance", "dissolution", "subjects")


def proposed(contract):
    """What the form begins with: the plan at the place before, otherwise what school and stage know."""
    placement = contract.placement
    size = planned(placement)
    tasks = [one.task for one in safe_tasks(placement)] or placement.company.tasks.splitlines()
    found = {
        "content": "\n".join(f"- {one}" for one in tasks),
        "measures": _("Wij kijken hoe het werk gaat en of de leerling er iets van leert."),
        "guidance": _("De begeleider van school en de leermeester praten elke zes weken samen met de leerling."),
        "dissolution": _("Wie wil stoppen, vraagt eerst een gesprek met iedereen die heeft getekend."),
        "trainer": placement.supervisor.member.user.name,
        "days": min(size.days, MOST_DAYS),
        "hours": min(size.whole_hours, MOST_HOURS),
        "subjects": PaperRules.objects.of(contract.school).lwt_subjects,
    }
    before = LwtPlan.objects.filter(contract__placement=placement.predecessor_id).first()
    return found | ({name: getattr(before, name) for name in FROM_BEFORE} if before else {})


def keep_size(contract, changes, *, by):
    """Everybody signed another number of days or hours: the plan follows it."""
    said = {name.removeprefix("plan_"): changes[name][1] for name in PLAN_SIZE if name in changes}
    if said:
        _write(contract, said, by=by)


def keep(contract, said, *, by):
    """Write the plan down, until the paper is signed; after that it is changed by an addendum only."""
    with transaction.atomic():
        kept = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
        if why := kept.why_fixed:
            raise MoveRefused(why)
        return _write(contract, {name: said[name] for name in SAID}, by=by)


def _write(contract, said, *, by):
    plan, _new = LwtPlan.objects.update_or_create(contract=contract, defaults=said | {"changed_by": by})
    AuditEntry.record(contract, action="plan_lwt", by=by, note=str(plan).split(" ", 1)[1])
    return plan
