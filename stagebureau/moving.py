"""A transfer with everything that hangs on the two stages, in one transaction."""

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.planning import call_off_after
from contracts.models import Contract
from core.calendar import nl_date
from placements.transfer import transfer


def move_student(old, invitation, *, by, last_day, **arrangement):
    """End the old stage, begin the new one, close the old contract, start the new one with what the student filled in
    already, and call off the talks that were planned at the old company for later.
    """
    with transaction.atomic():
        new = transfer(old, invitation, by=by, last_day=last_day, **arrangement)
        why = _("De leerling gaat verder op een andere plek.")
        call_off_after(old, last_day, by=by, note=why)
        Contract.objects.of(new)
        known = Contract.objects.filter(placement=old).first()
        if known and "close" in known.moves:
            known.close(by=by, note=_("Laatste dag: %(day)s") % {"day": nl_date(last_day)})
    return new
