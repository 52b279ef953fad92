"""Regels voor werk en leeftijd of one stage: what the law says, and the reasons that were given."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from placements import lawful as law
from placements.forms.safety import ReasonForm
from placements.models import Placement
from schools.access import open_to
from schools.enums import STAFF, Looked, Role
from schools.labour import gathered
from schools.reading import looked_at


@open_to(*STAFF)
def lawful(request, pk):
    """What the law says of this stage; coordinator and mentor write down why a warning is no reason to stop."""
    shown = Placement.objects.visible_to(request.member).select_related("student__school", "company", "group__kind")
    found = get_object_or_404(shown, pk=pk)
    looked_at(request, Looked.PLACEMENT, found.student_id)
    may_reason = request.member.role != Role.DIRECTOR
    said = law.findings_ahead(found)
    form = ReasonForm(request.POST if request.method == "POST" and may_reason else None)
    if form.is_valid():
        law.give_reason(found, law.open_warnings(found, said), form.cleaned_data["reason"], by=request.member)
        messages.success(request, _("De reden is vastgelegd."))
        return redirect("placements:lawful", request.school.slug, pk)
    reasons = law.reasons_of(found) if said else {}
    rows = [(one, words, reasons.get(one.rule.key)) for one, words in gathered(said)]
    context = {
        "placement": found, "rows": rows, "form": form, "may_reason": may_reason,
        "wants_reason": any(not one.blocks and reason is None for one, _words, reason in rows),
        "is_blocked": any(one.blocks for one, _words, _reason in rows),
    }  # fmt: skip
    template = "placements/_lawful.html" if request.headers.get("HX-Request") else "placements/lawful.html"
    return render(request, template, context, status=422 if form.errors else 200)
