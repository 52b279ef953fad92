"""Assignments: school makes them for a group, the student hands in, school judges, the company looks along."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import files
from core.moves import MoveRefused
from groups.models import Group
from placements.assignments import hand_round
from placements.enums import SubmissionState
from placements.forms.assignments import AssignmentForm, HandInForm, JudgeForm
from placements.line import earlier, line_of
from placements.models import Assignment, Placement, Submission
from schools.access import open_to
from schools.enums import Looked, Role
from schools.reading import looked_at

SEERS = (Role.STUDENT, Role.MENTOR, Role.COORDINATOR, Role.GUARDIAN, Role.SUPERVISOR)
SEE_FILES = (Role.STUDENT, Role.MENTOR, Role.COORDINATOR, Role.SUPERVISOR)
JUDGES = (Role.MENTOR, Role.COORDINATOR)


@open_to(*SEERS)
def assignments(request, pk):
    """The assignments of one placement and how far they are."""
    placement = get_object_or_404(Placement.objects.followed_by(request.member).for_list(), pk=pk)
    looked_at(request, Looked.TASKS, placement.student_id)
    line = line_of(placement, request.member)
    found = Submission.objects.filter(placement__in=earlier(line, placement)).for_list()
    rows, before = [], []
    for row in found.select_related("assignment", "file", "placement__company"):
        (rows if row.placement_id == placement.pk else before).append(row)
    context = {"placement": placement, "rows": rows, "before": before, "role": request.member.role}
    return render(request, "placements/assignments.html", context)


@open_to(*SEERS)
def submission(request, pk, number):
    """One assignment: the student hands in, school judges, others read."""
    placement = get_object_or_404(Placement.objects.followed_by(request.member).for_list(), pk=pk)
    looked_at(request, Looked.TASKS, placement.student_id)
    found = get_object_or_404(placement.submissions.for_list(), pk=number)
    role = request.member.role
    form = None
    if role == Role.STUDENT and "hand_in" in found.moves:
        form = HandInForm(
            request.POST or None, request.FILES or None, has_file=bool(found.file), initial={"text": found.text}
        )
    elif role in JUDGES and "ask_again" in found.moves:
        form = JudgeForm(request.POST or None)
    if request.method == "POST" and form is None:
        messages.error(request, _("Dit kan nu niet meer. De stand is intussen veranderd."))
    elif request.method == "POST" and form.is_valid():
        act = _hand_in if role == Role.STUDENT else _judge
        try:
            messages.success(request, act(found, by=request.member, **form.cleaned_data))
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("placements:assignments", request.school.slug, placement.pk)
    context = {"placement": placement, "submission": found, "form": form, "role": role}
    return render(request, "placements/submission.html", context | {"sees_files": role in SEE_FILES})


def _hand_in(found, *, by, text, file):
    old = found.file
    with transaction.atomic():
        name = f"opdracht-{found.pk}.{file.ending}" if file else ""
        kept = file and files.keep(
            found.school, file.content, name=name, content_type=file.content_type, by=by, of_stranger=True
        )
        found.hand_in(by=by, text=text, file=kept)
        if kept and old:
            files.drop(old)
    return _("Ingeleverd. Goed gedaan!")


def _judge(found, *, by, answer, feedback):
    if answer == "approve":
        found.approve(by=by, feedback=feedback)
        return _("Goedgekeurd. De leerling ziet het.")
    found.ask_again(by=by, feedback=feedback)
    return _("De leerling krijgt de opdracht terug met je reactie.")


@open_to(*SEE_FILES)
def submission_file(request, pk, number):
    """What the student handed in, for student, school and company only."""
    found = Submission.objects.visible_to(request.member).exclude(file=None).select_related("file", "placement")
    handed_in = get_object_or_404(found, placement=pk, pk=number)
    looked_at(request, Looked.TASKS, handed_in.placement.student_id)
    stored = handed_in.file
    return files.hand_out(request, stored, inline=stored.content_type == "image/jpeg")


@open_to(*JUDGES)
def group_assignments(request, pk):
    """The assignments of a group and how many students are done."""
    group = get_object_or_404(Group.objects.visible_to(request.member), pk=pk)
    placements = Placement.objects.visible_to(request.member).filter(group=group)
    mine = Q(submissions__placement__in=placements)
    rows = Assignment.objects.filter(group=group).annotate(
        total=Count("submissions", filter=mine),
        waiting=Count("submissions", filter=mine & Q(submissions__state=SubmissionState.HANDED_IN)),
        approved=Count("submissions", filter=mine & Q(submissions__state=SubmissionState.APPROVED)),
    )
    waiting = Submission.objects.filter(placement__in=placements, state=SubmissionState.HANDED_IN)
    waiting = waiting.select_related("placement__student", "assignment").order_by("handed_in_at", "pk")[:100]
    context = {"group": group, "rows": rows.order_by("due_on", "pk"), "waiting": waiting}
    return render(request, "placements/group_assignments.html", context)


@open_to(*JUDGES)
def assignment_new(request, pk):
    """Make an assignment for everybody in a group who has a stage, now or later."""
    group = get_object_or_404(Group.objects.visible_to(request.member), pk=pk)
    form = AssignmentForm(request.POST or None)
    if form.is_valid():
        assignment, _is_new = Assignment.objects.get_or_create(
            group=group, created_by=request.member, **form.cleaned_data
        )
        given = hand_round(assignment)
        done = ngettext(
            "De opdracht staat klaar voor %(given)s leerling.",
            "De opdracht staat klaar voor %(given)s leerlingen.",
            given,
        )
        messages.success(request, done % {"given": given})
        return redirect("placements:group_assignments", request.school.slug, group.pk)
    return render(request, "placements/assignment_new.html", {"group": group, "form": form})
