"""Keep and erase: how long what stays, what goes soon, and one student's data on paper or gone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import jobs
from core.asked import whole_number
from core.models import AuditEntry
from core.moves import MoveRefused
from schools import erasing, retention
from schools.access import confirm_first, open_to
from schools.enums import ErasureState, Role
from schools.forms.privacy import EraseForm, ReasonForm, TermsForm
from schools.models import Erasure, Student
from schools.tasks import erase_student, export_student

PAGE = 50


@open_to(Role.COORDINATOR)
@confirm_first(only="POST")
def terms(request):
    """How long the school keeps what, with the bounds and why."""
    kept = retention.months_of()
    form = TermsForm(request.POST or None, months=kept)
    if form.is_valid():
        changed = [name for name, months in form.cleaned_data.items() if months != kept[name]]
        for name in changed:
            retention.keep_for(name, form.cleaned_data[name], by=request.member)
        messages.success(request, _("De bewaartijden zijn opgeslagen.") if changed else _("Er is niets veranderd."))
        return redirect("schools:retention", school=request.school.slug)
    page = {"form": form, "open": Erasure.objects.open().count()}
    return render(request, "schools/retention.html", page, status=422 if form.errors else 200)


@open_to(Role.COORDINATOR)
def erasures(request):
    """What will be erased, when and why; fifty at a time. And what was erased last."""
    start = whole_number(request.GET.get("na", ""))
    rows = list(Erasure.objects.open().for_list()[start : start + PAGE + 1])
    page = {
        "rows": rows[:PAGE],
        "more": start + PAGE if len(rows) > PAGE else 0,
        "done": Erasure.objects.filter(state=ErasureState.DONE).for_list().order_by("-done_at", "-pk")[:20],
    }
    return render(request, "schools/erasures.html", page)


@open_to(Role.COORDINATOR)
def erasure(request, pk):
    """One announcement: hold it with a reason, or let it go again."""
    found = get_object_or_404(Erasure.objects.open().select_related("student"), pk=pk)
    holds = request.POST.get("doen") == "hold"
    form = ReasonForm(request.POST if holds else None, student=found.student)
    if request.method == "POST" and (not holds or form.is_valid()):
        try:
            act_on(found, request.POST.get("doen"), request.member, form)
        except MoveRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Vastgelegd."))
        return redirect("schools:erasures", school=request.school.slug)
    page = {"erasure": found, "form": form, "parts": erasing.what_goes(found)}
    return render(request, "schools/erasure.html", page, status=422 if form.errors else 200)


def act_on(erasure, act, member, form):
    """The move that a button asks for. What is due by its term cannot be called off, only held."""
    if act == "hold":
        erasure.hold(by=member, note=form.cleaned_data["reason"])
    elif act == "release":
        erasure.release(by=member)
    elif act == "call_off" and not erasure.term:
        erasure.call_off(by=member)
    else:
        raise MoveRefused(_("Kies wat u wilt doen."))


@open_to(Role.COORDINATOR)
@confirm_first(only="POST")
def student_erase(request, pk):
    """Erase one student for good: with a reason, and the number typed."""
    found = get_object_or_404(Student.objects.visible_to(request.member).filter(erased_on=None), pk=pk)
    form = EraseForm(request.POST or None, student=found)
    obstacles = erasing.obstacles_of(found)
    if form.is_valid() and not obstacles:
        erasure = ask_to_erase(request, found, form.cleaned_data["reason"])
        job = jobs.start(
            erase_student,
            school=request.school,
            by=request.member,
            label=_("Leerling wissen"),
            total=1,
            erasure=erasure.pk,
        )
        return redirect("schools:job", school=request.school.slug, pk=job.pk)
    page = {"student": found, "form": form, "obstacles": obstacles}
    return render(request, "schools/student_erase.html", page, status=422 if form.errors else 200)


def ask_to_erase(request, student, reason):
    """The order to erase everything of this student today; the same one when it was given before and not done."""
    held = Erasure.objects.open().filter(student=student, term="").first()
    erasure = held or Erasure(student=student, school=request.school)
    erasure.reason, erasure.due_on, erasure.asked_by = reason, timezone.localdate(), request.member
    erasure.save()
    return erasure


@open_to(Role.COORDINATOR)
@require_POST
@confirm_first
def student_export(request, pk):
    """Gather all that is kept of one student in a zip."""
    found = get_object_or_404(Student.objects.visible_to(request.member).filter(erased_on=None), pk=pk)
    return start_export(request, found)


def start_export(request, student):
    """Hand the gathering to the worker, write down who asked, and show how far it is."""
    AuditEntry.record(student, action="exported", by=request.member)
    job = jobs.start(
        export_student,
        school=request.school,
        by=request.member,
        label=_("Alle gegevens van een leerling"),
        total=3,
        student=student.pk,
    )
    return redirect("schools:job", school=request.school.slug, pk=job.pk)
