"""One assessment: what it says, its PDF, fixing it and opening it again."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.views.decorators.http import require_POST

from assessments import tasks
from assessments.enums import SEPARATE_VOICES, VOICE_OF, AssessmentState, Voice
from assessments.forms.planning import ReasonForm
from assessments.growth import build, ladder_in_line
from assessments.models import AspectVerdict
from assessments.models.score import IndicatorScore
from assessments.planning import is_off_day
from assessments.sheet import Sheet
from assessments.views.find import find_assessment
from core import files
from core.models import AuditEntry
from core.moves import MoveRefused
from schools.access import open_to
from schools.enums import STAFF, Looked, Role

EVERYBODY = (Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR)
WHAT_HAPPENED = {
    "replan": _later("Andere dag afgesproken"),
    "cancel": _later("Gaat niet door"),
    "discuss": _later("Gesprek begonnen"),
    "finalise": _later("Vastgesteld"),
    "reopen": _later("Weer geopend"),
}


@open_to(*EVERYBODY)
def assessment(request, pk):
    """One assessment: before the talk who filled in, during it what was agreed, after it the groeiladder."""
    found = find_assessment(request, pk)
    role = request.member.role
    context = {"assessment": found, "role": role, "may_lead": role in (Role.COORDINATOR, Role.MENTOR)}
    match found.state:
        case AssessmentState.PLANNED:
            context |= _before(found, request.member)
        case AssessmentState.DISCUSSED if context["may_lead"]:
            context |= _during(found, request.member)
        case AssessmentState.FINAL:
            context |= _after(found, request.member)
    if role in STAFF:
        context["history"] = _history(found)
    return render(request, "assessments/assessment.html", context)


def _before(found, member):
    voice, counts = VOICE_OF.get(Role(member.role)), IndicatorScore.objects.progress(found)
    total = counts.pop("asked")
    return {
        "voices": [(one, counts.get(one, 0), one == voice) for one in SEPARATE_VOICES],
        "asked": total,
        "my_voice": voice,
        "my_count": counts.get(voice, 0),
        "is_late": found.planned_on < timezone.localdate(),
        "is_off_day": is_off_day(found),
    }


def _during(found, member):
    sheet = Sheet(found, member)
    derived = sheet.derived()
    verdicts = []
    for aspect in sheet.aspects:
        verdict = sheet.verdicts.get((Voice.AGREED, aspect.pk)) or AspectVerdict()
        verdict.aspect, verdict.assessment, verdict.derived = aspect, found, derived[aspect.pk]
        verdicts.append(verdict)
    return {"ladder": build(verdicts), "parts": sheet.counts(Voice.AGREED)}


def _after(found, member):
    sheet = Sheet(found, member)
    heard = [voice for voice in SEPARATE_VOICES if sheet.scores(voice)]
    return {"ladder": ladder_in_line(found, member), "answers": sheet.answers(heard), "heard": heard}


def _history(found):
    return [one.told(WHAT_HAPPENED) for one in AuditEntry.objects.about(found).for_list()]


@open_to(Role.COORDINATOR, Role.MENTOR)
@require_POST
def finalise(request, pk):
    """Fix it; the worker makes the PDF and tells the guardians."""
    found = find_assessment(request, pk)
    try:
        found.finalise(by=request.member)
    except MoveRefused as refused:
        messages.warning(request, str(refused))
        return redirect("assessments:conclude", request.school.slug, pk)
    _hand_over(found)
    messages.success(request, _("De beoordeling is vastgesteld. De leerling en de ouders kunnen hem nu lezen."))
    return redirect("assessments:assessment", request.school.slug, pk)


def _hand_over(found):
    def after_commit():
        tasks.make_document.delay(found.school_id, found.pk)

    transaction.on_commit(after_commit, robust=True)


@open_to(Role.COORDINATOR)
def reopen(request, pk):
    """Open a fixed assessment again, with a reason."""
    found = find_assessment(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            found.reopen(by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("De beoordeling is weer open. De ouders zien hem niet tot hij opnieuw is vastgesteld.")
            )
            return redirect("assessments:assessment", request.school.slug, pk)
    return render(request, "assessments/reason.html", {"assessment": found, "form": form, "act": "reopen"})


@open_to(*EVERYBODY)
def document(request, pk):
    """Hand out the PDF to whoever sees the assessment. POST asks the worker for it again, when it is not there."""
    found = find_assessment(request, pk, Looked.VERDICT)
    if request.method == "GET" and found.file_id:
        return files.hand_out(request, found.file)
    if found.state == AssessmentState.FINAL and not found.file_id:
        if request.method == "POST":
            _hand_over(found)
        messages.info(request, _("De PDF wordt gemaakt. Kijk over een minuut nog eens."))
    return redirect("assessments:assessment", request.school.slug, pk)
