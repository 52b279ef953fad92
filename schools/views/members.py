"""Who works with the system at this school, and in which role one looks at it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.models import AuditEntry
from core.moves import MoveRefused
from schools import people
from schools.access import confirm_first, open_to
from schools.emails import welcome_staff
from schools.enums import Role
from schools.forms.members import InviteForm
from schools.models import Membership

COLLEAGUES = [role for role in Role if role not in (Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR)]


@open_to(Role.COORDINATOR)
@confirm_first(only="POST")
def members(request):
    """The staff of the school with their roles; invite somebody."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        asked = form.cleaned_data
        member = people.give_role(request.school, people.person(asked["email"], asked["name"]), asked["role"])
        AuditEntry.record(member, action="invited", by=request.member)
        welcome_staff(member, request.member)
        messages.success(request, _("De uitnodiging is gemaild naar %(address)s.") % {"address": member.user.email})
        return redirect("schools:members", school=request.school.slug)
    colleagues = Membership.objects.staff(*COLLEAGUES)
    page = {"colleagues": colleagues, "form": form}
    return render(request, "schools/members.html", page, status=422 if form.errors else 200)


@open_to(Role.COORDINATOR)
@require_POST
@confirm_first
def member_end(request, pk):
    """End a role. The last coordinator stays."""
    found = Membership.objects.current().filter(role__in=COLLEAGUES).select_related("user")
    member = get_object_or_404(found, pk=pk)
    try:
        people.end_staff_role(member)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        AuditEntry.record(member, action="ended", by=request.member)
        said = _("%(name)s is geen %(role)s meer.") % {"name": member.user.name, "role": member.get_role_display()}
        messages.success(request, said)
    return redirect("schools:members", school=request.school.slug)


@open_to(*Role)
def role(request):
    """Choose in which of the own roles to look at this school."""
    if request.method != "POST":
        return render(request, "schools/role.html", {"mine": request.memberships})
    chosen = request.POST.get("rol")
    if chosen not in {member.role for member in request.memberships}:
        raise Http404
    request.session["roles"] = request.session.get("roles", {}) | {str(request.school.pk): chosen}
    return redirect("school_home", school=request.school.slug)
