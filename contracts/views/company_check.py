"""Before signing: the company looks at its data, and school decides about what it says."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contracts import company_check as checking
from contracts import emails
from contracts.checklist import still_missing
from contracts.forms.company import CompanyCheckForm, DetailsForm
from contracts.models import CompanyRemark, Contract
from contracts.views.checking import CHECKERS, shown_contract, shown_placement
from core.moves import MoveRefused
from schools.access import open_to
from schools.enums import STAFF, Looked, Role
from schools.reading import looked_at


@open_to(*STAFF)
def missing(request, pk):
    """What must still be done before the contract is right, and what the company wants different.

    The page of the contract fetches this by itself; without JavaScript it is a page.
    """
    contract = shown_contract(request, pk)
    looked_at(request, Looked.CONTRACT, contract.placement.student_id)
    remarks = list(contract.company_remarks.open().for_list()) if contract.pk else []
    going_on, is_internal = "company_checks" in contract.moves, contract.placement.group.kind.is_internal
    context = {
        "placement": contract.placement,
        "contract": contract,
        "remarks": remarks,
        "missing": still_missing(contract, remarks) if going_on else [],
        "may_ask_company": going_on and not is_internal and not contract.company_checked_at,
        "may_check": request.member.role in CHECKERS,
    }
    return render(request, "contracts/_missing.html" if request.htmx else "contracts/missing.html", context)


@open_to(*CHECKERS)
@require_POST
def company_ask(request, pk):
    """Ask the company by mail to look at its data; once a day, so that a second time is a reminder."""
    contract = Contract.objects.of(shown_placement(request, pk))
    to = contract.signs_for_company.member
    if not to.user.email:
        messages.error(request, _("%(name)s heeft geen mailadres. Bel het bedrijf.") % {"name": to.user.name})
        return redirect("contracts:contract", request.school.slug, pk)
    try:
        contract.ask_company(by=request.member)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        emails.company_asked(contract, to)
        messages.success(request, _("Gevraagd. %(name)s krijgt een mail.") % {"name": to.user.name})
    return redirect("contracts:contract", request.school.slug, pk)


@open_to(Role.SUPERVISOR)
def company_check(request, pk):
    """Is this right? What differs goes to school as a proposal; nothing changes by itself."""
    contract = shown_contract(request, pk)
    if contract.pk is None or contract.placement.group.kind.is_internal or contract.placement.is_over:
        raise Http404
    looked_at(request, Looked.CONTRACT, contract.placement.student_id)
    form = CompanyCheckForm(request.POST or None, contract=contract)
    if form.is_valid():
        try:
            with transaction.atomic():
                number = checking.keep(contract, form.cleaned_data, by=request.member)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            thanks = _("Dank u wel. Wat u veranderde, is bij school. School kijkt ernaar.")
            messages.success(request, thanks if number else _("Dank u wel. School weet dat alles klopt."))
            return redirect("contracts:contract", request.school.slug, pk)
    context = {"form": form, "contract": contract, "placement": contract.placement}
    return render(request, "contracts/company_check.html", context, status=422 if form.errors else 200)


@open_to(*CHECKERS)
@require_POST
def remark(request, pk):
    """Take over what a company said, or leave it."""
    found = get_object_or_404(CompanyRemark.objects.visible_to(request.member), pk=pk)
    checking.hold_contract(found.contract_id)
    try:
        found.take(by=request.member) if "overnemen" in request.POST else found.leave(by=request.member)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    placement = Contract.objects.values_list("placement", flat=True).get(pk=found.contract_id)
    return redirect("contracts:contract", request.school.slug, placement)


@open_to(*CHECKERS)
def details(request, pk):
    """Who signs for the company, the allowance, the study: until the paper is signed."""
    contract = Contract.objects.of(shown_placement(request, pk)) if request.method == "POST" else None
    contract = contract or shown_contract(request, pk)
    form = DetailsForm(request.POST or None, instance=contract)
    if form.is_valid():
        try:
            contract.write(**{name: form.cleaned_data[name] for name in form.fields})
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Bewaard. Een versie die al is gemaakt, verandert niet."))
            return redirect("contracts:contract", request.school.slug, pk)
    context = {"form": form, "placement": contract.placement, "why_fixed": "" if form.errors else contract.why_fixed}
    return render(request, "contracts/details.html", context, status=422 if form.is_bound else 200)
