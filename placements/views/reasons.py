"""The reasons for a no, with the kind text of each; the school words them itself."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from placements.forms.reasons import ReasonForm
from placements.models import RefusalReason
from placements.reasons import lay_reasons, reasons_of
from schools.access import open_to
from schools.enums import Role


@open_to(Role.COORDINATOR)
def reasons(request):
    """All reasons; a school that changes the usual ones for the first time gets them as its own."""
    if request.method == "POST":
        lay_reasons(request.school)
        messages.success(request, _("U kunt de redenen nu aanpassen."))
        return redirect("placements:reasons", request.school.slug)
    return render(request, "placements/reasons.html", {"reasons": reasons_of(request.school.pk)})


@open_to(Role.COORDINATOR)
def reason_new(request):
    """A reason of the school's own."""
    return _answer(request, RefusalReason(school=request.school), _("Nieuwe reden"))


@open_to(Role.COORDINATOR)
def reason_edit(request, pk):
    """Other words for a reason, or out of use. What was answered with it stays."""
    return _answer(request, get_object_or_404(RefusalReason, pk=pk), _("Reden wijzigen"))


def _answer(request, reason, title):
    form = ReasonForm(request.POST or None, instance=reason)
    if form.is_valid():
        if not reason.code:
            lay_reasons(request.school)
            reason.code = form.new_code()
        reason.save()
        messages.success(request, _("De reden is opgeslagen."))
        return redirect("placements:reasons", request.school.slug)
    status = 422 if form.is_bound else 200
    return render(request, "placements/reason_edit.html", {"form": form, "title": title}, status=status)
