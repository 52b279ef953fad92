"""Talks before a stage: proposed, chosen, prepared, held, and looked back on."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.models import AuditEntry
from core.moves import MoveRefused
from core.templatetags.ui_words import nl_moment
from placements import ics
from placements import meeting as talks
from placements.enums import MeetingKind, MeetingResult
from placements.enums import MeetingState as State
from placements.forms.meetings import (
    PREPARE,
    BackForm,
    ChooseForm,
    OffForm,
    PrepareForm,
    ProposeForm,
    ResultForm,
)
from placements.models import IntroMeeting, PlacementRequest
from placements.models.meeting import LIVE, TALKED_ABOUT
from schools.access import open_to
from schools.enums import Looked, Role
from schools.reading import looked_at

CONCERNED = (Role.COORDINATOR, Role.MENTOR, Role.STUDENT, Role.SUPERVISOR)
AROUND = (
    "school", "student__member__user", "student__mentor__user", "group__coordinator__user", "invitation__company",
    "invitation__contact__member__user", "contact__member__user",
)  # fmt: skip
LEADS = (Role.COORDINATOR, Role.MENTOR, Role.SUPERVISOR)


@open_to(*CONCERNED)
def meetings(request):
    """The talks of this reader, and for school and company who may be invited now."""
    rows = IntroMeeting.objects.visible_to(request.member).for_list()
    live = [one for one in rows if one.state in LIVE]
    context = {"live": live, "past": [one for one in rows if one not in live], "role": request.member.role}
    if request.member.role in (Role.COORDINATOR, Role.SUPERVISOR):
        known = IntroMeeting.objects.filter(request=OuterRef("pk"), kind=MeetingKind.INTRO).exclude(state=State.OFF)
        free = PlacementRequest.objects.visible_to(request.member).filter(~Exists(known), state__in=TALKED_ABOUT)
        context["to_invite"] = free.for_list()
    return render(request, "placements/meetings.html", context)


@open_to(*LEADS)
def meeting_new(request, pk):
    """Propose two moments to the student of this request."""
    wish = get_object_or_404(PlacementRequest.objects.visible_to(request.member).select_related(*AROUND), pk=pk)
    looked_at(request, Looked.REQUEST, wish.student_id)
    kinds = talks.kinds_for(wish, request.member.role)
    context = {"wish": wish, "role": request.member.role, "kinds": kinds}
    if not kinds:
        status = 422 if request.method == "POST" else 200
        return render(request, "placements/meeting_form.html", context, status=status)
    company = wish.invitation.company
    at_company = kinds[0] == MeetingKind.INTRO
    lead = wish.answerer.member.user.name if at_company and wish.answerer else request.user.name
    where = ", ".join(filter(None, [company.street, company.city])) if at_company else request.school.name
    form = ProposeForm(request.POST or None, kinds=kinds, initial={"place": where, "host": lead})
    if form.is_valid():
        try:
            made = talks.propose(wish, by=request.member, **form.facts())
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De leerling kiest nu een moment."))
            return redirect("placements:meeting", request.school.slug, made.pk)
    return render(request, "placements/meeting_form.html", context | {"form": form}, status=_status(form))


@open_to(*CONCERNED)
def meeting(request, pk):
    """One talk, with what this reader can do now."""
    found = _found(request, pk)
    role = request.member.role
    context = {"meeting": found, "wish": found.request, "role": role, "leads": _leads(request.member, found)}
    context["asked"] = [(question, getattr(found, name)) for name, question, _hint in PREPARE]
    context["shows_result"] = role != Role.STUDENT or found.result == MeetingResult.SUITABLE
    context["waits"] = found.state == State.HELD and found.request.state in TALKED_ABOUT
    return render(request, "placements/meeting.html", context)


@open_to(Role.STUDENT)
def meeting_choose(request, pk):
    """The student takes a moment, or says when it would be possible."""
    found = _found(request, pk)
    if found.state != State.ASKED:
        return _too_late(request, found)
    moments = [("1", nl_moment(found.first_at)), ("2", nl_moment(found.second_at))]
    form = ChooseForm(request.POST or None, moments=moments)
    if form.is_valid():
        number = int(form.cleaned_data["moment"])
        try:
            if number:
                talks.confirm(found, by=request.member, number=number)
            else:
                talks.pass_by(found, by=request.member, words=form.cleaned_data["words"])
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Afgesproken!") if number else _("Doorgegeven. Je krijgt een nieuw moment."))
            return redirect("placements:meeting", request.school.slug, found.pk)
    return _ask(request, found, form, "choose")


@open_to(*LEADS)
def meeting_again(request, pk):
    """Propose two other moments."""
    found = _led(request, pk)
    if "propose_again" not in found.moves:
        return _too_late(request, found)
    known = {name: getattr(found, name) for name in ("place", "host")}
    form = ProposeForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            talks.propose_again(found, by=request.member, **form.facts())
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De leerling kiest nu een moment."))
            return redirect("placements:meeting", request.school.slug, found.pk)
    return _ask(request, found, form, "again")


@open_to(Role.STUDENT)
def meeting_prepare(request, pk):
    """The student's own answers to what is asked in such a talk."""
    found = _found(request, pk)
    known = {name: getattr(found, name) for name, _question, _hint in PREPARE}
    form = PrepareForm(request.POST or None, initial=known)
    if form.is_valid():
        IntroMeeting.objects.filter(pk=found.pk).update(**form.cleaned_data)
        messages.success(request, _("Bewaard. Neem je blad mee."))
        return redirect("placements:meeting_sheet", request.school.slug, found.pk)
    return _ask(request, found, form, "prepare")


