"""Long work, followed by whoever asked for it."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from core import files
from schools.access import confirm_first, open_to
from schools.enums import Role
from schools.jobs import visible_to
from schools.reading import looked_at_file_of

SILENT = timedelta(minutes=2)


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR)
def job(request, pk):
    """How far the work is, what went wrong, and the file it made."""
    found = get_object_or_404(visible_to(request.member), pk=pk)
    page = {"job": found, "is_late": found.is_busy and timezone.now() - found.heard_at > SILENT}
    return render(request, "schools/_job.html" if request.htmx else "schools/job.html", page)


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR)
@confirm_first
def job_file(request, pk):
    """The file the work made."""
    found = get_object_or_404(visible_to(request.member), pk=pk)
    if found.file is None:
        raise Http404
    looked_at_file_of(request, found)
    return files.hand_out(request, found.file)
