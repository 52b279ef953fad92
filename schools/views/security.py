"""What the school asks of its staff when they sign in, and who has done it."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.models import AuditEntry
from schools.access import confirm_first, open_to
from schools.enums import STAFF, Role
from schools.forms.security import SecurityForm
from schools.models import Membership


@open_to(Role.COORDINATOR)
@confirm_first(only="POST")
def security(request):
    """Switch the second step on or off for mentors; see which colleagues have one."""
    form = SecurityForm(request.POST if request.method == "POST" else None, instance=request.member.school)
    if form.is_valid():
        school = form.save()
        switch = "second_factor_on" if school.mentors_second_factor else "second_factor_off"
        AuditEntry.record(request.member, action=switch, by=request.member)
        messages.success(request, _("Opgeslagen."))
        return redirect("schools:security", school=request.school.slug)
    ways = Authenticator.objects.filter(user=OuterRef("user"), type__in=["totp", "webauthn"])
    colleagues = Membership.objects.staff(*STAFF).annotate(has_second_factor=Exists(ways))
    return render(request, "schools/security.html", {"form": form, "colleagues": colleagues})
