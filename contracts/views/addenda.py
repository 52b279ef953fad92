"""A change of a signed contract: prepare it, look at what it does, have it signed, and see it hold."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contracts import addenda, tasks
from contracts.enums import AddendumState, VersionState
from contracts.forms.addenda import AddendumForm, HoldForm, WithdrawForm
from contracts.models import Addendum, Contract
from contracts.views.checking import CHECKERS, WORDS, shown_placement
from core import jobs
from core.models import AuditEntry
from core.moves import MoveRefused
from placements.forms.safety import ReasonForm
from placements.lawful import give_reason
from schools.access import open_to
from schools.enums import STAFF, Looked, Role
from schools.reading import looked_at


@open_to(*CHECKERS)
def addendum_new(request, pk):
    """Prepare a change: everything as it is now, and what becomes different."""
    contract = signed_contract(request, pk)
    if why := addenda.why_no_change(contract):
        under_way = contract.addenda.going_on().first()
        if under_way is None:
            messages.error(request, why)
            return redirect("contracts:contract", request.school.slug, pk)
        messages.info(request, why)
        return redirect("contracts:addendum", request.school.slug, under_way.pk)
    form = AddendumForm(request.POST or None, contract=contract)
    if form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("effective_from", "reason", "changes")}
        try:
            made = addenda.begin(contract, by=request.member, **asked)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("contracts:addendum", request.school.slug, made.pk)
    return show_form(request, form, contract)


@open_to(*CHECKERS)
def addendum_edit(request, pk):
    """Mend a change as long as it was not made."""
    found = shown_addendum(request, pk)
    if found.state != AddendumState.DRAFT:
        messages.error(request, _("Deze wijziging is al gemaakt. Trek hem in als er iets anders moet."))
        return redirect("contracts:addendum", request.school.slug, pk)
    form = AddendumForm(request.POST or None, contract=found.contract, addendum=found)
    if form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("effective_from", "reason", "changes")}
        Addendum.objects.filter(pk=pk, state=AddendumState.DRAFT).update(**asked)
        return redirect("contracts:addendum", request.school.slug, pk)
    return show_form(request, form, found.contract, found)


def show_form(request, form, contract, found=None):
    """The questions, with what was typed."""
    context = {"form": form, "placement": contract.placement, "addendum": found}
    return render(request, "contracts/addendum_form.html", context, status=422 if form.errors else 200)


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR)
def addendum(request, pk):
    """One change: old beside new, from when, who signed, and whether it holds."""
    return show(request, shown_addendum(request, pk))


def show(request, found, *, hold=None, withdraw=None, law=None, status=200):
    """The page of a change, through the eyes of whoever looks."""
    may_act = request.member.role in CHECKERS
    version = found.versions.select_related("file", "sealed_file").first()
    context = {
        "addendum": found,
        "placement": found.contract.placement,
        "role": request.member.role,
        "rows": addenda.rows_of(found),
        "since": addenda.holds_since(found),
        "why_not": found.why_not_to(request.member.role),
        "version": version,
        "signatories": list(version.signatories.for_list()) if version else [],
        "may_act": may_act,
        "is_staff": request.member.role in STAFF,
    }
    if version and version.state == VersionState.OPEN:
        context["may_bring"] = request.member.role in (Role.STUDENT, Role.GUARDIAN)
    if may_act and found.state == AddendumState.DRAFT:
        fault, warned = addenda.consequences(found, by=request.member)
        context |= {"fault": fault, "warned": addenda.warned_words(warned), "law": law or ReasonForm()}
    if may_act and "withdraw" in found.moves:
        context["withdraw"] = withdraw or WithdrawForm()
    if may_act and found.state == AddendumState.AGREED:
        context["hold"] = hold or HoldForm(addendum=found)
    if request.member.role in STAFF:
        context["history"] = [one.told(WORDS) for one in AuditEntry.objects.about(found).for_list()]
    return render(request, "contracts/addendum.html", context, status=status)


@open_to(*CHECKERS)
@require_POST
def addendum_make(request, pk):
    """Have the change printed; from then on it is signed. Where the law warns, with the reason why it may be."""
    found = shown_addendum(request, pk)
    if found.state != AddendumState.DRAFT:
        return redirect("contracts:addendum", request.school.slug, pk)
    why, warned = addenda.consequences(found, by=request.member)
    if why:
        messages.error(request, why)
        return redirect("contracts:addendum", request.school.slug, pk)
    if warned:
        law = ReasonForm(request.POST)
        if not law.is_valid():
            return show(request, found, law=law, status=422)
        give_reason(found.contract.placement, warned, law.cleaned_data["reason"], by=request.member)
    job = jobs.start(
        tasks.print_addendum, school=request.school, by=request.member, total=1,
        label=_("Wijziging van het contract van %(name)s") % {"name": found.contract.placement.student.name},
        addendum=found.pk, member=request.member.pk,
    )  # fmt: skip
    return redirect("schools:job", request.school.slug, job.pk)


@open_to(*CHECKERS)
@require_POST
def addendum_withdraw(request, pk):
    """Take a change back, and say why: nothing changes."""
    found = shown_addendum(request, pk)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            addenda.withdraw(found, by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Ingetrokken. Er verandert niets aan de stage."))
        return redirect("contracts:addendum", request.school.slug, pk)
    return show(request, found, withdraw=form, status=422)


@open_to(*CHECKERS)
@require_POST
def addendum_hold(request, pk):
    """Try again to let the stage follow a change that everybody signed, from the day on the paper or a later one."""
    found = shown_addendum(request, pk)
    form = HoldForm(request.POST, addendum=found)
    if not form.is_valid():
        return show(request, found, hold=form, status=422)
    try:
        holds = addenda.hold(found, by=request.member, **form.cleaned_data)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        if not holds:
            form.add_error("from_date", found.why_not)
            return show(request, found, hold=form, status=422)
        messages.success(request, _("De stage volgt nu de wijziging."))
    return redirect("contracts:addendum", request.school.slug, pk)


def shown_addendum(request, pk):
    """A change with everybody who is named in it."""
    found = get_object_or_404(Addendum.objects.visible_to(request.member).for_page(), pk=pk)
    looked_at(request, Looked.CONTRACT, found.contract.placement.student_id)
    return found


def signed_contract(request, pk):
    """The contract of a stage that this member guides; one that nobody wrote yet cannot be changed."""
    placement = shown_placement(request, pk)
    looked_at(request, Looked.CONTRACT, placement.student_id)
    found = Contract.objects.for_paper().filter(placement=placement).first()
    if found is None:
        raise Http404
    return found
