"""A student asks for a place in four small steps, and follows what becomes of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.moves import MoveRefused
from groups.models import Invitation
from placements.choosing import begin_wish
from placements.forms.requests import RankForm, WordsForm
from placements.models import PlacementRequest
from schools.access import open_to
from schools.enums import STAFF, Looked, Role
from schools.models import Student
from schools.reading import looked_at

STEPS = ["why", "learn", "strong"]
LAST = len(STEPS) + 1


@open_to(Role.STUDENT, *STAFF)
def requests(request):
    """The student's own wishes with what became of them; for staff the wishes that wait for an answer."""
    found = PlacementRequest.objects.visible_to(request.member).for_list()
    if request.member.role == Role.STUDENT:
        wishes = list(found.with_stage())
        live = [one for one in wishes if "withdraw" in one.moves or one.state == "accepted"]
        context = {"live": live, "past": [one for one in wishes if one not in live]}
        return render(request, "placements/requests_student.html", context)
    return render(
        request, "placements/requests.html", {"requests": found.waiting()}
    )


@open_to(Role.STUDENT)
def request_new(request, pk):
    """Step 1: why this company. What is typed is kept as a draft."""
    invitation = get_object_or_404(
        Invitation.objects.visible_to(request.member).select_related("company", "group__kind"), pk=pk
    )
    form = WordsForm(request.POST or None, field="why")
    if form.is_valid():
        try:
            wish = begin_wish(Student.objects.get(member=request.member), invitation, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("placements:request_step", request.school.slug, wish.pk, 2)
    return _show_step(request, form, invitation, 1)


@open_to(Role.STUDENT)
def request_step(request, pk, step):
    """Steps 1 to 4 of a draft; the last one shows everything and sends it."""
    wish = _own_draft(request, pk)
    if wish is None:
        return redirect("placements:request", request.school.slug, pk)
    if step >= LAST:
        return _check_and_send(request, wish)
    field = STEPS[max(step, 1) - 1]
    form = WordsForm(request.POST or None, field=field, initial={field: getattr(wish, field)})
    if form.is_valid():
        wish.write(**form.cleaned_data)
        return redirect("placements:request_step", request.school.slug, wish.pk, step + 1)
    return _show_step(request, form, wish.invitation, max(step, 1), wish)


def _check_and_send(request, wish):
    form = RankForm(request.POST or None, initial={"rank": wish.rank})
    if form.is_valid():
        try:
            wish.take_rank(**form.cleaned_data)
            wish.submit(by=request.member)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Je aanvraag is verstuurd. Je hoort het hier zodra er antwoord is."))
            return redirect("placements:requests", request.school.slug)
    others = PlacementRequest.objects.live().filter(group=wish.group_id, student=wish.student_id)
    others = others.exclude(pk=wish.pk).select_related("invitation__company").order_by("rank", "pk")
    return render(
        request, "placements/request_send.html", {"wish": wish, "form": form, "others": others, "step": LAST}
    )


def _own_draft(request, pk):
    """The draft of this student; None when it was sent meanwhile, 404 when it is nobody's or somebody else's."""
    found = PlacementRequest.objects.visible_to(request.member)
    wish = get_object_or_404(found.select_related("invitation__company", "group", "student"), pk=pk)
    return wish if wish.state == "draft" else None


def _show_step(request, form, invitation, step, wish=None):
    context = {"form": form, "invitation": invitation, "step": step, "total": LAST, "wish": wish}
    return render(request, "placements/request_step.html", context | {"before": step - 1})


@open_to(Role.STUDENT, *STAFF)
def wish(request, pk):
    """One request: what the student wrote and what became of it."""
    found = PlacementRequest.objects.visible_to(request.member).for_list()
    shown = get_object_or_404(found, pk=pk)
    looked_at(request, Looked.REQUEST, shown.student_id)
    context = {"wish": shown, "is_staff": request.member.role in STAFF, "role": request.member.role}
    return render(request, "placements/request.html", context)


@open_to(Role.STUDENT)
def request_withdraw(request, pk):
    """Take a request back, after asking whether that is meant."""
    found = PlacementRequest.objects.visible_to(request.member).for_list()
    wish = get_object_or_404(found, pk=pk)
    if request.method == "POST":
        try:
            wish.withdraw(by=request.member)
        except MoveRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Je aanvraag is ingetrokken. Je kunt nu een ander bedrijf vragen."))
        return redirect("placements:requests", request.school.slug)
    return render(request, "placements/request_withdraw.html", {"wish": wish})
