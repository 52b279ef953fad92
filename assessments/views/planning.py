"""Which assessments there are, and planning one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import emails
from assessments.default_form import ensure_form
from assessments.forms.planning import PlanForm, ReasonForm
from assessments.growth import ladder
from assessments.models import Assessment
from assessments.planning import due_for, suggest, to_plan_for
from assessments.views.find import find_assessment, find_placement
from core.moves import MoveRefused
from placements.line import line_of
from schools.access import open_to
from schools.enums import Role

PAGE = 50


@open_to(Role.COORDINATOR, Role.MENTOR)
def due(request):
    """What a mentor has to do: talks of this week or late ones, and stages without an appointment."""
    context = {
        "due": due_for(request.member)[:PAGE],
        "to_plan": to_plan_for(request.member)[:PAGE],
        "today": timezone.localdate(),
        "full": PAGE,
    }
    return render(request, "assessments/due.html", context)


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR)
def assessments(request, pk):
    """The assessments of one stage, as far as this role may see them."""
    placement = find_placement(request, pk)
    line = line_of(placement, request.member)
    shown = Assessment.objects.visible_to(request.member).of_line(line).select_related("placement__company")
    may_plan = request.member.role in (Role.COORDINATOR, Role.MENTOR)
    context = {"placement": placement, "assessments": shown, "may_plan": may_plan, "role": request.member.role}
    context |= {"line": line, "ladder": ladder(line) if len(line) > 1 else None}
    return render(request, "assessments/assessments.html", context)


@open_to(Role.COORDINATOR, Role.MENTOR)
def plan(request, pk):
    """Plan an assessment; the next one in line is filled in already."""
    placement = find_placement(request, pk)
    initial = suggest(placement)._asdict() | {"ask_company": True} if request.method == "GET" else {}
    form = PlanForm(request.POST or None, placement=placement, initial=initial)
    if form.is_valid():
        asked = form.cleaned_data.pop("ask_company")
        made = Assessment.objects.create(placement=placement, form=ensure_form(request.school), **form.cleaned_data)
        sent = asked and emails.ask_company(find_assessment(request, made.pk))
        messages.success(
            request,
            _("De beoordeling staat gepland. Het bedrijf krijgt een mail.")
            if sent
            else _("De beoordeling staat gepland."),
        )
        return redirect("assessments:assessments", request.school.slug, placement.pk)
    return render(request, "assessments/plan.html", {"placement": placement, "form": form})


@open_to(Role.COORDINATOR, Role.MENTOR)
def replan(request, pk):
    """Agree on another day."""
    assessment = find_assessment(request, pk)
    now = {"moment": assessment.moment, "planned_on": assessment.planned_on}
    form = PlanForm(request.POST or None, placement=assessment.placement, assessment=assessment, initial=now)
    if form.is_valid():
        try:
            assessment.replan(by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De afspraak is veranderd."))
            return redirect("assessments:assessment", request.school.slug, pk)
    context = {"placement": assessment.placement, "assessment": assessment, "form": form}
    return render(request, "assessments/plan.html", context)


@open_to(Role.COORDINATOR, Role.MENTOR)
def cancel(request, pk):
    """Call a planned assessment off, with a reason."""
    assessment = find_assessment(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            assessment.cancel(by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De beoordeling gaat niet door."))
            return redirect("assessments:assessments", request.school.slug, assessment.placement_id)
    return render(request, "assessments/reason.html", {"assessment": assessment, "form": form, "act": "cancel"})


@open_to(Role.COORDINATOR, Role.MENTOR)
@require_POST
def ask_company(request, pk):
    """Ask the company by mail to fill in before the talk; once a day at most."""
    assessment = find_assessment(request, pk)
    if "discuss" not in assessment.moves:
        messages.warning(request, _("Dit kan alleen vóór het gesprek."))
    elif emails.ask_company(assessment):
        messages.success(request, _("De mail aan het bedrijf is onderweg."))
    else:
        messages.warning(request, _("Wij weten geen mailadres van de praktijkbegeleider. Bel het bedrijf even."))
    return redirect("assessments:assessment", request.school.slug, pk)
