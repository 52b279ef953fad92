"""Change the days, hours, period or people of a stage before everybody signed its contract."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from contracts import rearranging
from contracts.enums import ContractState
from contracts.forms.rearranging import RearrangeForm
from contracts.views.checking import CHECKERS, shown_contract
from core.asked import whole_number
from core.moves import MoveRefused
from placements.lawful import ReasonWanted
from schools.access import open_to
from schools.enums import Looked
from schools.reading import looked_at


@open_to(*CHECKERS)
def rearrange(request, pk):
    """Change the stage itself. From the last signature on that is a change of the contract, with a page of its own."""
    contract = shown_contract(request, pk)
    placement = contract.placement
    looked_at(request, Looked.CONTRACT, placement.student_id)
    if why := rearranging.why_not(placement, contract):
        messages.info(request, why)
        is_signed = contract.state == ContractState.COMPLETE and not placement.is_over
        page = "contracts:addendum_new" if is_signed else "contracts:contract"
        return redirect(page, request.school.slug, pk)
    remark = remark_of(request, contract)
    form = RearrangeForm(request.POST or None, placement=placement)
    if form.is_valid():
        told = {"note": form.cleaned_data["note"], "reason": form.cleaned_data["reason"], "remark": remark}
        try:
            is_paper_old = rearranging.save(placement, by=request.member, **told, **form.wanted)
        except ReasonWanted as wanted:
            form.ask_reason(wanted)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, words_for(is_paper_old))
            return redirect("contracts:contract", request.school.slug, pk)
    context = {"form": form, "contract": contract, "placement": placement, "remark": remark}
    return render(request, "contracts/rearrange.html", context, status=422 if form.errors else 200)


def remark_of(request, contract):
    """What the company said about it, when the page was opened from there; None otherwise."""
    asked = whole_number(request.GET.get("opmerking", ""))
    return contract.company_remarks.open().filter(pk=asked).first() if asked and contract.pk else None


def words_for(is_paper_old):
    """What was done, and what comes next."""
    if is_paper_old:
        return _("De stage is aangepast. Het papier van eerder telt niet meer. Maak een nieuwe versie.")
    return _("De stage is aangepast. Zo komt het op het contract.")
