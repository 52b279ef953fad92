"""Day reports: the student writes, school and company react."""

from datetime import date as Date
from datetime import timedelta

from django.contrib import messages
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core import files
from core.moves import MoveRefused
from placements.attendance import WORKED
from placements.forms.reports import ReplyForm, ReportForm
from placements.line import earlier, line_of
from placements.models import DayReport, Placement, ReportReply
from placements.models.dayreport import FACES
from placements.reports import write_report
from schools.access import open_to
from schools.enums import Looked, Role
from schools.reading import looked_at

READERS = (Role.STUDENT, Role.MENTOR, Role.COORDINATOR, Role.GUARDIAN, Role.SUPERVISOR, Role.JOBCOACH)
ANSWERERS = (Role.MENTOR, Role.COORDINATOR, Role.SUPERVISOR, Role.JOBCOACH)
SEE_PHOTOS = (Role.STUDENT, Role.MENTOR, Role.COORDINATOR, Role.SUPERVISOR)
PAGE = 20
STILL_WRITABLE = timedelta(days=14)


@open_to(*READERS)
def reports(request, pk):
    """The day reports of a placement, newest first."""
    placement = _placement(request, pk)
    before = _date(request.GET.get("voor", ""))
    line = line_of(placement, request.member)
    found = DayReport.objects.filter(placement__in=earlier(line, placement)).for_list()
    found = found.prefetch_related(Prefetch("replies", ReportReply.objects.for_list()))
    rows = list((found.filter(date__lt=before) if before else found)[: PAGE + 1])
    elsewhere = {one.pk: one.company.name for one in line if one.pk != placement.pk}
    for row in rows:
        row.from_company = elsewhere.get(row.placement_id, "")
    context = {
        "placement": placement,
        "role": request.member.role,
        "reports": rows[:PAGE],
        "next": f"?voor={rows[PAGE - 1].date}" if len(rows) > PAGE else "",
        "later": bool(before),
        "sees_photos": request.member.role in SEE_PHOTOS,
    }
    if request.member.role == Role.STUDENT:
        context["missing"] = missing_dates(placement)
    return render(request, "placements/reports.html", context)


def missing_dates(placement):
    """Days the student worked in the last two weeks without a report, newest first."""
    today = timezone.localdate()
    written = DayReport.objects.filter(placement=OuterRef("placement"), date=OuterRef("date"))
    worked = placement.days.filter(presence__in=WORKED, date__range=(today - STILL_WRITABLE, today))
    return list(worked.filter(~Exists(written)).order_by("-date").values_list("date", flat=True))


@open_to(*READERS)
def report(request, pk, date):
    """One report with its reactions; school and company react here."""
    placement = _placement(request, pk)
    found = get_object_or_404(placement.reports.for_list(), date=date)
    may_answer = request.member.role in ANSWERERS
    form = ReplyForm(request.POST or None) if may_answer else None
    if may_answer and form.is_valid():
        ReportReply.objects.get_or_create(report=found, author=request.member, **form.cleaned_data)
        messages.success(request, _("De reactie staat erbij."))
        return redirect("placements:reports", request.school.slug, placement.pk)
    replies = list(found.replies.for_list())
    context = {"placement": placement, "report": found, "replies": replies, "form": form, "role": request.member.role}
    return render(request, "placements/report.html", context | {"sees_photos": request.member.role in SEE_PHOTOS})


@open_to(Role.STUDENT)
def report_write(request, pk, date):
    """Write or change the report of one stage day."""
    placement = _placement(request, pk)
    known = placement.reports.select_related("photo").filter(date=date).first()
    if known is None:
        get_object_or_404(placement.days, date=date)
    if refusal := _too_soon_or_late(known, date):
        messages.info(request, refusal)
        return redirect("placements:reports", request.school.slug, placement.pk)
    values = known and {"did": known.did, "mood": known.mood, "learned": known.learned}
    has_photo = bool(known and known.photo)
    form = ReportForm(request.POST or None, request.FILES or None, initial=values, has_photo=has_photo)
    if request.method == "POST" and form.is_valid():
        try:
            write_report(placement, date, by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Je verslag is verstuurd. Goed gedaan!"))
            return redirect("placements:reports", request.school.slug, placement.pk)
    context = {"placement": placement, "date": date, "form": form, "report": known, "faces": _faces(form)}
    return render(request, "placements/report_write.html", context)


@open_to(*SEE_PHOTOS)
def report_photo(request, pk, date):
    """The photo of a report, for student, school and company only."""
    found = DayReport.objects.visible_to(request.member).exclude(photo=None).select_related("photo", "placement")
    report = get_object_or_404(found, placement=pk, date=date)
    looked_at(request, Looked.REPORTS, report.placement.student_id)
    return files.hand_out(request, report.photo, inline=True)


def _placement(request, pk):
    found = get_object_or_404(Placement.objects.read_by(request.member).for_list(), pk=pk)
    looked_at(request, Looked.REPORTS, found.student_id)
    return found


def _too_soon_or_late(known, date):
    if known is None and date > timezone.localdate():
        return _("Deze dag is nog niet geweest. Je schrijft je verslag na je stage.")
    if known and not known.is_open:
        return _("Er is al gereageerd op je verslag. Je kunt het niet meer veranderen.")
    return ""


def _faces(form):
    """[(value, label, icon, chosen)] of the tiles for how it went."""
    chosen = str(form["mood"].value() or "")
    return [(value, label, FACES[value], str(value) == chosen) for value, label in form.fields["mood"].choices]


def _date(text):
    if not text:
        return None
    try:
        return Date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