@open_to(Role.STUDENT, Role.MENTOR)
def meeting_sheet(request, pk):
    """The preparation on one sheet of paper."""
    found = _found(request, pk)
    context = {"meeting": found, "wish": found.request, "role": request.member.role}
    context["asked"] = [(question, getattr(found, name)) for name, question, _hint in PREPARE]
    return render(request, "placements/meeting_sheet.html", context)


@open_to(*LEADS)
def meeting_result(request, pk):
    """Whoever led the talk says how it went."""
    found = _led(request, pk)
    if found.state != State.AGREED:
        return _too_late(request, found)
    form = ResultForm(request.POST or None)
    if form.is_valid():
        try:
            found.tell_result(by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Dank u wel. School gaat hiermee verder."))
            return redirect("placements:meeting", request.school.slug, found.pk)
    return _ask(request, found, form, "result")


@open_to(Role.STUDENT)
def meeting_back(request, pk):
    """The student looks back on the talk."""
    found = _found(request, pk)
    if not found.is_past or found.state not in (State.AGREED, State.HELD):
        return _too_late(request, found)
    known = {name: getattr(found, name) for name in ("mood", "proud", "otherwise")}
    form = BackForm(request.POST or None, initial=known)
    if form.is_valid():
        IntroMeeting.objects.filter(pk=found.pk).update(**form.cleaned_data)
        AuditEntry.record(found, action="look_back", by=request.member)
        messages.success(request, _("Bewaard. Praat erover met je mentor."))
        return redirect("placements:meeting", request.school.slug, found.pk)
    return _ask(request, found, form, "back")


@open_to(*LEADS)
def meeting_off(request, pk):
    """There is no talk after all."""
    found = _led(request, pk)
    if "call_off" not in found.moves:
        return _too_late(request, found)
    form = OffForm(request.POST or None)
    if form.is_valid():
        try:
            talks.call_off(found, by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Iedereen krijgt bericht."))
            return redirect("placements:meeting", request.school.slug, found.pk)
    return _ask(request, found, form, "off")


@open_to(*CONCERNED)
def meeting_ics(request, pk):
    """The appointment for a calendar."""
    found = _found(request, pk)
    if found.at is None:
        raise Http404
    response = HttpResponse(ics.of_meeting(found), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="afspraak.ics"'
    return response


def _found(request, pk, *, led=False):
    rows = IntroMeeting.objects.visible_to(request.member).for_list()
    if led and request.member.role == Role.MENTOR:
        rows = rows.filter(kind=MeetingKind.APPLY)
    found = get_object_or_404(rows.select_related("school", *(f"request__{name}" for name in AROUND)), pk=pk)
    looked_at(request, Looked.REQUEST, found.request.student_id)
    return found


def _led(request, pk):
    """A talk that this member leads or arranges."""
    return _found(request, pk, led=True)


def _leads(member, found):
    """The company its own talks, the mentor those at school, the coordinator all."""
    return member.role in (Role.COORDINATOR, Role.SUPERVISOR) or (
        member.role == Role.MENTOR and found.kind == MeetingKind.APPLY
    )


def _ask(request, found, form, deed):
    context = {"meeting": found, "wish": found.request, "form": form, "deed": deed, "role": request.member.role}
    return render(request, "placements/meeting_ask.html", context, status=_status(form))


def _too_late(request, found):
    state = {"state": found.get_state_display()}
    messages.error(request, _("Dit kan nu niet. De stand is: %(state)s.") % state)
    return redirect("placements:meeting", request.school.slug, found.pk)


def _status(form):
    return 422 if form.is_bound else 200
