"""The school day before a first stage day: everybody who misses on a contract gets the one thing to do by mail."""

from functools import partial

from django.db.models import F
from django.utils.translation import gettext as _

from contracts import gate, paper_emails
from contracts.enums import ContractState, SignerRole
from contracts.reminding import stands
from core.calendar import in_one_phrase
from placements.models import Placement
from placements.safety import with_tasks


def warn_before_start(clock):
    """On a school day, for who begins on the next one or in the days off before it; after an outage also today."""
    if not clock.is_school_day:
        return
    soon = (clock.today, clock.after(clock.today, 1))
    coming = Placement.objects.live().with_first_day().filter(first_day__range=soon, may_work_from__gt=F("first_day"))
    around = ("school", "student__member__user", "company", "group__kind", "mentor__user")
    found = with_tasks(coming).select_related(*around).order_by("pk")
    rows = [one for one in gate.put_missing(list(found)) if one.missing]
    asked = stands([one.missing.version for one in rows if one.missing.version], clock)
    for placement in rows:
        warn(placement, asked, clock.today)


def warn(placement, asked, today):
    """The mails about one stage: to whom must do something, and to the student and the mentor what it waits for."""
    student, turn = placement.student.member, placement.missing.turn if placement.missing.people else []
    tell = partial(paper_emails.day_before, placement, may_begin=gate.may_begin(placement))
    for one in turn:
        to = asked[one.pk].reader if one.pk in asked else None
        if to and one.role == SignerRole.DIRECTOR:
            paper_emails.director_list(to, placement, today, key="contracts-gate")
        elif to and to.pk != student.pk:
            is_last = len(placement.missing.people) == 1
            line = _("Alleen u moet nu nog tekenen.") if is_last else _("U bent aan de beurt om te tekenen.")
            tell(to, line, button=_("Lees en teken"), signs=one)
    line, button = for_student(placement, turn)
    own = next((one for one in turn if one.role == SignerRole.STUDENT), None)
    tell(student, line, button=button, signs=own)
    tell(placement.mentor, placement.missing.sentence, button=_("Bekijk het contract"))


def for_student(placement, turn):
    """What the student can do: fill in, sign, ask at home, or wait for school."""
    if any(one.role == SignerRole.STUDENT for one in turn):
        return _("Jij moet nog tekenen."), _("Lees en teken")
    names = in_one_phrase([one.name for one in turn if one.role == SignerRole.GUARDIAN and one.name])
    if names:
        return _("Vraag %s om vandaag te tekenen.") % names, _("Bekijk je contract")
    if placement.missing.is_only_company:
        return _("Alleen het bedrijf moet nog tekenen. Dat kan ook op je eerste dag."), _("Bekijk je contract")
    if any(one.role == SignerRole.COMPANY for one in turn):
        return _("Het bedrijf is aan de beurt om te tekenen."), _("Bekijk je contract")
    contract = next(iter(placement.its_contract), None)
    if contract is None or contract.state == ContractState.DRAFT:
        return _("Vul eerst jouw deel in. Het zijn korte vragen."), _("Vul je contract in")
    return _("School is nog bezig met je contract. Je mentor weet ervan."), _("Bekijk je contract")
