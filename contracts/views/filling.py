"""The student's own part of the contract: one question a screen, kept after every screen."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contracts import emails
from contracts.enums import ContractState
from contracts.forms.questions import ASKED, QuestionForm
from contracts.guardians import guardians_of
from contracts.models import QUESTIONS, Contract
from core.models import AuditEntry
from core.moves import MoveRefused
from placements.models import Placement
from schools.access import open_to
from schools.enums import Role


def own_contract(request, pk):
    """The contract of the student's own stage."""
    around = ("student", "company", "mentor__user", "group__kind")
    shown = Placement.objects.visible_to(request.member).select_related(*around)
    placement = get_object_or_404(shown, pk=pk)
    known = Contract.objects
    contract = known.of(placement) if request.method == "POST" else known.to_show(placement)
    contract.placement = placement
    return contract


@open_to(Role.STUDENT)
def fill_in(request, pk):
    """Show all answers with a way to change each; who has answered nothing yet starts at the first question."""
    contract = own_contract(request, pk)
    if contract.state != ContractState.DRAFT:
        return redirect("contracts:contract", request.school.slug, pk)
    if not any(getattr(contract, name) for name in contract.asked):
        return redirect("contracts:question", request.school.slug, pk, contract.asked[0])
    rows = [
        {"name": name, "label": ASKED[name].label, "answer": getattr(contract, name), "must": QUESTIONS[name]}
        for name in contract.asked
    ]
    context = {"contract": contract, "placement": contract.placement, "rows": rows, "note": note_of(contract)}
    return render(request, "contracts/fill_in.html", context)


@open_to(Role.STUDENT)
def question(request, pk, name):
    """Ask one question, keep the answer, go on to the next one."""
    contract = own_contract(request, pk)
    names = contract.asked
    if name not in names:
        raise Http404
    form = QuestionForm(request.POST or None, question=name, contract=contract, suggestion=suggestion(contract, name))
    if form.is_valid():
        try:
            contract.keep_answers(form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return following(request, pk, name, names)
    context = {"contract": contract, "placement": contract.placement, "form": form, "name": name}
    context |= {"number": names.index(name) + 1, "total": len(names), "one_only": "wijzig" in request.GET}
    context["previous"] = names[names.index(name) - 1] if name != names[0] else ""
    return render(request, "contracts/question.html", context, status=422 if form.errors else 200)


@open_to(Role.STUDENT)
@require_POST
def submit(request, pk):
    """The student hands in the own part."""
    contract = own_contract(request, pk)
    try:
        contract.submit(by=request.member)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("contracts:fill_in", request.school.slug, pk)
    emails.part_submitted(contract)
    messages.success(request, _("Goed gedaan! Je begeleider kijkt het na."))
    return redirect("contracts:contract", request.school.slug, pk)


def following(request, pk, name, names):
    """The next question, or the overview after the last one and after a single change."""
    if "wijzig" in request.GET or name == names[-1]:
        return redirect("contracts:fill_in", request.school.slug, pk)
    return redirect("contracts:question", request.school.slug, pk, names[names.index(name) + 1])


def suggestion(contract, name):
    """What the school knows already; the student may change it."""
    student = contract.placement.student
    if name == "phone":
        return student.phone
    if name in ("emergency_name", "emergency_phone"):
        known = [link.member.user for link in guardians_of(student) if not link.is_address_shielded]
        if name == "emergency_name":
            return known[0].name if known else ""
        called = contract.emergency_name.strip().casefold()
        return next((user.phone for user in known if user.name.casefold() == called), "")
    return ""


def note_of(contract):
    """What the student was asked to change, when the contract came back."""
    if contract.state != ContractState.DRAFT:
        return ""
    back = AuditEntry.objects.about(contract).filter(action="send_back").last()
    return back.note if back else ""
