"""De werk- en veiligheidscheck of a stage."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.moves import MoveRefused
from placements import safety as checks
from placements.forms.safety import SafetyForm
from placements.models import Placement, SafetyCheck
from schools.access import open_to
from schools.enums import Looked, Role
from schools.labour.forbidden import AGES
from schools.reading import looked_at


@open_to(Role.COORDINATOR, Role.MENTOR)
def safety(request, pk):
    """Go through the tasks of a stage: allowed, watched by whom, or forbidden."""
    shown = Placement.objects.visible_to(request.member)
    found = get_object_or_404(
        shown.select_related("student", "company", "group__kind", "supervisor__member__user"), pk=pk
    )
    looked_at(request, Looked.PLACEMENT, found.student_id)
    posted = request.POST if request.method == "POST" else None
    bands, watcher = checks.bands_of(found), found.supervisor.member.user.name
    form = SafetyForm(posted, rows=checks.proposed(found), bands=bands, watcher=watcher)
    if form.is_valid():
        try:
            checks.keep(found, form.kept, by=request.member)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            if faults := checks.why_not_safe(found):
                messages.warning(request, " ".join(faults))
            else:
                messages.success(request, _("De werk- en veiligheidscheck is gedaan."))
            return redirect("placements:safety", request.school.slug, pk)
    done = SafetyCheck.objects.filter(placement=found).select_related("done_by__user").first()
    context = {"placement": found, "form": form, "done": done, "ages": [AGES[band] for band in bands]}
    context["faults"] = checks.blocked(found) if done else []
    return render(request, "placements/safety.html", context, status=422 if form.errors else 200)
