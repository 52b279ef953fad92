"""Pieces of work that organisations ask for: posted, opened for students, decided, called off, finished."""

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.models import Company, CompanyContact
from core.models import AuditEntry
from core.moves import MoveRefused
from core.twice import just_written
from placements import engaging
from placements.enums import EngagementState as State
from placements.enums import SignUpState
from placements.forms.engagements import DecideForm, EngagementForm, HoursForm, OffForm, OpenForm
from placements.models import Engagement, SignUp
from placements.models.engagement import BEFORE
from schools.access import open_to
from schools.enums import STAFF, Looked, Role
from schools.models import Student
from schools.reading import looked_at

CONCERNED = (*STAFF, Role.STUDENT, Role.SUPERVISOR)
MOST = 60


@open_to(*CONCERNED)
def engagements(request):
    """All pieces of work for staff; for a student those to choose from and those joined; for a company its own."""
    found = Engagement.objects.visible_to(request.member).for_list()
    if request.member.role == Role.STUDENT:
        return _for_student(request, found)
    live = Q(sign_ups__state__in=[SignUpState.POSTED, SignUpState.CHOSEN])
    rows = found.annotate(number=Count("sign_ups", filter=live))
    context = {"engagements": rows[:MOST], "role": request.member.role, "may_post": _may_post(request.member)}
    return render(request, "placements/engagements.html", context)


def _for_student(request, found):
    own = {one.engagement_id: one for one in SignUp.objects.visible_to(request.member)}
    rows = list(found)
    for row in rows:
        row.own = own.get(row.pk)
    minutes = SignUp.objects.visible_to(request.member).aggregate(sum=Sum("minutes"))["sum"]
    is_live = lambda row: row.own and row.own.state != SignUpState.WITHDRAWN  # noqa: E731
    context = {
        "to_choose": [row for row in rows if not is_live(row)],
        "joined": [row for row in rows if is_live(row)],
        "minutes": minutes,
    }
    return render(request, "placements/engagements_student.html", context)


@open_to(*CONCERNED)
def engagement(request, pk):
    """One piece of work, with what this reader may know and do about it."""
    found = _found(request, pk)
    role = request.member.role
    context = {"engagement": found, "role": role, "may_edit": _may_edit(request.member, found)}
    if role == Role.STUDENT:
        own = SignUp.objects.visible_to(request.member).filter(engagement=found).first()
        student = Student.objects.get(member=request.member)
        is_free = own is None or own.state == SignUpState.WITHDRAWN
        fault = engaging.why_not_join(found, student) if is_free else ""
        return render(request, "placements/engagement_student.html", context | {"own": own, "fault": fault})
    sign_ups = list(found.sign_ups.visible_to(request.member).exclude(state=SignUpState.WITHDRAWN).for_list())
    looked_at(request, Looked.REQUEST, *(one.student_id for one in sign_ups))
    context |= {"sign_ups": sign_ups, "is_decided": found.state in (State.DECIDED, State.DONE)}
    context["hides_companion"] = role == Role.SUPERVISOR and found.is_past and not sign_ups
    context["sees_classes"] = role in (Role.COORDINATOR, Role.DIRECTOR)
    return render(request, "placements/engagement.html", context)


@open_to(Role.COORDINATOR, Role.SUPERVISOR)
def engagement_new(request):
    """An organisation posts it from its own page, or the coordinator does on its behalf."""
    return _write(request, None)


@open_to(Role.COORDINATOR, Role.SUPERVISOR)
def engagement_edit(request, pk):
    """Change it: the organisation until it is open, the coordinator until it is decided."""
    found = _found(request, pk)
    if not _may_edit(request.member, found):
        messages.error(request, _("Dit kan niet meer veranderen. Bel school."))
        return redirect("placements:engagement", request.school.slug, found.pk)
    return _write(request, found)


def _write(request, known):
    kind = engaging.kind_of_engagements()
    companies = _companies(request.member)
    context = {"known": known, "role": request.member.role, "kind": kind}
    if kind is None or not companies.exists():
        return render(request, "placements/engagement_not_yet.html", context)
    begun = known or Engagement(school=request.school)
    form = EngagementForm(request.POST or None, instance=begun, companies=companies)
    if form.is_valid():
        made = form.save(commit=False)
        if known is None:
            same = Engagement.objects.filter(**{name: getattr(made, name) for name in form.Meta.fields})
            if twice := just_written(same, "created_at"):
                return redirect("placements:engagement", request.school.slug, twice.pk)
            made.kind = kind
            made.contact = _contact(request.member, made.company)
        made.save()
        note = ", ".join(form.changed_data) if known else ""
        AuditEntry.record(made, action="edit" if known else "post", by=request.member, note=note)
        messages.success(request, _("“%(title)s” is bewaard.") % {"title": made.title})
        return redirect("placements:engagement", request.school.slug, made.pk)
    return render(request, "placements/engagement_form.html", context | {"form": form}, status=_status(form))


