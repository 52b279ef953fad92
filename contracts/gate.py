"""Geen contract, geen start: when the gate of a stage opens, what it still waits for, and how it opens with a reason.

Placement.may_work_from is the gate; the database refuses a worked day before it. Under 16 nobody works before the last
signature (NRK 3:1 lid 1); from 16 a coordinator may open it with a reason. A stage that had begun before this rule
was there is never closed.
"""

from django.db import transaction
from django.db.models import Max, Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.enums import ContractState, SignerRole
from contracts.models import Contract, ContractVersion, EarlyStart, Signatory, Signature
from core.moves import MoveRefused
from placements.models import Placement

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


def why_not_early(placement, day):
    """Why a coordinator cannot let this student begin without the contract; an empty text when it can."""
    if not placement.is_closed_on(day):
        return _("Deze leerling mag al beginnen.")
    if placement.student.age_on(day) < OPENS_AT:
        return _(
            "%(name)s is nog geen 16. Dan mag de stage niet beginnen voordat iedereen heeft getekend. "
            "Dat staat in de wet (Nadere regeling kinderarbeid, artikel 3:1)."
        ) % {"name": placement.student.first_name}
    return ""


def start_early(placement, *, by, reason):
    """Let the student begin without the contract, from today or the first day. Again: the first word stays."""
    with transaction.atomic():
        held = Placement.objects.select_for_update(of=("self",)).select_related("student").get(pk=placement.pk)
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


def closed_on(day, placements):
    """Of these stages, those that run on this day while their paper is not whole."""
    return placements.live().filter(may_work_from__gt=day, starts_on__lte=day, ends_on__gte=day)


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
        names = [one.name or one.get_role_display().lower() for one in self.people]
        return _("De handtekening van %s mist nog.") % " en ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def still_missing(placement):
    """What misses of a stage that began without it; None when everybody signed since. Asked for with `put_missing`."""
    done = any(one.state in WHOLE for one in placement.its_contract)
    return None if done else Missing(placement)
