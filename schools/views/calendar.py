"""The holidays and study days of the school."""

from datetime import date

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.asked import whole_number
from core.calendar import school_year
from core.models import AuditEntry
from schools.access import open_to
from schools.calendar import fill_in
from schools.enums import Role
from schools.forms.closed_days import ClosedDaysForm
from schools.models import ClosedDays


def asked_year(request):
    """The school year of the address, as (first, last); this year when it says nothing sensible."""
    year = whole_number(request.GET.get("jaar", ""))
    return school_year(date(year, 8, 1) if year in range(2020, 2100) else timezone.localdate())


def address(request, first):
    return f"{reverse('schools:calendar', args=[request.school.slug])}?jaar={first.year}"


@open_to(Role.COORDINATOR)
def calendar(request):
    """A school year: when the school is closed, and whether the stage goes on."""
    first, last = asked_year(request)
    page = {"first": first, "last": last, "rows": ClosedDays.objects.between(first, last)}
    return render(request, "schools/calendar.html", page)


@open_to(Role.COORDINATOR)
@require_POST
def calendar_fill(request):
    """Fill in the holidays of the region for a school year."""
    first, last = asked_year(request)
    added = fill_in(request.school, first, last)
    if added:
        messages.success(request, _("%(number)s vakanties en feestdagen ingevuld.") % {"number": added})
    else:
        messages.info(request, _("Alles stond er al."))
    return redirect(address(request, first))


@open_to(Role.COORDINATOR)
def closed_days_new(request):
    """Add a study day or free days."""
    return write(request, ClosedDays(kind=ClosedDays.Kind.STUDY), _("Vrije dag toevoegen"))


@open_to(Role.COORDINATOR)
def closed_days(request, pk):
    """Change free days, or take them off the calendar."""
    found = get_object_or_404(ClosedDays, pk=pk)
    if request.method == "POST" and "weg" in request.POST:
        first, _last = school_year(found.starts_on)
        AuditEntry.record(found, action="removed", by=request.member, note=str(found))
        found.delete()
        messages.success(request, _("%(name)s is van de kalender af.") % {"name": found.name})
        return redirect(address(request, first))
    return write(request, found, found.name)


def write(request, row, heading):
    """The form of free days, new or known."""
    form = ClosedDaysForm(request.POST or None, instance=row)
    if form.is_valid():
        saved = form.save()
        AuditEntry.record(saved, action="edited", by=request.member, note=str(saved))
        messages.success(request, _("%(name)s staat op de kalender.") % {"name": saved.name})
        return redirect(address(request, school_year(saved.starts_on)[0]))
    page = {"form": form, "row": row, "heading": heading}
    return render(request, "schools/closed_days.html", page, status=422 if form.errors else 200)