@open_to(Role.COORDINATOR)
def engagement_open(request, pk):
    """Choose the classes, who comes along and the last day; then students see it."""
    found = _found(request, pk)
    known = {"classes": found.classes, "companion": found.companion_id, "closes_on": found.closes_on or found.date}
    form = OpenForm(request.POST or None, engagement=found, initial=known)
    if form.is_valid():
        try:
            _open(found, form.cleaned_data, request.member)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Leerlingen kunnen zich nu aanmelden."))
            return redirect("placements:engagement", request.school.slug, found.pk)
    context = {"engagement": found, "form": form}
    return render(request, "placements/engagement_open.html", context, status=_status(form))


def _open(found, facts, member):
    """Keep the facts and open, or neither."""
    if "open" not in found.moves:
        raise MoveRefused(_("Deze prestatie is al open, of voorbij."))
    Engagement.objects.filter(pk=found.pk, state__in=BEFORE).update(**facts)
    found.open(by=member)


@open_to(Role.COORDINATOR)
@require_POST
def engagement_close(request, pk):
    """Nobody signs up any more."""
    found = _found(request, pk)
    try:
        found.close(by=request.member)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect("placements:engagement", request.school.slug, found.pk)


@open_to(Role.COORDINATOR)
def engagement_decide(request, pk):
    """Choose who goes and write every student why; all are told at once."""
    found = _found(request, pk)
    if "decide" not in found.moves:
        return _too_late(request, found)
    sign_ups = list(found.sign_ups.waiting().for_list())
    looked_at(request, Looked.REQUEST, *(one.student_id for one in sign_ups))
    form = DecideForm(request.POST or None, sign_ups=sign_ups)
    if request.method == "POST" and form.is_valid():
        try:
            engaging.decide(found, form.answers(), by=request.member)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Vastgelegd. Alle leerlingen lezen nu hun antwoord."))
            return redirect("placements:engagement", request.school.slug, found.pk)
    context = {"engagement": found, "form": form, "sign_ups": sign_ups}
    return render(request, "placements/engagement_decide.html", context, status=_status(form))


@open_to(Role.COORDINATOR)
def engagement_off(request, pk):
    """It does not take place; who counted on it reads why."""
    found = _found(request, pk)
    if "call_off" not in found.moves:
        return _too_late(request, found)
    form = OffForm(request.POST or None)
    if form.is_valid():
        try:
            engaging.call_off(found, by=request.member, note=form.cleaned_data["note"])
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Wie zich aanmeldde en de organisatie krijgen bericht."))
            return redirect("placements:engagement", request.school.slug, found.pk)
    context = {"engagement": found, "form": form, "deed": "off"}
    return render(request, "placements/engagement_end.html", context, status=_status(form))


@open_to(Role.COORDINATOR)
def engagement_finish(request, pk):
    """Note the hours of each student, and close it."""
    found = _found(request, pk)
    if "finish" not in found.moves:
        return _too_late(request, found)
    sign_ups = list(found.sign_ups.chosen().for_list())
    form = HoursForm(request.POST or None, sign_ups=sign_ups, minutes=found.minutes)
    if form.is_valid():
        try:
            engaging.finish(found, form.minutes(), by=request.member)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De uren zijn opgeschreven."))
            return redirect("placements:engagement", request.school.slug, found.pk)
    context = {"engagement": found, "form": form, "deed": "finish"}
    return render(request, "placements/engagement_end.html", context, status=_status(form))


def _found(request, pk):
    found = Engagement.objects.visible_to(request.member)
    return get_object_or_404(
        found.select_related("company", "kind", "contact__member__user", "companion__user", "school"), pk=pk
    )


def _companies(member):
    """For whom somebody may post: the coordinator for every organisation with a contact, a contact for the own."""
    found = Company.objects.visible_to(member).active().for_list()
    if member.role != Role.COORDINATOR:
        return found
    return found.filter(pk__in=CompanyContact.objects.current().values("company"))


def _contact(member, company):
    """Who is told about it: whoever posted it, else the first contact."""
    contacts = company.contacts.current().order_by("-is_first", "pk")
    return contacts.filter(member=member).first() or contacts.first()


def _may_post(member):
    return member.role in (Role.COORDINATOR, Role.SUPERVISOR)


def _may_edit(member, found):
    """The organisation as long as nobody sees it yet, the coordinator as long as nobody was chosen."""
    if member.role == Role.SUPERVISOR:
        return found.state == State.DRAFT
    return member.role == Role.COORDINATOR and found.state in BEFORE


def _too_late(request, found):
    state = {"state": found.get_state_display()}
    messages.error(request, _("Dit kan nu niet: de stand is “%(state)s”.") % state)
    return redirect("placements:engagement", request.school.slug, found.pk)


def _status(form):
    return 422 if form.is_bound else 200
