"""Contracts as school sees them: the list, the check, and the printing. Student, guardian and company look along."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from contracts import age_rules, tasks
from contracts.calendar import closed_days, stage_dates
from contracts.enums import ContractState
from contracts.facts import guardians_of
from contracts.forms.checking import ContractFilter, SendBackForm
from contracts.models import Contract, ContractVersion
from contracts.views.filling import note_of
from core import jobs
from core.asked import whole_number
from core.models import AuditEntry
from core.moves import MoveRefused
from placements.models import Placement
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
    context = {"form": form, "rows": rows[:PAGE], "counts": counts(everything)} | pages(request, rows, first)
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
    found = Contract.objects.visible_to(request.member).for_paper().filter(placement=pk).first()
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
    versions = ContractVersion.objects.visible_to(request.member).filter(contract=found.pk).for_list()
    context = {"placement": placement, "contract": found, "versions": list(versions), "role": role}
    if role == Role.STUDENT:
        context |= {"note": note_of(found), "is_minor": placement.student.age_on(timezone.localdate()) < 18}
    if role in STAFF:
        dates = stage_dates(placement, closed_days(placement))
        context |= {
            "warnings": age_rules.warnings(placement, dates),
            "days": len(dates),
            "minutes": placement.day_minutes * len(dates),
            "guardians": list(guardians_of(placement.student)),
            "history": told(AuditEntry.objects.about(found).for_list()),
            "may_check": role in CHECKERS,
        }
    return render(request, "contracts/contract.html", context)


@open_to(*CHECKERS)
@require_POST
def check_off(request, pk):
    """The student's part is right."""
    found = Contract.objects.of(shown_placement(request, pk))
    try:
        found.check_off(by=request.member)
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
            Contract.objects.of(placement).send_back(by=request.member, **form.cleaned_data)
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
    return start_printing(request, [found], _("Contract van %(name)s") % {"name": placement.student.name})


@open_to(*CHECKERS)
@require_POST
def make_many(request):
    """Have all contracts printed that were checked and have no version yet."""
    seen = Contract.objects.visible_to(request.member).filter(state=ContractState.CHECKED).order_by("pk")
    ready = list(seen[:100])
    if not ready:
        messages.info(request, _("Er is geen contract dat is nagekeken en nog gemaakt moet worden."))
        return redirect("contracts:contracts", request.school.slug)
    return start_printing(request, ready, _("%(number)s contracten") % {"number": len(ready)})


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
