"""Contracts as school sees them: the list, the check, and the printing. Student, guardian and company look along."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from contracts import addenda, asking, ending, gate, ladder, rearranging, tasks
from contracts.calendar import told_hours
from contracts.enums import ContractState, VersionState
from contracts.forms.checking import ContractFilter, SendBackForm
from contracts.guardians import guardians_for_page
from contracts.lwt import is_lwt
from contracts.lwt import refuse as refuse_lwt
from contracts.models import Addendum, Contract, ContractVersion
from contracts.pok import refuse as refuse_pok
from contracts.views.filling import note_of
from contracts.views.scans import brought_by
from core import jobs
from core.asked import whole_number
from core.models import AuditEntry
from core.moves import MoveRefused
from placements.lawful import ReasonWanted
from placements.models import Placement
from placements.safety import why_not_safe
from schools.access import open_to
from schools.enums import STAFF, Looked, Role
from schools.reading import looked_at

PAGE = 50
WORDS = {
    "submit": gettext_lazy("De leerling leverde het eigen deel in"),
    "send_back": gettext_lazy("Teruggestuurd naar de leerling"),
    "check_off": gettext_lazy("Nagekeken"),
    "issue": gettext_lazy("Een versie gemaakt"),
    "close": gettext_lazy("Afgesloten"),
    "complete": gettext_lazy("Iedereen heeft getekend"),
    "rearrange": gettext_lazy("De stage is aangepast"),
    "fall_back": gettext_lazy("Iemand tekende niet"),
    "end": gettext_lazy("Het contract is beëindigd"),
    "agree": gettext_lazy("Iedereen heeft de wijziging getekend"),
    "apply": gettext_lazy("De stage volgt de wijziging"),
    "wait": gettext_lazy("De stage kon de wijziging niet volgen"),
    "refuse": gettext_lazy("Iemand tekende niet"),
    "withdraw": gettext_lazy("Ingetrokken"),
    "ask_company": gettext_lazy("Het bedrijf gevraagd of alles klopt"),
    "plan_lwt": gettext_lazy("Het leerwerkplan ingevuld"),
    "company_checks": gettext_lazy("Het bedrijf keek de gegevens na"),
}
CHECKERS = (Role.COORDINATOR, Role.MENTOR)


@open_to(*STAFF)
def contracts(request):
    """The contracts of all stages that are planned or running: how far each is, and what to do next."""
    form = ContractFilter(request.GET, member=request.member)
    asked = form.cleaned_data if form.is_valid() else {}
    everything = Placement.objects.visible_to(request.member).live()
    found = everything
    if asked.get("klas"):
        found = found.filter(student__class_name=asked["klas"])
    if asked.get("stand"):
        found = found.filter(in_state(asked["stand"]))
    number = whole_number(request.GET.get("blad", ""), 1)
    first = (min(max(number, 1), 1000) - 1) * PAGE
    rows = list(found.for_list().prefetch_related("contracts")[first : first + PAGE + 1])
    for row in rows:
        row.contract = next(iter(row.contracts.all()), None) or Contract(placement=row)
    standings = ladder.standings([row.contract.pk for row in rows if row.contract.state == ContractState.SIGNING])
    for row in rows:
        row.standing = standings.get(row.contract.pk, "")
    context = {"form": form, "rows": rows[:PAGE], "counts": counts(everything)}
    context |= {"may_make": request.member.role in CHECKERS} | pages(request, rows, first)
    return render(request, "contracts/contracts.html", context)


def in_state(state):
    """A condition on stages: their contract is in this state; no contract yet counts as the first one."""
    condition = Q(contracts__state=state)
    return condition | Q(contracts=None) if state == ContractState.DRAFT else condition


def counts(placements):
    """[(state, label, number)] over all stages the member sees."""
    going_on = [state for state in ContractState if state != ContractState.CLOSED]
    found = placements.aggregate(**{state.value: Count("pk", filter=in_state(state)) for state in going_on})
    return [(state.value, state.label, found[state.value]) for state in going_on]


def pages(request, rows, first):
    """Addresses of the earlier and the later part of the list."""
    query, number = request.GET.copy(), first // PAGE + 1
    found = {"previous": "", "next": ""}
    for name, other, there in (("previous", number - 1, first), ("next", number + 1, len(rows) > PAGE)):
        if there:
            query["blad"] = other
            found[name] = f"?{query.urlencode()}"
    return found


def shown_placement(request, pk):
    """A stage with everybody who is named in its contract."""
    shown = Placement.objects.visible_to(request.member).select_related(
        "student", "company", "group__kind", "mentor__user", "supervisor__member__user"
    )
    return get_object_or_404(shown, pk=pk)


def shown_contract(request, pk):
    """The contract of a stage, with everybody who is named in it."""
    found = Contract.objects.visible_to(request.member).for_page().filter(placement=pk).first()
    if found is None:
        placement = shown_placement(request, pk)
        found = Contract.objects.to_show(placement)
        found.placement = placement
    return found


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR)
def contract(request, pk):
    """The contract of one stage: what is in it, how far it is, and the paper."""
    found, role = shown_contract(request, pk), request.member.role
    placement = found.placement
    looked_at(request, Looked.CONTRACT, placement.student_id)
    versions = versions_of(request.member, found)
    context = {"placement": placement, "contract": found, "versions": versions, "role": role}
    gate.put_for_page(placement, found, versions)
    context["lapses_on"] = ending.lapses_on(found, versions)
    context["starts_now"] = placement.starts_on <= timezone.localdate()
    if role in (Role.STUDENT, Role.GUARDIAN):
        to_bring = next((one for one in versions if one.state == VersionState.OPEN), None)
        context |= {"to_bring": to_bring, "brought": brought_by(request.member, [to_bring]) if to_bring else []}
    if role == Role.STUDENT:
        context["at_company"] = placement.starts_on <= timezone.localdate() and not placement.is_over
        context |= {"note": note_of(found), "is_minor": placement.student.age_on(timezone.localdate()) < 18}
    if role == Role.SUPERVISOR:
        context["to_check"] = found.pk and "company_checks" in found.moves and not placement.group.kind.is_internal
    if role in STAFF:
        context["is_going_on"] = "company_checks" in found.moves
        context |= told_hours(found) | {
            "guardians": guardians_for_page(found),
            "history": told(AuditEntry.objects.about(found).for_list()),
            "may_check": role in CHECKERS,
            "is_lwt": is_lwt(placement),
            "refusals": [one for version in versions[:1] for one in version.rungs if one.refusal],
            "may_rearrange": role in CHECKERS and not rearranging.why_not(placement, found),
        }
    context |= chain_of(request, found, versions)
    return render(request, "contracts/contract.html", context)


def versions_of(member, found):
    """The versions that this member sees, each with who signs it."""
    shown = ContractVersion.objects.visible_to(member).filter(contract=found.pk).for_list()
    versions = list(ladder.with_signatories(shown))
    guardians = {one["member"] for one in guardians_for_page(found)} if member.role == Role.GUARDIAN else ()
    own = ladder.signed_by(member, versions, guardians)
    return ladder.put_rungs(versions, member, own=own, is_shielded=getattr(found, "is_shielded", True))


def chain_of(request, found, versions):
    """The signed contract and its changes in order, with since when each holds; none before everybody signed."""
    if found.state not in (ContractState.COMPLETE, ContractState.ENDED):
        return {"has_chain": False}
    printed = {one.addendum_id: one.addendum for one in versions if one.addendum_id}
    chain = sorted(printed.values(), key=lambda one: one.number)
    if found.has_unprinted and request.member.role in STAFF:
        chain = list(Addendum.objects.visible_to(request.member).filter(contract=found).for_list())
    for one in chain:
        one.since, one.about = addenda.holds_since(one), addenda.about(one)
        one.told_why_not = one.why_not_to(request.member.role)
    may_change = request.member.role in CHECKERS and found.state == ContractState.COMPLETE
    return {"has_chain": True, "chain": chain, "may_change": may_change}


@open_to(*CHECKERS)
@require_POST
def check_off(request, pk):
    """The student's part is right."""
    placement = shown_placement(request, pk)
    found = Contract.objects.of(placement)
    if "check_off" in found.moves and (faults := why_not_safe(placement)):
        messages.error(request, " ".join(faults))
        return redirect("placements:safety", request.school.slug, pk)
    try:
        found.check_off(by=request.member)
    except ReasonWanted as wanted:
        messages.error(request, str(wanted))
        return redirect("placements:lawful", request.school.slug, pk)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Nagekeken. Nu kunt u het contract maken."))
    return redirect("contracts:contract", request.school.slug, pk)


