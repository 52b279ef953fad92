"""People come in with the account of their school. Leaving changes nothing; who comes back is judged first."""

from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schools import oidc, school_accounts, secondfactor
from schools.access import open_to, open_to_anyone
from schools.enums import BY_SCHOOL_ACCOUNT, Role
from schools.models import SignInService
from schools.sessions import begin
from schools.sign_in_faults import Fault
from schools.sign_in_report import REPORT, report_of, report_of_fault

BACKEND = "django.contrib.auth.backends.ModelBackend"  # Django wants to know; there is just this one


def leave(request, service, address):
    """Send the browser to the service. By a page: a form that is redirected outside is stopped by our own rules."""
    response = render(request, "schools/account_leave.html", {"service": service, "address": address})
    response.headers["Refresh"] = f"0; url={address}"
    return response


@open_to_anyone
def school_account(request, school):
    """The button, for a link on the school's intranet; pressing it goes to the service."""
    service = SignInService.objects.filter(state=SignInService.State.ON).first()
    if service is None:
        return redirect("account_login")
    if any(member.role in BY_SCHOOL_ACCOUNT for member in request.memberships):
        return redirect("school_home", school=school)
    if request.method != "POST":
        return render(request, "schools/account_begin.html", {"service": service, "school": request.school})
    try:
        if not ratelimit.consume(request, action="login"):
            raise Fault("busy")
        return leave(request, service, oidc.begin_round(request, "in"))
    except Fault as fault:
        return show_fault(request, fault)


@open_to(*BY_SCHOOL_ACCOUNT)
def school_account_link(request):
    """Somebody who is signed in by mail or password links the own account of the school."""
    service = SignInService.objects.filter(state=SignInService.State.ON).first()
    if service is None or "paper" in request.session:
        return redirect("school_home", school=request.school.slug)
    if request.method != "POST":
        return render(request, "schools/account_link.html", {"service": service})
    try:
        return leave(request, service, oidc.begin_round(request, "link", by=request.user.pk))
    except Fault as fault:
        return show_fault(request, fault)


@open_to_anyone
@require_safe
def account_back(request, school):
    """The service sent somebody back: sign in, link or report, depending on what the round was for."""
    purpose = None
    try:
        purpose, data, claims = oidc.end_round(request)
        return AFTER[purpose](request, SignInService.objects.get(), data, claims)
    except Fault as fault:
        if (purpose or fault.purpose) == "test":
            request.session[REPORT] = report_of_fault(fault)
            return redirect("schools:sign_in_service", school=school)
        return show_fault(request, fault)


def show_fault(request, fault):
    """What went wrong, and what to do now."""
    page = {"fault": fault.sentence, "school": request.school, "code": fault.code}
    return render(request, "schools/account_fault.html", page, status=429 if fault.code == "busy" else 400)


def come_in(request, service, data, claims):
    """Sign in, at this school only. Nothing of an earlier session stays: it may have been worth more."""
    if service.state != service.State.ON:
        raise Fault("off")
    known = school_accounts.judge(service, claims)
    account = school_accounts.person_of(service, known)
    if not known.second_step and school_accounts.needs_second_step(account.user):
        raise Fault("second_step")
    request.session.flush()
    login(request, account.user, backend=BACKEND)
    record_authentication(request, account.user, method="schoolaccount")
    begin(request, "staff", paper=[secondfactor.SSO, account.pk])
    if known.second_step:
        secondfactor.note_taken(request, account.user, secondfactor.SSO)
    return redirect("school_home", school=request.school.slug)


def link_own(request, service, data, claims):
    """Link the account to whoever began, and is still there."""
    members = [member for member in request.memberships if member.role in BY_SCHOOL_ACCOUNT]
    if data["by"] != request.user.pk or "paper" in request.session or not members:
        raise Fault("not_yours")
    if service.state != service.State.ON:
        raise Fault("off")
    school_accounts.link_own(service, members[0], school_accounts.judge(service, claims))
    messages.success(request, _("Uw schoolaccount is gekoppeld. U kunt er voortaan mee inloggen."))
    return redirect("school_home", school=request.school.slug)


def report(request, service, data, claims):
    """Tell the coordinator what came back; a right answer counts as a passed test."""
    coordinator = next((member for member in request.memberships if member.role == Role.COORDINATOR), None)
    if data["by"] != request.user.pk or coordinator is None or data["of"] != service.changed_at.isoformat():
        raise Fault("state")
    request.session[REPORT] = told = report_of(service, claims)
    if told["passed"]:
        service.pass_test(by=coordinator)
    return redirect(reverse("schools:sign_in_service", args=[request.school.slug]) + "#test")


AFTER = {"in": come_in, "link": link_own, "test": report}
