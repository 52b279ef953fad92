"""A contract ends with its stage, and why. The paper and its signatures stay.

What was signed on paper in time may come back until a month after the last day; then it lapses.
"""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts import addenda, change_emails, paper_emails
from contracts.enums import ScanState, VersionState
from contracts.models import Contract, ContractVersion
from core.calendar import nl_date
from core.models import AuditEntry
from core.moves import MoveRefused
from core.rounds import on_its_own
from placements.enums import PlacementState
from placements.models import Placement

BRINGS_FOR = timedelta(days=30)
ENDED = (PlacementState.COMPLETED, PlacementState.ENDED_EARLY, PlacementState.TRANSFERRED)


def end_with_stage(placement, *, by):
    """End the contract of a stage that is over: a signed one is ended with the day and the reason, another is closed.

    One that is still being signed stays open for the paper that is on its way, unless the stage never began. Everybody
    who signed gets it in writing, unless the stage simply came to its last day.
    """
    with transaction.atomic():
        known = Contract.objects.for_paper().filter(placement=placement).first()
        if known is None:
            return
        why, last_day = why_it_ended(placement), last_day_of(placement)
        for change in known.addenda.open():
            addenda.withdraw(change, by=by, note=why)
        if placement.state != PlacementState.COMPLETED:
            change_emails.contract_ended(known, why=why, last_day=last_day)
        if "end" in known.moves:
            known.end(by=by, note=why, last_day=last_day)
        elif placement.state in ENDED and may_still_come(known):
            paper_emails.stage_over(placement, last_day + BRINGS_FOR)
        elif "close" in known.moves:
            close(known, by=by, why=why)


def close(contract, *, by, why):
    """A contract that was not signed by everybody: what is still being signed lapses."""
    for version in contract.versions.open():
        version.lapse(by=by, note=why)
    contract.close(by=by, note=why)


def may_still_come(contract):
    """There is a paper of this contract that people sign: it may be signed already, and on its way to school."""
    return "complete" in contract.moves and contract.versions.open().filter(addendum=None).exists()


def lapses_on(contract, versions):
    """Until when a paper that is still being signed may come after the stage; None when nothing is awaited."""
    placement = contract.placement
    is_signed = any(one.state == VersionState.OPEN and not one.addendum_id for one in versions)
    is_awaited = placement.state in ENDED and "complete" in contract.moves and is_signed
    return last_day_of(placement) + BRINGS_FOR if is_awaited else None


def end_signed_late(contract, *, by):
    """The last signature came to school after the stage was over: then the contract ends at once."""
    placement = contract.placement
    if placement.state in ENDED:
        contract.end(by=by, note=why_it_ended(placement), last_day=last_day_of(placement))


def close_what_never_came():
    """Papers of stages that ended more than a month ago lapse; not while school has a scan to look at.

    Where nobody was asked to sign, no paper was awaited: then the stage itself is why.
    """
    recent = Placement.objects.ended_less_than(BRINGS_FOR)
    to_look_at = ContractVersion.objects.open().filter(scans__state=ScanState.NEW)
    late = Contract.objects.unsigned().filter(placement__state__in=ENDED).exclude(placement__in=recent)
    for contract in late.exclude(versions__in=to_look_at).order_by("pk"):
        with on_its_own("contract", contract.pk), suppress(MoveRefused), transaction.atomic():
            never_came = _("Het getekende papier kwam niet binnen een maand na de laatste dag.")
            was_asked = contract.versions.filter(addendum=None, signatories__isnull=False).exists()
            close(contract, by=None, why=never_came if was_asked else why_it_ended(contract.placement))


def why_it_ended(placement):
    """Why this stage is over, in words."""
    if placement.state == PlacementState.COMPLETED:
        return _("De laatste dag van de stage was %(day)s.") % {"day": nl_date(placement.ends_on)}
    return placement.end_reason


def last_day_of(placement):
    """The day on which this stage was over: the agreed last day, or the day on which it was stopped."""
    if placement.state not in (PlacementState.CANCELLED, PlacementState.ENDED_EARLY):
        return placement.ends_on
    stopped = AuditEntry.objects.about(placement).filter(action="end_early").first()
    return timezone.localdate(stopped.at) if stopped else timezone.localdate()
