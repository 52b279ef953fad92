"""A hulpvraag: the coordinator asks SBB or the werkgeversservicepunt, and follows what comes of it."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.models import AuditEntry
from core.moves import MoveRefused
from groups.models import Group
from placements import emails
from placements.forms.help import HelpAnswerForm, HelpForm
from placements.history import told
from placements.models import HelpCall, Placement
from schools.access import open_to
from schools.enums import Looked, Role
from schools.models import Student
from schools.reading import looked_at

PAGE = 100


@open_to(Role.COORDINATOR)
def help_calls(request):
    """Every call that is not closed, and the last closed ones."""
    calls = HelpCall.objects.visible_to(request.member)
    context = {
        "going_on": calls.going_on().for_list()[:PAGE],
        "closed": calls.filter(state="closed").for_list()[:20],
    }
    return render(request, "placements/help_calls.html", context)


@open_to(Role.COORDINATOR)
def help_new(request, group, student):
    """Ask for help for a student of a group who has no place."""
    found = get_object_or_404(Group.objects.visible_to(request.member), pk=group)
    seen = Student.objects.visible_to(request.member).filter(group_students__group=found)
    sought = get_object_or_404(seen, pk=student)
    if fault := _why_not(found, sought):
        messages.info(request, fault)
        return redirect("placements:board", request.school.slug, found.pk)
    form = HelpForm(request.POST or None, student=sought, group=found)
    if form.is_valid():
        try:
            with transaction.atomic():
                call = HelpCall.objects.create(
                    group=found, student=sought, asked_by=request.member, **form.cleaned_data
                )
                AuditEntry.record(call, action="ask_help", by=request.member)
                emails.help_asked(call)
        except IntegrityError:
            messages.info(request, _("Er loopt al een hulpvraag voor deze leerling."))
        else:
            messages.success(request, _("De hulpvraag is verstuurd. De naam van de leerling staat er niet in."))
        return redirect("placements:help_calls", request.school.slug)
    context = {"group": found, "student": sought, "form": form}
    return render(request, "placements/help_new.html", context, status=422 if form.errors else 200)


def _why_not(group, student):
    if HelpCall.objects.going_on().filter(group=group, student=student).exists():
        return _("Er loopt al een hulpvraag voor deze leerling.")
    if Placement.objects.live().filter(group=group, student=student).exists():
        return _("Deze leerling heeft een plek. Een hulpvraag is niet nodig.")
    return ""


@open_to(Role.COORDINATOR)
def help_call(request, pk):
    """One call: note the answer, or close it."""
    call = get_object_or_404(HelpCall.objects.visible_to(request.member).for_list(), pk=pk)
    looked_at(request, Looked.REQUEST, call.student_id)
    form = HelpAnswerForm(request.POST or None) if call.moves else None
    if request.method == "POST" and form is None:
        messages.info(request, _("Deze hulpvraag is al afgesloten."))
    elif form and form.is_valid():
        try:
            getattr(call, form.cleaned_data["doen"])(by=request.member, note=form.cleaned_data["note"])
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Vastgelegd."))
            return redirect("placements:help_calls", request.school.slug)
    history = told(AuditEntry.objects.about(call).for_list())
    context = {"call": call, "form": form, "history": history}
    return render(request, "placements/help_call.html", context, status=422 if form and form.errors else 200)
