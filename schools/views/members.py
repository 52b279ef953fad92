"""Who works with the system at this school, and in which role one looks at it."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.models import AuditEntry
from core.moves import MoveRefused
from schools import lostfactor, people
from schools.access import confirm_first, open_to
from schools.emails import deputy_appointed, welcome_staff
from schools.enums import Role
from schools.forms.members import DatesForm, DeputyForm, InviteForm, SpanForm
from schools.history import history_of
from schools.models import Membership, User
from schools.models.membership import DEPUTISED

COLLEAGUES = [role for role in Role if role not in (Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR)]


@open_to(Role.COORDINATOR)
@confirm_first(only="POST")
def members(request):
    """The staff of the school with their roles, now, later and before; invite somebody."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            invited = invite(request, form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error("until" if form.cleaned_data["until"] else "since", str(refusal))
        else:
            said = _("De uitnodiging is gemaild naar %(address)s.")
            messages.success(request, said % {"address": invited.user.email})
            return redirect("schools:members", school=request.school.slug)
    today = timezone.localdate()
    rows = list(Membership.objects.filter(role__in=COLLEAGUES).for_list())
    page = {
        "colleagues": [member for member in rows if member.until is None or member.until >= today],
        "before": [member for member in rows if member.until and member.until < today],
        "today": today,
        "form": form,
    }
    return render(request, "schools/members.html", page, status=422 if form.errors else 200)


def invite(request, asked):
    """Give somebody a role between these dates, and tell by mail; all of it or nothing."""
    with transaction.atomic():
        member = people.give_role(request.school, people.person(asked["email"], asked["name"]), asked["role"])
        people.date_role(member, since=asked["since"], until=asked["until"])
        AuditEntry.record(member, action="invited", by=request.member, note=dates_of(member))
        welcome_staff(member, request.member)
    return member


@open_to(Role.COORDINATOR)
@confirm_first(only="POST")
def member(request, pk):
    """One role of one colleague: its dates, who stands in, and what happened to it."""
    found = find(pk)
    form = dates_form(found, request.POST or None)
    if form.is_valid():
        try:
            people.date_role(found, **form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error("until", str(refusal))
        else:
            AuditEntry.record(found, action="dated", by=request.member, note=dates_of(found))
            messages.success(request, _("Opgeslagen."))
            return redirect("schools:members", school=request.school.slug)
    return member_page(request, found, form=form)


@open_to(Role.COORDINATOR)
@require_POST
@confirm_first
def deputy_new(request, pk):
    """A colleague stands in for somebody for a dated span."""
    found = find(pk)
    form = DeputyForm(request.POST, colleagues=colleagues_of(found))
    if form.is_valid():
        try:
            deputy = people.appoint_deputy(found, **form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            AuditEntry.record(deputy, action="deputised", by=request.member, note=dates_of(deputy))
            deputy_appointed(deputy, request.member)
            said = _("%(who)s vervangt %(other)s.") % {"who": deputy.user.name, "other": found.user.name}
            messages.success(request, said)
            return redirect("schools:member", school=request.school.slug, pk=found.pk)
    return member_page(request, found, deputy_form=form)


def member_page(request, found, *, form=None, deputy_form=None):
    """Draw the page of one role, with the form that was sent."""
    page = {
        "colleague": found,
        "form": form or dates_form(found),
        "deputy_form": deputy_form or DeputyForm(colleagues=colleagues_of(found)),
        "deputies": list(found.deputies.for_list()),
        "has_second_factor": Authenticator.objects.filter(user=found.user).exists(),
        "may_have_deputy": found.role in DEPUTISED and not found.deputy_for_id and not found.is_over,
        "history": history_of(found),
        "today": timezone.localdate(),
    }
    is_wrong = page["form"].errors or page["deputy_form"].errors
    return render(request, "schools/member.html", page, status=422 if is_wrong else 200)


def dates_form(found, data=None):
    """From when until when; somebody who stands in always has both dates."""
    kind = SpanForm if found.deputy_for_id else DatesForm
    return kind(data, initial={"since": found.since, "until": found.until})


def find(pk):
    """A role of a colleague at this school."""
    return get_object_or_404(Membership.objects.filter(role__in=COLLEAGUES).for_list(), pk=pk)


def colleagues_of(found):
    """Who may stand in: everybody else with a role of their own on the staff."""
    staff = Membership.objects.staff(*COLLEAGUES).exclude(user=found.user)
    return User.objects.filter(pk__in=staff.order_by().values("user")).order_by("name", "pk")


def dates_of(member):
    """From when until when, in words for the record; empty when it is simply now."""
    parts = []
    if member.since:
        parts.append(_("vanaf %(day)s") % {"day": date_format(member.since, "j F Y")})
    if member.until:
        parts.append(_("tot en met %(day)s") % {"day": date_format(member.until, "j F Y")})
    return " ".join(parts)


@open_to(Role.COORDINATOR)
@require_POST
@confirm_first
def second_factor_lost(request, pk):
    """A colleague lost phone and key: take the second step away, so that a new one can be set up."""
    found = find(pk)
    if found.user == request.user:
        messages.error(request, _("Uw eigen tweede stap haalt u weg bij “Inloggen in twee stappen”."))
    elif not lostfactor.may_be_mended_by_school(found):
        messages.error(request, _("Dit kan alleen de beheerder van Stagebureau doen. Neem daarmee contact op."))
    elif not Authenticator.objects.filter(user=found.user).exists():
        messages.info(request, _("%(name)s heeft geen tweede stap.") % {"name": found.user.name})
    else:
        lostfactor.forget(found.user, request.school)
        AuditEntry.record(found, action="second_factor_lost", by=request.member)
        said = _("De tweede stap van %(name)s is weggehaald. %(name)s krijgt daar een mail over.")
        messages.success(request, said % {"name": found.user.name})
    return redirect("schools:member", school=request.school.slug, pk=found.pk)


@open_to(Role.COORDINATOR)
@require_POST
@confirm_first
def member_end(request, pk):
    """End a role. The last coordinator stays."""
    found = find(pk)
    if found.is_over:
        raise Http404
    try:
        people.end_staff_role(found)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        AuditEntry.record(found, action="ended", by=request.member)
        said = _("%(name)s is geen %(role)s meer.") % {"name": found.user.name, "role": found.role_words}
        messages.success(request, said)
    return redirect("schools:members", school=request.school.slug)


@open_to(*Role)
def role(request):
    """Choose in which of the own roles to look at this school."""
    if request.method != "POST":
        return render(request, "schools/role.html", {"mine": request.memberships})
    chosen = request.POST.get("rol")
    if chosen not in {one.key for one in request.memberships}:
        raise Http404
    request.session["roles"] = request.session.get("roles", {}) | {str(request.school.pk): chosen}
    return redirect("school_home", school=request.school.slug)
