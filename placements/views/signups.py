"""Students come along with a piece of work: sign up, take it back, tell afterwards; the organisation reacts."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.models import AuditEntry
from core.moves import MoveRefused
from placements import engaging
from placements.enums import SignUpState
from placements.forms.engagements import FeedbackForm, ReportForm, SignUpForm
from placements.models import Engagement, SignUp
from placements.models.engagement import CHOSEN
from schools.access import open_to
from schools.enums import Looked, Role
from schools.models import Student
from schools.reading import looked_at


@open_to(Role.STUDENT)
def sign_up(request, pk):
    """Tell why, what to learn and to show, and that everything is arranged."""
    engagement = get_object_or_404(
        Engagement.objects.visible_to(request.member).select_related("company", "kind"), pk=pk
    )
    student = Student.objects.get(member=request.member)
    own = SignUp.objects.filter(engagement=engagement, student=student).first()
    if own and own.state != SignUpState.WITHDRAWN:
        return redirect("placements:engagement", request.school.slug, engagement.pk)
    known = {name: getattr(own, name) for name in ("why", "learn", "show")} if own else None
    form = SignUpForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            engaging.sign_up(engagement, student, by=request.member, **form.words())
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Je bent aangemeld. Je hoort wie er gaan."))
            return redirect("placements:engagement", request.school.slug, engagement.pk)
    context = {"engagement": engagement, "form": form, "fault": engaging.why_not_join(engagement, student)}
    return render(request, "placements/sign_up.html", context, status=422 if form.is_bound else 200)


@open_to(Role.STUDENT)
@require_POST
def sign_off(request, pk):
    """Take it back."""
    own = get_object_or_404(_own(request), engagement=pk)
    try:
        own.withdraw(by=request.member)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Je bent afgemeld."))
    return redirect("placements:engagement", request.school.slug, pk)


@open_to(Role.STUDENT)
def report(request, pk):
    """The short report afterwards."""
    own = get_object_or_404(_own(request).chosen().filter(engagement__state__in=CHOSEN), engagement=pk)
    if not own.engagement.is_past:
        messages.info(request, _("Deze dag is nog niet geweest. Je schrijft je verslag daarna."))
        return redirect("placements:engagement", request.school.slug, pk)
    form = ReportForm(request.POST or None, initial={"report": own.report, "proud": own.proud})
    if form.is_valid():
        SignUp.objects.filter(pk=own.pk).update(**form.cleaned_data)
        AuditEntry.record(own, action="report", by=request.member)
        messages.success(request, _("Je verslag is bewaard. Goed gedaan!"))
        return redirect("placements:engagement", request.school.slug, pk)
    context = {"engagement": own.engagement, "own": own, "form": form}
    return render(request, "placements/engagement_report.html", context, status=422 if form.is_bound else 200)


@open_to(Role.SUPERVISOR, Role.COORDINATOR)
def feedback(request, pk):
    """What the organisation saw of each student; the coordinator may note it after a call."""
    engagement = get_object_or_404(Engagement.objects.visible_to(request.member).select_related("company"), pk=pk)
    sign_ups = list(engagement.sign_ups.visible_to(request.member).chosen().for_list())
    if engagement.state not in CHOSEN or not sign_ups:
        raise Http404
    if not engagement.is_past:
        messages.info(request, _("Deze dag is nog niet geweest. Daarna vragen wij wat u vond."))
        return redirect("placements:engagement", request.school.slug, pk)
    looked_at(request, Looked.REQUEST, *(one.student_id for one in sign_ups))
    form = FeedbackForm(request.POST or None, sign_ups=sign_ups)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            for one in sign_ups:
                SignUp.objects.filter(pk=one.pk).update(feedback=form.texts()[one.pk])
            AuditEntry.record(engagement, action="feedback", by=request.member)
        messages.success(request, _("Dank u wel. De leerlingen lezen uw woorden."))
        return redirect("placements:engagement", request.school.slug, pk)
    context = {"engagement": engagement, "form": form}
    return render(request, "placements/engagement_feedback.html", context, status=422 if form.is_bound else 200)


def _own(request):
    return SignUp.objects.visible_to(request.member).select_related("engagement__company")
