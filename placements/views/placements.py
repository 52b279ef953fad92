"""The placements a member may see, and one of them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.asked import whole_number
from core.models import AuditEntry
from core.moves import MoveRefused
from placements import matching
from placements.forms.placements import PlacementFilter, StopForm
from placements.history import told
from placements.line import last_talk_of, line_of
from placements.models import Placement
from schools.access import open_to
from schools.enums import STAFF, Looked, Role
from schools.reading import looked_at

PAGE = 50


@open_to(*STAFF)
def placements(request):
    """All placements of the school for the coordinator, the own ones for a mentor."""
    form = PlacementFilter(request.GET, member=request.member)
    asked = form.cleaned_data if form.is_valid() else {}
    found = Placement.objects.visible_to(request.member).asked_for(
        q=asked.get("q", ""), group=asked.get("groep"), class_name=asked.get("klas", ""), state=asked.get("stand", "")
    )
    if last := whole_number(request.GET.get("na", "")):
        found = found.after(last)
    rows = list(found.first_of_list(PAGE + 1))
    following = request.GET.copy()
    following["na"] = rows[PAGE - 1].pk if len(rows) > PAGE else ""
    context = {"form": form, "placements": rows[:PAGE], "next": len(rows) > PAGE and f"?{following.urlencode()}"}
    return render(request, "placements/placements.html", context | {"later": bool(last)})


@open_to(
    Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR, Role.JOBCOACH
)
def placement(request, pk):
    """One placement: where, when and with whom, as far as this role may know."""
    shown = Placement.objects.visible_to(request.member).select_related(
        "student", "company", "group__kind", "mentor__user", "supervisor__member__user", "request", "jobcoach__user"
    )
    found = get_object_or_404(shown, pk=pk)
    looked_at(request, Looked.PLACEMENT, found.student_id)
    context = {"placement": found, "is_staff": request.member.role in STAFF, "role": request.member.role}
    context["days"] = found.days.order_by("date")
    line = line_of(found, request.member)
    context["line"] = line if len(line) > 1 else []
    if request.member.role in (Role.STUDENT, Role.COORDINATOR, Role.MENTOR):
        context["last_talk"] = last_talk_of(found)
    if context["is_staff"]:
        context["history"] = told(AuditEntry.objects.about(found).for_list())
    return render(request, "placements/placement.html", context)


@open_to(Role.COORDINATOR)
def cancel(request, pk):
    """Call a stage off before its first day."""
    return _stop(request, pk, matching.call_off)


@open_to(Role.COORDINATOR, Role.MENTOR)
def end_early(request, pk):
    """Stop a stage before its last day."""
    return _stop(request, pk, matching.end_early)


def _stop(request, pk, act):
    found = get_object_or_404(Placement.objects.visible_to(request.member).for_list(), pk=pk)
    form = StopForm(request.POST or None)
    if form.is_valid():
        try:
            act(found, by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Vastgelegd. De leerling en het bedrijf krijgen bericht."))
            return redirect("placements:placement", request.school.slug, found.pk)
    return render(
        request,
        "placements/placement_stop.html",
        {"placement": found, "form": form, "is_cancel": act is matching.call_off},
    )
