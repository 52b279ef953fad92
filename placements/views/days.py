"""The attendance list of a placement, and what each may say of a day."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.moves import MoveRefused
from placements import attendance
from placements.enums import Presence
from placements.forms.days import CheckInForm, PresenceForm
from placements.line import hours_of, line_of
from placements.models import Placement
from schools.access import open_to
from schools.enums import Looked, Role
from schools.reading import looked_at


@open_to(Role.STUDENT, Role.MENTOR, Role.COORDINATOR, Role.GUARDIAN, Role.SUPERVISOR, Role.JOBCOACH)
def days(request, pk):
    """The attendance list, through the eyes of whoever looks."""
    return _list(request, _placement(request, pk))


@open_to(Role.STUDENT)
@require_POST
def check_in(request, pk):
    """The student is there, in time or too late."""
    placement = _placement(request, pk)
    form = CheckInForm(request.POST)
    if not form.is_valid():
        return _list(request, placement, form=form, status=422)
    said = form.cleaned_data
    found = get_object_or_404(placement.days.for_list(), date=said.pop("date"))
    try:
        attendance.report(found, by=request.member, **said)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        thanks = _("Fijn, je bent er. Succes vandaag!") if found.is_today else _("Dank je. Ingevuld.")
        messages.success(request, thanks)
    return redirect("placements:days", request.school.slug, placement.pk)


@open_to(Role.MENTOR, Role.COORDINATOR, Role.SUPERVISOR)
def day(request, pk, date):
    """One day: say what happened, and see what was said before."""
    placement = _placement(request, pk)
    found = get_object_or_404(placement.days.for_list(), date=date)
    form = PresenceForm(
        request.POST or None,
        day=found,
        role=request.member.role,
        initial={"presence": found.presence, "minutes_late": found.minutes_late or None},
    )
    if request.method == "POST" and form.is_valid():
        try:
            attendance.report(found, by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Vastgelegd."))
            return redirect("placements:days", request.school.slug, placement.pk)
    attendance.with_voices([found])
    context = {"placement": placement, "day": found, "form": form, "history": attendance.history(found)}
    return render(request, "placements/day.html", context | {"role": request.member.role})


@open_to(Role.SUPERVISOR)
@require_POST
def confirm_week(request, pk, monday):
    """The company says that the list of a week is right."""
    placement = _placement(request, pk)
    done = placement.days.filter(date__range=(monday, monday + timedelta(days=6))).confirm(by=request.member)
    said = ngettext("Dank u. %(done)s dag is bevestigd.", "Dank u. %(done)s dagen zijn bevestigd.", done)
    messages.success(request, said % {"done": done} if done else _("Alles was al bevestigd."))
    return redirect("placements:days", request.school.slug, placement.pk)


def _placement(request, pk):
    found = get_object_or_404(Placement.objects.followed_by(request.member).for_list(), pk=pk)
    looked_at(request, Looked.DAYS, found.student_id)
    return found


def _list(request, placement, form=None, status=200):
    found = attendance.with_voices(placement.days.for_list())
    now, earlier, coming = attendance.weeks(found)
    role, today = request.member.role, timezone.localdate()
    counted = attendance.summary([one.pk for one in line_of(placement, request.member)])
    context = {
        "placement": placement,
        "role": role,
        "form": form or CheckInForm(initial={"minutes_late": 10}),
        "now": now,
        "earlier": earlier,
        "coming": coming,
        "counted": counted[placement.pk],
        "together": hours_of(counted),
        "may_say": {day.pk for day in found if day.sayable(role)},
        "today": next((day for day in found if day.date == today), None),
        "next": next((day for day in found if day.date > today and day.presence == Presence.EXPECTED), None),
        "forgotten": next((d for d in found if d.date == today - timedelta(days=1) and d.state == "expected"), None),
    }
    return render(request, "placements/days.html", context, status=status)