@open_to(*CHECKERS)
def send_back(request, pk):
    """Ask the student to change something, and say what."""
    placement = shown_placement(request, pk)
    form = SendBackForm(request.POST or None)
    if form.is_valid():
        try:
            asking.send_back(Contract.objects.of(placement), by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Teruggestuurd. De leerling ziet uw bericht bij het contract."))
            return redirect("contracts:contract", request.school.slug, pk)
    context = {"placement": placement, "form": form}
    return render(request, "contracts/send_back.html", context, status=422 if form.errors else 200)


@open_to(*CHECKERS)
@require_POST
def make(request, pk):
    """Have the next version printed."""
    placement = shown_placement(request, pk)
    found = Contract.objects.of(placement)
    if "issue" not in found.moves:
        messages.error(request, _("Kijk het deel van de leerling eerst na. Daarna kunt u het contract maken."))
        return redirect("contracts:contract", request.school.slug, pk)
    for refuse, mend in ((refuse_lwt, "lwt_rules"), (refuse_pok, "details")):
        try:
            refuse(found)
        except MoveRefused as refused:
            messages.error(request, str(refused))
            return redirect(f"contracts:{mend}", request.school.slug, pk)
    return start_printing(request, [found], _("Contract van %(name)s") % {"name": placement.student.name})


def start_printing(request, found, label):
    """Hand the work to the worker and follow it."""
    job = jobs.start(
        tasks.make_contracts,
        school=request.school,
        label=label,
        by=request.member,
        total=len(found),
        contracts=[[one.pk, one.next_number()] for one in found],
        member=request.member.pk,
    )
    return redirect("schools:job", request.school.slug, job.pk)


def told(entries):
    """The record as the history component shows it."""
    return [one.told(WORDS) for one in entries]
