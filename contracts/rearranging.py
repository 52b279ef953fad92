"""Change a stage before everybody signed its contract: what was being signed falls, and a new version follows.

After the last signature a change is an addendum, that everybody signs (contracts/addenda.py).
"""

from django.db import transaction
from django.utils.translation import gettext as _

from contracts import lwt, rearranging_emails, signing
from contracts.enums import ContractState
from contracts.models import Contract
from core.moves import MoveRefused
from placements import rearranging
from placements.emails import mentor_named
from placements.models import Placement

CHECKED = ("weekdays", "starts_at", "ends_at", "break_minutes", "supervisor_id")  # what the company looks at
PEOPLE = ("school", "student__member__user", "company", "group__kind", "mentor__user", "supervisor__member__user")


def why_not(placement, contract):
    """Why the stage cannot be changed on this page; "" when it can."""
    if placement.is_over:
        return _("De stage is voorbij. Er verandert niets meer.")
    if contract and contract.state == ContractState.COMPLETE:
        return _("Iedereen heeft het contract getekend. Maak daarom een wijziging, die ook iedereen tekent.")
    return ""


def save(placement, *, by, note, reason="", remark=None, **wanted):
    """Arrange the stage as is `wanted` (see placements/rearranging.py), and write down what was and what is now.

    The version that was being signed lapses and its signatures stay to be seen. `remark` is what the company said
    about it; that is done with this. Returns whether a new version must be made. Whole or not at all: raises
    MoveRefused.
    """
    with transaction.atomic():
        contract = _locked(placement)
        if why := why_not(placement, contract):
            raise MoveRefused(why)
        before = _fresh(placement)
        rearranging.rearrange(placement, by=by, note=note, reason=reason, **wanted)
        after = _fresh(placement)
        lwt.refuse_planning(after)
        rows = differences(before, after)
        had_paper = contract is not None and contract.versions.filter(addendum=None).exists()
        if contract is not None:
            _let_fall(contract, by=by, note=_("De stage is aangepast."))
            is_checked = remark is not None or all(getattr(before, name) == getattr(after, name) for name in CHECKED)
            contract.rearrange(by=by, note=told(rows, note), is_checked=is_checked)
        if remark is not None:
            remark.take(by=by)
        if not had_paper:
            rearranging_emails.stage_rearranged(before, after, rows, by=by)
        if after.mentor_id != before.mentor_id:
            mentor_named(after, by=by)
    return had_paper


def differences(before, after):
    """[{what, old, new}] of what is arranged differently, in words."""
    old, new = rearranging.in_words(before), rearranging.in_words(after)
    return [{"what": what, "old": old[what], "new": new[what]} for what in new if old[what] != new[what]]


def told(rows, note):
    """Stagedagen: was vrijdag, is nu donderdag. Het bedrijf kan niet op vrijdag."""
    said = [_("%(what)s: was %(old)s, is nu %(new)s") % row for row in rows]
    return f"{'; '.join(said)}. {note}"


def _locked(placement):
    """The contract of this stage, held; first what is being signed, as a signature does."""
    own = Contract.objects.filter(placement=placement.pk)
    if known := own.values_list("pk", flat=True).first():
        signing.being_signed(known)
    return own.select_for_update(of=("self",)).first()


def _let_fall(contract, *, by, note):
    for version in contract.versions.open().filter(addendum=None):
        version.lapse(by=by, note=note)


def _fresh(placement):
    """The stage as it stands now, with everybody who is named in it."""
    return Placement.objects.select_related(*PEOPLE).get(pk=placement.pk)
