"""A place that a student found: told in small steps, checked by school, and answered."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.doubles import digits_of, doubles_of
from companies.models import Company
from core.models import AuditEntry
from core.moves import MoveRefused
from groups.enums import InvitationState
from groups.models import Group, Invitation
from placements import finding
from placements.enums import FoundReason, FoundState
from placements.forms.found import STEPS, AcceptForm, RefuseForm, StepForm
from placements.models import FoundPlace
from schools.access import open_to
from schools.enums import Looked, Role
from schools.models import Student
from schools.reading import looked_at

LAST = len(STEPS) + 1
READERS = (Role.STUDENT, Role.COORDINATOR, Role.MENTOR)


@open_to(*READERS)
def found_places(request):
    """The student's own, with the button to begin; for school what waits and what was answered."""
    rows = FoundPlace.objects.visible_to(request.member).for_list()
    if request.member.role != Role.STUDENT:
        waiting = [one for one in rows if one.state == FoundState.POSTED]
        context = {"waiting": waiting, "others": [one for one in rows if one not in waiting]}
        return render(request, "placements/found_places.html", context)
    rows = [one for one in rows if one.state != FoundState.WITHDRAWN]
    live = any(one.state in (FoundState.DRAFT, FoundState.POSTED) for one in rows)
    context = {"found": rows, "may_begin": not live and _groups(request.member)}
    return render(request, "placements/found_student.html", context)


