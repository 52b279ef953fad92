"""Geen contract, geen start: who may not begin yet and what misses, and who began on a coordinator's word."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts import gate
from contracts.forms.starting import EarlyStartForm
from contracts.models import EarlyStart
from contracts.views.checking import shown_placement
from core.moves import MoveRefused
from placements.models import Placement
from placements.safety import with_tasks
from schools.access import open_to
from schools.enums import STAFF, Looked, Role
from schools.reading import looked_at

SOON = timedelta(days=7)
MOST = 100


@open_to(*STAFF)
def starts(request):
    """The stages that run or begin within a week without a whole paper, and those that began without one."""
    today = timezone.localdate()
    seen = Placement.objects.visible_to(request.member)
    closed = seen.live().filter(may_work_from__gt=today, starts_on__lte=today + SOON, ends_on__gte=today)
    around = ("student", "company", "group__kind", "mentor__user")
    waiting = with_tasks(closed).select_related(*around).order_by("starts_on", "pk")[:MOST]
    early = list(EarlyStart.objects.visible_to(request.member).for_list()[:MOST])
    rows = [one for one in gate.put_missing(list(waiting)) if one.missing]
    for row in rows:
        day = max(today, row.starts_on)
        row.is_too_young = gate.is_too_young(row, day)
        row.why_not = gate.why_not_early(row, day)
    for one, placement in zip(early, gate.put_missing([one.placement for one in early]), strict=True):
        one.missing = gate.still_missing(placement)
    context = {"rows": rows, "early": early, "may_open": request.member.role == Role.COORDINATOR, "today": today}
    return render(request, "contracts/starts.html", context)


@open_to(Role.COORDINATOR)
def start_early(request, pk):
    """Let one student begin without the contract, with a reason; never under 16, or without the safety check."""
    placement = shown_placement(request, pk)
    looked_at(request, Looked.CONTRACT, placement.student_id)
    day = max(timezone.localdate(), placement.starts_on)
    why = gate.why_not_early(placement, day)
    posted = request.method == "POST"
    form = EarlyStartForm(request.POST if posted else None)
    if posted and form.is_valid():
        try:
            gate.start_early(placement, by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Vastgelegd. De leerling mag beginnen. De handtekeningen blijven nodig."))
            return redirect("contracts:starts", request.school.slug)
    gate.put_missing([placement])
    wants_check = why and placement.is_closed_on(day) and not gate.is_too_young(placement, day)
    context = {"placement": placement, "form": form, "why": why, "wants_check": wants_check}
    return render(request, "contracts/start_early.html", context, status=422 if posted else 200)
