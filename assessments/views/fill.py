"""Fill in, page by page: each voice alone before the talk, and together during it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.enums import VOICE_OF, Score, Voice
from assessments.forms.scores import ConclusionForm, ScoreForm
from assessments.sheet import Sheet
from assessments.views.find import find_assessment
from core.moves import MoveRefused
from schools.access import open_to
from schools.enums import Role


@open_to(Role.STUDENT, Role.SUPERVISOR, Role.MENTOR, Role.COORDINATOR)
def fill(request, pk, part):
    """One page of one's own view, before the talk. The other voices are not on it."""
    assessment = find_assessment(request, pk)
    return _page(request, assessment, part, VOICE_OF[Role(request.member.role)], "assessments:fill")


@open_to(Role.MENTOR, Role.COORDINATOR)
def agree(request, pk, part):
    """One page during the talk: the voices side by side, and the score all agree on."""
    return _page(request, find_assessment(request, pk), part, Voice.AGREED, "assessments:agree")


def _page(request, assessment, part, voice, name):
    """Find, ask, keep, and go to the page that was asked for. A change by htmx is kept without an answer (204)."""
    sheet = Sheet(assessment, request.member)
    if not sheet.page(part):
        raise Http404
    if request.method == "GET" and not assessment.may_write(voice):
        messages.info(request, _("Invullen kan nu niet: de stand is “%s”.") % assessment.get_state_display())
        return redirect("assessments:assessment", request.school.slug, assessment.pk)
    form = ScoreForm(request.POST or None, sheet=sheet, part=part, voice=voice)
    if form.is_valid():
        try:
            assessment.write(voice, by=request.member, scores=form.scores(), remarks=form.remarks())
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return HttpResponse(status=204) if request.htmx else _further(request, assessment, part, sheet, name)
    context = {
        "assessment": assessment,
        "sheet": sheet,
        "form": form,
        "part": part,
        "parts": len(sheet.areas),
        "area": sheet.areas[part - 1],
        "points": list(Score),
        "voice": voice,
        "is_student": voice == Voice.STUDENT,
    }
    template = "assessments/agree.html" if voice == Voice.AGREED else "assessments/fill.html"
    return render(request, template, context, status=422 if request.htmx else 200)


def _further(request, assessment, part, sheet, name):
    step = {"next": 1, "previous": -1}.get(request.POST.get("go"), 0)
    if step == 0:
        messages.success(request, _("Bewaard."))
    if 1 <= part + step <= len(sheet.areas):
        return redirect(name, request.school.slug, assessment.pk, part + step)
    if name == "assessments:agree" and step == 1:
        return redirect("assessments:conclude", request.school.slug, assessment.pk)
    if step == 1:
        polite = request.member.role == Role.SUPERVISOR
        messages.success(
            request,
            _("Dank u wel. Uw antwoorden zijn bewaard.") if polite else _("Klaar! Je antwoorden zijn bewaard."),
        )
    return redirect("assessments:assessment", request.school.slug, assessment.pk)


@open_to(Role.MENTOR, Role.COORDINATOR)
@require_POST
def discuss(request, pk):
    """Start the talk: the voices become visible side by side."""
    assessment = find_assessment(request, pk)
    try:
        assessment.discuss(by=request.member)
    except MoveRefused as refused:
        messages.warning(request, str(refused))
        return redirect("assessments:assessment", request.school.slug, pk)
    return redirect("assessments:agree", request.school.slug, pk, 1)


@open_to(Role.MENTOR, Role.COORDINATOR)
def conclude(request, pk):
    """The last page of the talk: the aspect scores, who was there, and the remarks."""
    assessment = find_assessment(request, pk)
    if request.method == "GET" and not assessment.may_write(Voice.AGREED):
        return redirect("assessments:assessment", request.school.slug, pk)
    sheet = Sheet(assessment, request.member)
    names = ("student_took_part", "company_took_part", "mentor_took_part", "remarks")
    form = ConclusionForm(
        request.POST if request.method == "POST" else None,
        sheet=sheet,
        initial={name: getattr(assessment, name) for name in names},
    )
    if form.is_valid():
        try:
            assessment.conclude(**form.asked())
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("assessments:assessment", request.school.slug, pk)
    context = {"assessment": assessment, "sheet": sheet, "form": form, "parts": len(sheet.areas)}
    return render(request, "assessments/conclude.html", context)
