"""What a change of a contract is about: old beside new, what stands in its way, and what happens when it is signed."""

from datetime import date, time

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import CompanyContact
from contracts import change_emails, lwt
from contracts.allowance import agreed
from contracts.enums import AddendumState
from contracts.lwt_plan import keep_size
from contracts.models import Addendum
from core.calendar import nl_date, nl_weekdays
from core.moves import MoveRefused
from placements.lawful import findings_for, open_warnings, refuse_unlawful
from placements.matching import refuse_unrecognised
from placements.terms import change_terms, why_not_terms
from schools.labour import gathered
from schools.models import Membership

WHAT = {  # in the order of the paper
    "weekdays": gettext_lazy("Stagedagen"),
    "starts_at": gettext_lazy("Begin van de dag"),
    "ends_at": gettext_lazy("Einde van de dag"),
    "break_minutes": gettext_lazy("Pauze"),
    "supervisor": gettext_lazy("Praktijkbegeleider"),
    "mentor": gettext_lazy("Begeleider van school"),
    "ends_on": gettext_lazy("Laatste dag"),
    "plan_days": gettext_lazy("Dagen bij dit bedrijf"),
    "plan_hours": gettext_lazy("Uren bij dit bedrijf"),
    "allowance": gettext_lazy("Vergoeding"),
    "clause": gettext_lazy("Andere afspraak"),
}
TIMES, PEOPLE, TEXTS = ("starts_at", "ends_at"), ("supervisor", "mentor"), ("allowance", "clause")


def as_it_is(contract, day):
    """{what: value} that holds on this day, after the changes before this one."""
    placement = contract.placement
    terms = placement.terms_on(max(day, placement.starts_on))
    found = {name: getattr(terms, name) for name in ("weekdays", *TIMES, "break_minutes")}
    found |= {"supervisor": terms.supervisor_id, "mentor": terms.mentor_id, "ends_on": placement.ends_on}
    if lwt.is_lwt(placement) and (plan := lwt.plan_of(contract)):
        found |= {"plan_days": plan.days, "plan_hours": plan.hours}
    return found | dict.fromkeys(TEXTS, "") | agreed_texts(contract, day)


def last_agreed(contract):
    """The day from which everything holds that was agreed: today, the first day, or when the last change begins."""
    days = contract.addenda.filter(state=AddendumState.APPLIED).aggregate(
        on_paper=Max("effective_from"), in_stage=Max("term__from_date", filter=Q(term__cancelled_at=None))
    )
    return max(timezone.localdate(), contract.placement.starts_on, *filter(None, days.values()))


def agreed_texts(contract, day):
    """The texts that hold on this day: of the contract, then of each change that took them over."""
    found = {"allowance": signed_allowance(contract)}
    for one in contract.addenda.filter(state=AddendumState.APPLIED, effective_from__lte=day).for_list():
        found |= {name: one.changes[name][1] for name in TEXTS if name in one.changes}
    return found


def signed_allowance(contract):
    """What everybody signed, from the paper itself; of a contract that is not signed what stands in it now."""
    signed = contract.signed_version() if contract.pk else None
    return agreed(signed.snapshot.get("allowance", "") if signed else contract.allowance)


def changes_of(contract, day, wanted):
    """{what: [old, new]} of what is wanted and differs from what holds on that day, as plain data."""
    now = as_it_is(contract, day)
    return {
        name: [plain(now[name]), plain(wanted[name])]
        for name in WHAT
        if name in wanted and plain(wanted[name]) != plain(now[name])
    }


