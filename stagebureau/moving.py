"""A transfer with everything that hangs on the two stages, in one transaction."""

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.planning import call_off_after
from contracts import ending
from contracts.addenda import withdraw
from contracts.models import Contract
from contracts.signing import hold_papers
from core.calendar import nl_date
from placements.enums import PlacementState
from placements.transfer import transfer
from stagebureau.ending import follow


def move_student(old, invitation, *, by, last_day, **arrangement):
    """End the old stage, begin the new one, close the old contract, start the new one with what the student filled in
    already, and call off the talks that were planned at the old company for later.
    """
    with transaction.atomic():
        hold_papers(old)
        new = transfer(old, invitation, by=by, last_day=last_day, **arrangement)
        why = _("De leerling gaat verder op een andere plek.")
        call_off_after(old, last_day, by=by, note=why)
        Contract.objects.of(new)
        if old.state == PlacementState.TRANSFERRED:
            follow(old, by=by)
        else:
            _prepare_the_end(old, by=by, why=_("Laatste dag: %(day)s") % {"day": nl_date(last_day)})
    return new


def _prepare_the_end(old, *, by, why):
    """A contract that nobody has to sign yet is closed, changes are taken back; any other ends with the last day."""
    known = Contract.objects.filter(placement=old).first()
    if known and "close" in known.moves and not ending.may_still_come(known):
        ending.close(known, by=by, why=why)
    for change in known.addenda.open() if known else ():
        withdraw(change, by=by, note=why)