@open_to(Role.STUDENT)
def found_new(request):
    """The first question; its answer begins the draft."""
    groups = _groups(request.member)
    asked = request.GET.get("groep", "")
    group = next((one for one in groups if str(one.pk) == asked), groups[0] if groups else None)
    student = Student.objects.get(member=request.member)
    fault = finding.why_not_find(group, student) if group else _("Je kunt nu geen bedrijf doorgeven.")
    form = StepForm(request.POST or None, step=1, group=group)
    if form.is_valid() and group:
        try:
            found = finding.begin(group, student, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("placements:found_step", request.school.slug, found.pk, 2)
    draft = FoundPlace.objects.live().filter(student=student, group=group).first() if group else None
    if draft and not form.is_bound:
        return redirect("placements:found_place", request.school.slug, draft.pk)
    context = {"group": group, "groups": groups, "fault": "" if form.is_bound else fault}
    return _show_step(request, form, 1, context)


@open_to(Role.STUDENT)
def found_step(request, pk, step):
    """Questions 1 to 6 of a draft; the last page shows everything and sends it."""
    found = _found(request, pk)
    if found.state != FoundState.DRAFT:
        return redirect("placements:found_place", request.school.slug, found.pk)
    if step >= LAST:
        return _check_and_send(request, found)
    step = max(step, 1)
    names = STEPS[step - 1][2]
    known = {name: getattr(found, name) for name in names}
    own_email = found.student.member.user.email
    sent = request.POST if request.method == "POST" else None
    form = StepForm(sent, initial=known, step=step, group=found.group, own_email=own_email)
    if form.is_valid():
        found.write(**form.cleaned_data)
        return redirect("placements:found_step", request.school.slug, found.pk, step + 1)
    return _show_step(request, form, step, {"found": found})


def _show_step(request, form, step, context):
    context |= {"form": form, "step": step, "total": LAST, "before": step - 1, "question": STEPS[step - 1][1]}
    return render(request, "placements/found_step.html", context, status=422 if form.is_bound else 200)


def _check_and_send(request, found):
    if request.method == "POST":
        try:
            found.post(by=request.member)
        except MoveRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Goed gedaan! School kijkt ernaar."))
            return redirect("placements:found_place", request.school.slug, found.pk)
    missing = found.missing()
    lacks = next((n for n, (_name, _question, names) in enumerate(STEPS, start=1) if missing in names), None)
    context = {"found": found, "step": LAST, "lacks": lacks}
    return render(request, "placements/found_send.html", context, status=422 if request.method == "POST" else 200)


@open_to(*READERS)
def found_place(request, pk):
    """What the student found, what school checks, and the answer."""
    found = _found(request, pk)
    if request.member.role == Role.STUDENT:
        if found.state == FoundState.DRAFT:
            lacks = found.missing()
            step = next((n for n, (_n, _q, names) in enumerate(STEPS, start=1) if lacks in names), LAST)
            return redirect("placements:found_step", request.school.slug, found.pk, step)
        return render(request, "placements/found_place_student.html", {"found": found})
    looked_at(request, Looked.REQUEST, found.student_id)
    context = {"found": found, "role": request.member.role, "checks": list(finding.checks(found))}
    if found.wish_id:
        context["invitation"] = Invitation.objects.select_related("company").get(pk=found.wish.invitation_id)
        context["is_asked"] = context["invitation"].state != InvitationState.NEW
    return render(request, "placements/found_place.html", context)


@open_to(Role.STUDENT)
@require_POST
def found_withdraw(request, pk):
    """Take it back, or throw the draft away."""
    found = _found(request, pk)
    try:
        found.withdraw(by=request.member)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("placements:found_place", request.school.slug, found.pk)
    messages.success(request, _("Het is weg. Je kunt opnieuw beginnen."))
    return redirect("placements:found_places", request.school.slug)


@open_to(Role.COORDINATOR)
def found_accept(request, pk):
    """Say yes: is it a company that is known, or a new one? Then the company is asked for its days."""
    found = _found(request, pk)
    looked_at(request, Looked.REQUEST, found.student_id)
    if "accept" not in found.moves:
        return _answered(request, found)
    about = {"name": found.name, "postcode": found.postcode, "phone": found.phone, "email": found.email}
    doubles = doubles_of(**about, kvk=digits_of(request.POST.get("kvk", "")))
    form = AcceptForm(request.POST or None, found=found, doubles=doubles)
    if form.is_valid():
        try:
            invitation = finding.accept(found, by=request.member, **form.facts())
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return _accepted(request, found, invitation)
    sectors = list(Company.objects.order_by("sector").values_list("sector", flat=True).distinct())
    context = {"found": found, "form": form, "doubles": doubles, "sectors": sectors}
    return render(request, "placements/found_accept.html", context, status=422 if form.is_bound else 200)


def _accepted(request, found, invitation):
    if invitation.state == InvitationState.NEW:
        messages.success(request, _("Goedgekeurd. Bel nu het bedrijf en vul de dagen in."))
        return redirect("groups:invitation_answer", request.school.slug, invitation.pk)
    messages.success(request, _("Goedgekeurd. Het bedrijf krijgt de vraag welke dagen kunnen."))
    return redirect("placements:found_place", request.school.slug, found.pk)


@open_to(Role.COORDINATOR)
def found_refuse(request, pk):
    """Say no: choose the reason, then send the kind words that go with it."""
    found = _found(request, pk)
    looked_at(request, Looked.REQUEST, found.student_id)
    if "refuse" not in found.moves:
        return _answered(request, found)
    reason = request.GET.get("reden", "")
    known = reason in FoundReason.values
    text = finding.kind_no(reason, found) if known else ""
    form = RefuseForm(request.POST or None, initial={"reason": reason, "text": text})
    if form.is_valid():
        try:
            finding.refuse(found, by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Vastgelegd. De leerling leest waarom en wat nu kan."))
            return redirect("placements:found_places", request.school.slug)
    context = {"found": found, "form": form, "reasons": FoundReason.choices, "reason": reason}
    context["ask"] = known or form.is_bound
    return render(request, "placements/found_refuse.html", context, status=422 if form.is_bound else 200)


@open_to(Role.COORDINATOR)
@require_POST
def found_share(request, pk):
    """Other students of the group may ask this company too."""
    found = _found(request, pk)
    if found.wish_id is None:
        raise Http404
    invitation = Invitation.objects.get(pk=found.wish.invitation_id)
    Invitation.objects.filter(pk=invitation.pk).update(is_shared=True)
    AuditEntry.record(invitation, action="share", by=request.member)
    messages.success(request, _("Andere leerlingen van de groep zien dit bedrijf nu ook."))
    return redirect("placements:found_place", request.school.slug, found.pk)


def _found(request, pk):
    rows = FoundPlace.objects.visible_to(request.member)
    return get_object_or_404(rows.select_related("student__member__user", "group__kind", "wish"), pk=pk)


def _groups(member):
    """The student's groups in which a place may be brought now."""
    groups = Group.objects.visible_to(member).filter(state__in=finding.OPEN)
    return list(groups.select_related("kind").order_by("starts_on", "pk"))


def _answered(request, found):
    state = {"state": found.get_state_display()}
    messages.error(request, _("Dit is intussen al beantwoord: %(state)s.") % state)
    return redirect("placements:found_place", request.school.slug, found.pk)