def plain(value):
    """A value as it is kept: numbers, words and lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value


def rows_of(addendum):
    """[{what, old, new}] in words, in the order of the paper."""
    ids = {name: [pk for pk in addendum.changes.get(name, []) if pk] for name in PEOPLE}
    contacts = CompanyContact.objects.filter(pk__in=ids["supervisor"]).select_related("member__user")
    mentors = Membership.objects.filter(pk__in=ids["mentor"]).select_related("user")
    names = {
        "supervisor": {one.pk: one.member.user.name for one in contacts} if ids["supervisor"] else {},
        "mentor": {one.pk: one.user.name for one in mentors} if ids["mentor"] else {},
    }
    return [
        {"what": str(label), "old": said(name, addendum.changes[name][0], names),
         "new": said(name, addendum.changes[name][1], names)}
        for name, label in WHAT.items()
        if name in addendum.changes
    ]  # fmt: skip


def said(name, value, names):
    """One value in words."""
    if value in (None, "", []):
        return ""
    if name == "weekdays":
        return nl_weekdays(value)
    if name == "ends_on":
        return nl_date(date.fromisoformat(value))
    if name == "break_minutes":
        return _("%(minutes)s minuten") % {"minutes": value}
    if name == "plan_hours":
        return _("%(hours)s uur") % {"hours": value}
    return names[name].get(value, "") if name in PEOPLE else str(value)


def about(addendum):
    """stagedagen, laatste dag"""
    return ", ".join(str(label).lower() for name, label in WHAT.items() if name in addendum.changes)


def terms_of(addendum):
    """What `change_terms` is asked for; {} when only texts or the size of a leerwerkplan change."""
    apart = (*TEXTS, *lwt.PLAN_SIZE)
    found = {name: new for name, (_old, new) in addendum.changes.items() if name not in apart}
    found |= {name: time.fromisoformat(found[name]) for name in TIMES if name in found}
    if "ends_on" in found:
        found["ends_on"] = date.fromisoformat(found["ends_on"])
    if "supervisor" in found:
        found["supervisor"] = CompanyContact.objects.get(pk=found["supervisor"])
    if "mentor" in found:
        found["mentor"] = Membership.objects.get(pk=found["mentor"])
    return found


def cause_of(addendum):
    """What stands beside the terms on the page of the stage."""
    return _("Wijziging %(number)s van het contract") % {"number": addendum.number}


def consequences(addendum, *, by):
    """(the sentence that says why this cannot be or "", [Finding] of the law that ask for a reason) of a change.

    Nothing is changed.
    """
    warned, placement, terms = [], addendum.contract.placement, terms_of(addendum)

    def look(stage):
        warned.extend(open_warnings(stage, look_at_law(addendum, stage, addendum.effective_from)))

    if terms:
        asked = {"from_date": addendum.effective_from, "by": by, "cause": cause_of(addendum)}
        return why_not_terms(placement, look=look, **asked, **terms), warned
    try:
        look(placement)
    except MoveRefused as refused:
        return str(refused), warned
    return "", warned


def look_at_law(addendum, stage, since):
    """[Finding] of the stage as this change makes it, of the days since then. Raises MoveRefused for what may not be.
    """
    found, kind = [], stage.group.kind
    if terms_of(addendum):
        found = findings_for(stage, since=since)
        refuse_unlawful(stage, found)
    if lwt.lasts_longer(addendum.changes) and not lwt.is_lwt(stage):  # of an LWT a lapse asks a reason
        refuse_unrecognised(stage.company, kind, stage.ends_on)
    return [*found, *lwt.of_change(addendum, stage, since)]


def warned_words(warned):
    """The sentence of each, for the page: of the hours of work first."""
    of_plan = [one for one in warned if isinstance(one, lwt.Finding)]
    of_work = gathered(one for one in warned if one not in of_plan)
    return [words for _one, words in of_work] + [one.words for one in of_plan]


def begin(contract, *, by, effective_from, reason, changes):
    """Write down a change that school prepares. Raises MoveRefused when one is under way or it is not signed yet."""
    with transaction.atomic():
        kept = type(contract).objects.select_for_update(of=("self",)).get(pk=contract.pk)
        if why := why_no_change(kept):
            raise MoveRefused(why)
        number = kept.addenda.count() + 1
        return Addendum.objects.create(
            school_id=kept.school_id, contract=kept, number=number, made_by=by,
            effective_from=effective_from, reason=reason, changes=changes,
        )  # fmt: skip


def why_no_change(contract):
    """Why this contract cannot be changed by an addendum now; "" when it can."""
    if contract.pk is None or contract.state != "complete":
        state = {"state": contract.get_state_display()}
        return _("Een wijziging kan als het contract volledig getekend is. De stand is nu: %(state)s.") % state
    if contract.addenda.going_on().exists():
        return _("Er is al een wijziging in de maak. Rond die eerst af of trek hem in.")
    if contract.placement.is_over:
        return _("De stage is voorbij. Er verandert niets meer.")
    return ""


def hold(addendum, *, by, from_date=None):
    """Everybody signed: let the stage follow from the date of effect, or from a later day that school chose.

    What cannot be is kept with the reason and told to the coordinator; nothing is half done. Returns whether it holds.
    """
    terms, stage = terms_of(addendum), addendum.contract.placement
    guided = [stage.mentor, stage.supervisor.member]  # before it holds: from today on the stage itself has others
    try:
        with transaction.atomic():
            day = from_date or addendum.effective_from
            term = terms and change_terms(stage, from_date=day, by=by, cause=cause_of(addendum), **terms)
            look_at_law(addendum, stage, day)
            keep_size(addendum.contract, addendum.changes, by=by)
            addendum.apply(by=by, term=term or None)
    except MoveRefused as refused:
        addendum.wait(by=by, note=str(refused))
        change_emails.addendum_stuck(addendum)
        return False
    change_emails.addendum_holds(addendum, rows_of(addendum), guided)
    return True


def withdraw(addendum, *, by, note):
    """School takes a change back: what was to be signed lapses, nothing changes, and who signed hears why."""
    with transaction.atomic():
        held = list(addendum.versions.open().select_for_update(of=("self",)))  # first, as a signature does
        addendum.withdraw(by=by, note=note)
        for version in held:
            version.lapse(by=by, note=note)
        change_emails.addendum_withdrawn(addendum, note)


def holds_since(addendum):
    """The day from which it holds; None as long as it does not."""
    if addendum.state != AddendumState.APPLIED:
        return None
    return addendum.term.from_date if addendum.term_id else addendum.effective_from

