"""A contract ends with its stage, and why. The paper and its signatures stay; what was still to be signed lapses."""

from django.db import transaction

from contracts import addenda, change_emails
from contracts.models import Contract


def end_with_stage(placement, *, by, why, last_day, tell=True):
    """End the contract of a stage that is over: a signed one is ended with the day and the reason, another is closed.

    Everybody who signed gets it confirmed in writing, unless the stage simply came to its last day (`tell`).
    """
    with transaction.atomic():
        known = Contract.objects.for_paper().filter(placement=placement).first()
        if known is None:
            return
        for change in known.addenda.open():
            addenda.withdraw(change, by=by, note=why)
        for version in known.versions.open():
            version.lapse(by=by, note=why)
        if "end" in known.moves:
            known.end(by=by, note=why, last_day=last_day)
            if tell:
                change_emails.contract_ended(known, why=why, last_day=last_day)
        elif "close" in known.moves:
            known.close(by=by, note=why)
