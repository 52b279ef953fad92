"""A stage that does not go on: its seats, its contract and its talks follow."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.moves import MoveRefused
from placements.forms.placements import StopForm
from placements.models import Placement
from schools.access import open_to
from schools.enums import Role
from stagebureau import ending


@open_to(Role.COORDINATOR)
def cancel(request, pk):
    """Call a stage off before its first day."""
    return _stop(request, pk, ending.call_off)


@open_to(Role.COORDINATOR, Role.MENTOR)
def end_early(request, pk):
    """Stop a stage before its last day."""
    return _stop(request, pk, ending.end_early)


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
        "stagebureau/placement_stop.html",
        {"placement": found, "form": form, "is_cancel": act is ending.call_off},
    )
