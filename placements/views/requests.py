"""A student asks for a place in four small steps, and follows what becomes of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import AuditEntry
from core.moves import MoveRefused
from groups.enums import GroupState
from groups.models import Invitation
from placements.answering import hand_in, withdraw
from placements.choosing import begin_wish
from placements.enums import RequestState
from placements.forms.requests import RankForm, WordsForm
from placements.history import story_for_student, told
from placements.lifecycle import AT_SCHOOL, buttons
from placements.models import PlacementRequest
from placements.nextstep import with_room
from placements.reasons import reasons_of
from placements.views.requestlist import request_list
from placements.waiting import Clock
from schools.access import open_to
from schools.enums import STAFF, Looked, Role
from schools.models import Student
from schools.reading import looked_at

STEPS = ["why", "learn", "strong"]
LAST = len(STEPS) + 1
SENT = {
    RequestState.FEEDBACK: gettext_lazy("Je aanvraag is nu bij je mentor. Je leest hier wat je mentor ervan vindt."),
    RequestState.SUBMITTED: gettext_lazy("Je aanvraag is verstuurd. Je hoort het hier zodra er antwoord is."),
}


@open_to(Role.STUDENT, *STAFF)
def requests(request):
    """The student's own wishes with what became of them; for staff the wishes that wait for an answer."""
    if request.member.role != Role.STUDENT:
        return request_list(request)
    found = PlacementRequest.objects.visible_to(request.member).for_list()
    wishes = list(found.select_related("transfer_to__company").with_stage())
    live = [one for one in wishes if "withdraw" in one.moves or one.state == "accepted"]
    past = [one for one in wishes if one not in live]
    context = {"live": live, "past": past, "next": _next_step(live, past)}
    return render(request, "placements/requests_student.html", context)


def _next_step(live, past):
    """Companies with room on the own days, when the last answer was a no and nothing else is on its way."""
    lost = [one for one in past if one.state in ("declined", "expired") and one.group.state == GroupState.CHOOSING]
    if live or not lost:
        return []
    return with_room(lost[-1].student, lost[-1].group)


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
            hand_in(wish, by=request.member)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, SENT[wish.state])
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
    shown = get_object_or_404(found.select_related("transfer_to__company", "student__mentor__user"), pk=pk)
    looked_at(request, Looked.REQUEST, shown.student_id)
    role, clock = request.member.role, Clock()
    entries = AuditEntry.objects.about(shown).for_list()
    history = story_for_student(entries) if role == Role.STUDENT else told(entries)
    context = {"wish": shown, "is_staff": role in STAFF, "role": role, "history": history}
    context |= {"age": clock.age(shown), "last_day": clock.last_day(shown) if shown.state in AT_SCHOOL else None}
    context["buttons"] = _buttons(request, shown)
    context["reason"] = next((r.label for r in reasons_of(shown.school_id) if r.code == shown.decline_reason), "")
    return render(request, "placements/request.html", context)


PAGES = {"accept": "request_accept", "decline": "request_decline", "withdraw": "request_withdraw"}
MAIN = {"approve", "agree", "join_pool", "follow", "accept"}
SHOWN = [
    "approve", "give_back", "agree", "join_pool", "follow", "accept", "release", "propose", "transfer", "pool",
    "ask_colleague", "mark_read", "give_tip", "extend", "decline", "withdraw", "restore", "undo",
]  # fmt: skip


def _buttons(request, wish):
    """What this member can do now, and what not with why: [{words, url, why, is_main}]."""
    slug, found = request.school.slug, []
    for name, words, why in buttons(wish, request.member.role, SHOWN):
        page, more = PAGES.get(name, "request_move"), [] if name in PAGES else [name]
        url = reverse(f"placements:{page}", args=[slug, wish.pk, *more])
        is_main = name in MAIN or (name == "decline" and wish.state == RequestState.REFUSED)
        found.append({"words": words, "url": url, "why": why, "is_main": is_main})
    can = sorted((one for one in found if not one["why"]), key=lambda one: not one["is_main"])
    return {"can": can, "cannot": [one for one in found if one["why"]]}


@open_to(Role.STUDENT)
def request_withdraw(request, pk):
    """Take a request back, after asking whether that is meant."""
    found = PlacementRequest.objects.visible_to(request.member).for_list()
    wish = get_object_or_404(found.for_mail(), pk=pk)
    if request.method == "POST":
        try:
            withdraw(wish, by=request.member)
        except MoveRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Je aanvraag is ingetrokken. Je kunt nu een ander bedrijf vragen."))
        return redirect("placements:requests", request.school.slug)
    return render(request, "placements/request_withdraw.html", {"wish": wish})
