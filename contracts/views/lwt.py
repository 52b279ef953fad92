"""The leer-werkovereenkomst of one stage: its plan, and what the law says of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from contracts import lwt
from contracts.forms.lwt import LwtForm
from contracts.lwt_plan import keep, proposed
from contracts.models import Contract
from contracts.views.checking import CHECKERS, shown_contract
from core.moves import MoveRefused
from placements.forms.safety import ReasonForm
from placements.lawful import give_reason, open_warnings, reasons_of
from schools.access import open_to
from schools.enums import STAFF, Looked
from schools.reading import looked_at


def lwt_contract(request, pk):
    """The contract of a leer-werktraject; there is nothing here for another stage."""
    found = shown_contract(request, pk)
    if not lwt.is_lwt(found.placement):
        raise Http404
    looked_at(request, Looked.CONTRACT, found.placement.student_id)
    return found


@open_to(*CHECKERS)
def plan(request, pk):
    """Fill in what a leer-werkovereenkomst says besides the contract."""
    contract = lwt_contract(request, pk)
    known = lwt.plan_of(contract)
    form = LwtForm(request.POST or None, instance=known, initial=None if known else proposed(contract))
    if form.is_valid():
        try:
            keep(Contract.objects.of(contract.placement), form.cleaned_data, by=request.member)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Bewaard. Een versie die al is gemaakt, verandert niet."))
            return redirect("contracts:lwt_rules", request.school.slug, pk)
    context = {
        "form": form, "contract": contract, "placement": contract.placement, "plan": known,
        "planned": lwt.in_words(lwt.planned(contract.placement)),
    }  # fmt: skip
    return render(request, "contracts/lwt_plan.html", context, status=422 if form.errors else 200)


@open_to(*STAFF)
def rules(request, pk):
    """What the law says of this leer-werktraject, with the reasons; the page of the contract fetches it by itself."""
    contract = lwt_contract(request, pk)
    placement, known, may_check = contract.placement, lwt.plan_of(contract), request.member.role in CHECKERS
    size, others = sizes = lwt.sizes_of(placement)
    found = lwt.findings(contract, known, sizes)
    form = ReasonForm(request.POST if request.method == "POST" and may_check else None)
    if form.is_valid():
        give_reason(placement, open_warnings(placement, found), form.cleaned_data["reason"], by=request.member)
        messages.success(request, _("De reden is vastgelegd."))
        return redirect("contracts:lwt_rules", request.school.slug, pk)
    reasons, here = reasons_of(placement), known.size if known else size
    rows = [(one, reasons.get(one.rule.key)) for one in found]
    context = {
        "contract": contract, "placement": placement, "plan": known, "rows": rows, "form": form,
        "may_reason": may_check, "may_plan": may_check and not contract.why_fixed,
        "is_blocked": any(one.blocks for one in found),
        "wants_reason": any(not one.blocks and reason is None for one, reason in rows),
        "here_size": here, "others": others, "together": here.plus(others),
    }  # fmt: skip
    template = "contracts/_lwt_rules.html" if request.headers.get("HX-Request") else "contracts/lwt_rules.html"
    return render(request, template, context, status=422 if form.errors else 200)
