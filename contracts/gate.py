"""Geen contract, geen start: when the gate of a stage opens, what it still waits for, and how it opens with a reason.

Placement.may_work_from is the gate; the database refuses a worked day before it. Under 16 nobody works before the last
signature (NRK 3:1 lid 1); from 16 a coordinator may open it with a reason, or the school chose only to be warned. A
stage that had begun before this rule was there is never closed.
"""

from contextlib import suppress

from django.db import transaction
from django.db.models import Max, Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.enums import ContractState, SignatoryState, SignerRole, VersionState
from contracts.models import Contract, ContractVersion, EarlyStart, PaperRules, Signatory, Signature
from core.calendar import in_one_phrase
from core.moves import MoveRefused
from core.rounds import on_its_own
from placements.gate import ALWAYS
from placements.models import Placement
from placements.safety import why_not_safe, with_tasks

OPENS_AT = 16
WHOLE = (ContractState.COMPLETE, ContractState.ENDED)
WHO = {  # who must do something before there is a paper to sign
    ContractState.DRAFT: _("Het deel van de leerling is nog niet ingevuld."),
    ContractState.SUBMITTED: _("De begeleider moet het deel van de leerling nog nakijken."),
    ContractState.CHECKED: _("School moet het contract nog maken."),
}


def let_in(placement_id, day):
    """From this day on the student may work; never later than before."""
    Placement.objects.filter(pk=placement_id, may_work_from__gt=day).update(may_work_from=day)


def open_by(version):
    """The last signature of a contract opens the gate, from the day on which that was written."""
    last = Signature.objects.filter(signatory__version=version).aggregate(last=Max("signed_on"))["last"]
    let_in(version.contract.placement_id, last or timezone.localdate())


def is_too_young(placement, day):
    """Younger than 16 on this day: no work before the last signature."""
    return placement.student.age_on(day) < OPENS_AT


def why_not_early(placement, day):
    """Why a coordinator cannot let this student begin without the contract; an empty text when it can.

    The contract may be late; the werk- en veiligheidscheck never (domain I7).
    """
    if not placement.is_closed_on(day):
        return _("Deze leerling mag al beginnen.")
    if is_too_young(placement, day):
        return _(
            "%(name)s is nog geen 16. Dan mag de stage niet beginnen voordat iedereen heeft getekend. "
            "Dat staat in de wet (Nadere regeling kinderarbeid, artikel 3:1)."
        ) % {"name": placement.student.first_name}
    return " ".join(why_not_safe(placement))


def start_early(placement, *, by, reason):
    """Let the student begin without the contract, from today or the first day. Again: the first word stays."""
    with transaction.atomic():
        stages = Placement.objects.select_for_update(of=("self",)).select_related("student", "group__kind")
        held = stages.get(pk=placement.pk)
        if known := held.early_starts.first():
            return known
        day = max(timezone.localdate(), held.starts_on)
        if why := why_not_early(held, day):
            raise MoveRefused(why)
        made = EarlyStart.objects.create(
            school_id=held.school_id, placement=held, birth_date=held.student.birth_date, from_date=day,
            reason=reason, made_by=by,
        )  # fmt: skip
        let_in(held.pk, day)
        return made


def let_in_where_only_warned():
    """Where school chose only to be warned from 16: let in who begins today or began already, and write that down.

    Who is younger, or has no werk- en veiligheidscheck, waits.
    """
    if not PaperRules.objects.filter(closes_from_16=False).exists():
        return
    today = timezone.localdate()
    closed = Placement.objects.live().filter(may_work_from__gt=today, starts_on__lte=today, ends_on__gte=today)
    for placement in with_tasks(closed).select_related("student", "group__kind").order_by("pk"):
        if why_not_early(placement, today):
            continue
        with on_its_own("placement", placement.pk), suppress(MoveRefused):
            why = _("Deze school koos ervoor om vanaf 16 jaar alleen te waarschuwen.")
            start_early(placement, by=None, reason=why)


def may_begin(placement):
    """Whether this student may begin before everybody signed: let in already, or school only warns from 16."""
    day = max(timezone.localdate(), placement.starts_on)
    if not placement.is_closed_on(day):
        return True
    return PaperRules.objects.filter(closes_from_16=False).exists() and not why_not_early(placement, day)


def put_for_page(placement, contract, versions):
    """Give the stage of one contract its `missing` from what its page knows already; None when nothing is in the way.

    `began_without`: the student may work, and still not everybody signed; `begins_without`: may on the first day.
    """
    today = timezone.localdate()
    placement.missing, is_closed = None, placement.is_closed_on(max(today, placement.starts_on))
    let_in_early = ALWAYS < placement.may_work_from <= today
    placement.began_without = let_in_early and contract.state not in WHOLE
    if placement.is_over or not (is_closed or placement.began_without):
        return
    contract.being_signed = [one for one in versions if one.state == VersionState.OPEN and not one.addendum_id]
    for version in contract.being_signed:
        version.to_sign = [one for one in version.signatories.all() if one.state == SignatoryState.WAITING]
    placement.its_contract = [contract]
    placement.missing, placement.begins_without = Missing(placement), may_begin(placement)


def put_missing(placements):
    """Give each of these stages its `missing`; None where the gate is open, or opens in time."""
    waiting = Signatory.objects.waiting().select_related("member__user", "stand_in__user").order_by("position", "pk")
    being_signed = ContractVersion.objects.open().filter(addendum=None)
    prefetch_related_objects(
        placements,
        Prefetch("contracts", Contract.objects.order_by("pk"), to_attr="its_contract"),
        Prefetch("its_contract__versions", being_signed, to_attr="being_signed"),
        Prefetch("its_contract__being_signed__signatories", waiting, to_attr="to_sign"),
    )
    today = timezone.localdate()
    for one in placements:
        one.missing = Missing(one) if one.is_closed_on(max(today, one.starts_on)) else None
    return placements


class Missing:
    """What one stage waits for: `step` in words, or the people who must still sign."""

    def __init__(self, placement):
        contract = next(iter(placement.its_contract), None)
        state = contract.state if contract else ContractState.DRAFT
        self.version = next(iter(contract.being_signed), None) if contract else None
        self.people = list(self.version.to_sign) if self.version else []
        self.step = "" if self.people else str(WHO.get(state, _("Het contract is nog niet klaar.")))

    @property
    def turn(self):
        """Those who can sign now."""
        return [one for one in self.people if one.position == self.people[0].position]

    @property
    def is_only_company(self):
        """Only the company must still sign: that can be done at the door, by QR."""
        return bool(self.people) and all(one.role == SignerRole.COMPANY for one in self.people)

    @property
    def sentence(self):
        """De handtekening van Fatima el Amrani en Jan Bakker."""
        if self.step:
            return self.step
        names = [getattr(one, "shown", one.name) or one.get_role_display().lower() for one in self.people]
        return _("De handtekening van %s mist nog.") % in_one_phrase(names)


def still_missing(placement):
    """What misses of a stage that began without it; None when everybody signed since. Asked for with `put_missing`."""
    done = any(one.state in WHOLE for one in placement.its_contract)
    return None if done else Missing(placement)
