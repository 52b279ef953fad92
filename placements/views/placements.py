"""The placements a member may see, and one of them."""

from django.shortcuts import get_object_or_404, render

from core.asked import whole_number
from core.models import AuditEntry
from placements.forms.placements import PlacementFilter
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
    if found.is_changed:
        context["terms"] = found.terms.after_the_first().for_list()
    line = line_of(found, request.member)
    context["line"] = line if len(line) > 1 else []
    if request.member.role in (Role.STUDENT, Role.COORDINATOR, Role.MENTOR):
        context["last_talk"] = last_talk_of(found)
    if context["is_staff"]:
        context["history"] = told(AuditEntry.objects.about(found).for_list())
    return render(request, "placements/placement.html", context)
