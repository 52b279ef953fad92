"""The proposal beside today: make it, look what a change costs, decide, and confirm a part. Only confirming tells."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import jobs
from groups.models import Group
from placements import planning, tasks
from placements.confirming import Refused, arrangement, confirm
from placements.forms.plans import AimForm, ConfirmForm, RuleForm, WhatIfForm
from placements.models import MatchPlan
from placements.puzzle import read
from placements.rules import decide
from placements.telling import named_limits, refusals_of, rules_of, with_words
from placements.whatif import alternatives, one_more
from schools.access import open_to
from schools.enums import Looked, Role
from schools.reading import looked_at

ROWS = 60
LEVELS = 4
SHOWN = {  # ?toon=: words on the page, and which lines
    "wens": (_("in een wens"), lambda line: line.rank),
    "buiten": (_("buiten de wensen"), lambda line: line.invitation_id and not line.rank),
    "zonder": (_("zonder plek"), lambda line: not line.invitation_id),
}


@open_to(Role.COORDINATOR)
def plan(request, pk):
    """What is proposed for everybody without a stage, beside what they asked for today."""
    group = _group(request, pk)
    made = MatchPlan.objects.filter(group=group).first()
    if made is None:
        return render(request, "placements/plan_none.html", {"group": group, "form": AimForm()})
    lines = list(made.lines.for_list())
    wanted = request.GET.get("toon", "")
    shown = [line for line in lines if wanted not in SHOWN or SHOWN[wanted][1](line)]
    page = Paginator(shown, ROWS).get_page(request.GET.get("blad"))
    with_words(group, page.object_list)
    counts = planning.counts(lines)
    context = {
        "group": group, "plan": made, "page": page, "counts": counts, "wanted": wanted, "shown": SHOWN,
        "is_stale": made.seen != group.now, "form": AimForm(initial={"aim": made.aim}),
        "more": (made.bound or counts["placed"]) - counts["placed"],
    }  # fmt: skip
    return render(request, "placements/plan.html", context)


@open_to(Role.COORDINATOR)
@require_POST
def plan_make(request, pk):
    """Make the proposal anew: at once, and with the proof in the worker when that is asked."""
    group = _group(request, pk)
    form = AimForm(request.POST)
    if not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
        return redirect("placements:plan", request.school.slug, group.pk)
    made = planning.make_plan(group, by=request.member, aim=form.cleaned_data["aim"])
    if "bewijs" not in request.POST:
        messages.success(request, _("Het voorstel is gemaakt. Er is nog niets vastgelegd."))
        return redirect("placements:plan", request.school.slug, group.pk)
    label = _("Het beste voorstel zoeken: %(group)s") % {"group": group.name}
    job = jobs.start(
        tasks.prove_plan, school=request.school, label=label, by=request.member, total=LEVELS,
        plan=made.pk, board=group.pk, member=request.member.pk,
    )  # fmt: skip
    return redirect("schools:job", request.school.slug, job.pk)


@open_to(Role.COORDINATOR)
def plan_student(request, group, student):
    """One student: what stands in the way of each wish and why, what another place would cost, and what is decided."""
    group = _group(request, group)
    made = get_object_or_404(MatchPlan, group=group)
    puzzle = read(group, made.aim)
    lines = list(made.lines.for_list())
    line = get_object_or_404(made.lines.for_list(), student=student)
    looked_at(request, Looked.REQUEST, student)
    form = RuleForm(request.POST or None, group=group)
    if form.is_valid():
        with transaction.atomic():
            decide(line.student, by=request.member, group=group, **form.cleaned_data)
            planning.make_plan(group, by=request.member, aim=made.aim)
        messages.success(request, _("Vastgelegd. Het voorstel is opnieuw gemaakt."))
        return redirect("placements:plan", request.school.slug, group.pk)
    known = line.student_id in puzzle.parts
    planned = [one for one in lines if one.invitation_id and one.student_id in puzzle.parts]
    places = {one.student_id: one.invitation_id for one in planned}
    context = {
        "group": group, "line": line, "form": form, "part": puzzle.parts.get(line.student_id),
        "credit": puzzle.credit.get(line.student_id, 0),
        "options": alternatives(puzzle, places, line.student_id) if known else [],
        "limits": named_limits(puzzle, line, lines), "rules": rules_of(group, line),
    }  # fmt: skip
    return render(request, "placements/plan_student.html", context, status=422 if form.is_bound else 200)


@open_to(Role.COORDINATOR)
def plan_what_if(request, pk):
    """One seat more on one day: whom would it place?"""
    group = _group(request, pk)
    made = get_object_or_404(MatchPlan, group=group)
    form = WhatIfForm(request.GET or None, group=group)
    change = None
    if form.is_valid():
        company, day = form.cleaned_data["bedrijf"], form.cleaned_data["dag"]
        change = one_more(group, made.aim, planning.places_of(made), company.pk, day)
    context = {"group": group, "form": form, "change": change}
    return render(request, "placements/plan_what_if.html", context)


@open_to(Role.COORDINATOR)
@require_POST
def plan_confirm(request, pk):
    """First show what will happen; then do it, all of it or nothing."""
    group = _group(request, pk)
    made = get_object_or_404(MatchPlan.objects.select_related("group__coordinator__user"), group=group)
    form = ConfirmForm(request.POST, plan=made)
    if not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
        return redirect("placements:plan", request.school.slug, group.pk)
    lines = list(form.cleaned_data["regel"])
    placed = [line for line in lines if line.invitation_id]
    refusals = refusals_of(group, made.aim, [line for line in lines if not line.invitation_id], request.POST)
    faults, reason, wants_reason = [], request.POST.get("reden", "").strip()[:600], False
    if "zeker" in request.POST:
        told = [(one["wish"], one["reason"], one["text"].strip()) for one in refusals]
        try:
            if not all(text for _wish, _reason, text in told):
                raise Refused([_("Schrijf bij elke afwijzing op wat de leerling leest.")])
            confirm(made, placed, by=request.member, version=form.cleaned_data["version"], refusals=told,
                    reason=reason)  # fmt: skip
        except Refused as refused:
            faults, wants_reason = refused.faults, refused.wants_reason
        else:
            words = {"placed": len(placed), "told": len(refusals)}
            messages.success(request, _("Vastgelegd: %(placed)s geplaatst, %(told)s afgewezen met uitleg.") % words)
            return redirect("placements:plan", request.school.slug, group.pk)
    for line in placed:
        line.arranged = arrangement(line, made.group)
    context = {"group": group, "plan": made, "lines": lines, "placed": placed, "refusals": refusals, "faults": faults}
    context |= {"reason": reason, "wants_reason": wants_reason or reason}
    return render(request, "placements/plan_confirm.html", context, status=422 if faults else 200)


def _group(request, pk):
    """The group of this page, with the fingerprint of its state now."""
    known = planning.with_state(Group.objects.visible_to(request.member)).select_related("kind")
    return get_object_or_404(known, pk=pk)
