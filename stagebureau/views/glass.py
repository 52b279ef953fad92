"""Looking along at a school in an emergency: for the platform's staff, and what the school sees of it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.asked import whole_number
from core.moves import MoveRefused
from schools import glass
from schools.access import confirm_first, open_to, open_to_platform
from schools.enums import Role
from schools.forms.glass import GlassForm
from schools.models import BreakGlass

PAGE = 20


@open_to_platform
@confirm_first(only="POST")
def look_along(request):
    """Choose a school and say why; the school knows at once."""
    form = GlassForm(request.POST or None)
    if form.is_valid():
        try:
            opened = glass.begin(request.user, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("school_home", school=opened.school.slug)
    page = {"form": form, "glass": glass.glass_of(request.user)}
    return render(request, "stagebureau/look_along.html", page, status=422 if form.errors else 200)


@open_to_platform
@require_POST
def stop(request):
    """Stop now."""
    if opened := glass.glass_of(request.user):
        glass.stop(opened)
        messages.success(request, _("U kijkt niet meer mee bij %(school)s.") % {"school": opened.school.name})
    return redirect("look_along")


@open_to(Role.COORDINATOR, Role.DIRECTOR)
def seen_by_school(request):
    """Who of Stagebureau looked along, when, why, and which pages."""
    before = whole_number(request.GET.get("voor", ""))
    found = BreakGlass.objects.for_list()
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found[: PAGE + 1])
    following = f"?voor={rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    return render(request, "stagebureau/seen_by_school.html", {"rows": rows[:PAGE], "next": following})
