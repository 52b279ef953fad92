"""The coordinator connects the school's own sign-in service: fill in, test, switch on, and see who is linked."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.models import AuditEntry
from core.moves import MoveRefused
from schools import oidc, school_accounts
from schools.access import confirm_first, open_to
from schools.enums import Role
from schools.forms.sign_in_service import FIELDS, SignInServiceForm
from schools.models import SchoolAccount, SignInService
from schools.sign_in_faults import Fault
from schools.sign_in_report import REPORT, report_of_fault
from schools.views.school_account import leave


@open_to(Role.COORDINATOR)
@confirm_first(only="POST")
def sign_in_service(request):
    """Choose a kind, fill in its settings; how the last test went and what can be done now."""
    service = SignInService.objects.first()
    kind = request.GET.get("soort") or (service.kind if service else "")
    if kind not in FIELDS:
        return render(request, "schools/sign_in_kinds.html", {"kinds": SignInService.Kind.choices, "service": service})
    known = service if service and service.kind == kind else None
    form = SignInServiceForm(request.POST or None, instance=known or SignInService(kind=kind), kind=kind)
    if form.is_valid():
        school_accounts.save_service(form.given(), form.cleaned_data["secret"], by=request.member)
        messages.success(request, _("Bewaard. Doe nu de test: daarna kunt u het aanzetten."))
        return redirect("schools:sign_in_service", school=request.school.slug)
    page = {
        "form": form,
        "kind": kind,
        "label": SignInService.Kind(kind).label,
        "service": known,
        "help_open": known is None,
        "report": request.session.pop(REPORT, None) if known and request.method == "GET" else None,
        "return_address": oidc.return_address(request.school.slug),
        "linked": linked() if known else [],
    }
    return render(request, "schools/sign_in_service.html", page, status=422 if form.errors else 200)


def linked():
    """Who comes in this way, by name."""
    return SchoolAccount.objects.linked().select_related("user").order_by("user__name", "pk")


@open_to(Role.COORDINATOR)
@require_POST
def sign_in_test(request):
    """Send the coordinator to the service and back. Nobody is linked and nobody's session changes."""
    service = get_object_or_404(SignInService)
    try:
        address = oidc.begin_round(request, "test", by=request.user.pk, of=service.changed_at.isoformat())
    except Fault as fault:
        request.session[REPORT] = report_of_fault(fault)
        return redirect("schools:sign_in_service", school=request.school.slug)
    return leave(request, service, address)


@open_to(Role.COORDINATOR)
@require_POST
@confirm_first
def sign_in_switch(request):
    """Open this way in, or close it."""
    service = get_object_or_404(SignInService)
    try:
        if "aan" in request.POST:
            school_accounts.switch_on(service, by=request.member)
            messages.success(request, _("Inloggen met het schoolaccount staat aan."))
        else:
            service.switch_off(by=request.member)
            messages.success(
                request, _("Inloggen met het schoolaccount staat uit. Wie zo binnen was, is nu uitgelogd.")
            )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("schools:sign_in_service", school=request.school.slug)


@open_to(Role.COORDINATOR)
@require_POST
def school_account_end(request, pk):
    """Undo the link of a colleague or student; the next time the address counts again."""
    account = get_object_or_404(SchoolAccount.objects.linked().select_related("user"), pk=pk)
    account.end()
    AuditEntry.record(account, action="unlinked", by=request.member)
    messages.success(request, _("%(name)s is ontkoppeld.") % {"name": account.user.name})
    return redirect("schools:sign_in_service", school=request.school.slug)
