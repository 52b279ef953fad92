"""Groups: the list, a new one, its data, and the steps of its life."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.moves import MoveRefused
from groups.enums import GroupState
from groups.forms.group import GroupForm
from groups.holidays import know_holidays
from groups.models import Group, StageKind
from groups.round import steps_of
from groups.seats import clip_seats
from schools.access import open_to
from schools.enums import Role
from schools.models import ClosedDays

STEPS = {
    "open_for_students": _("Leerlingen kunnen nu kiezen."),
    "close_for_students": _("Leerlingen kunnen nu niet meer kiezen. Wat zij al deden, blijft."),
    "start": _("De stage loopt. Leerlingen kunnen niet meer kiezen."),
    "finish": _("De groep is afgerond."),
}


@open_to(Role.COORDINATOR, Role.DIRECTOR)
def groups(request):
    """All groups of the school, the newest period first; finished ones on request."""
    shown = Group.objects.visible_to(request.member)
    finished = request.GET.get("toon") == "afgerond"
    shown = shown.filter(state=GroupState.FINISHED) if finished else shown.open()
    page = Paginator(shown.with_counts().for_list(), 50).get_page(request.GET.get("p"))
    return render(request, "groups/groups.html", {"page": page, "finished": finished})


@open_to(Role.COORDINATOR)
def group_new(request):
    """Make a group: one form in five pieces, with the number of days and hours it adds up to."""
    if not StageKind.objects.exists():
        return render(request, "groups/first_kinds.html")
    form = GroupForm(request.POST or None, instance=Group(school=request.school, coordinator=request.member))
    if form.is_valid() and request.POST.get("doen") != "tellen":
        group = form.instance
        group.save()
        know_holidays(group)
        messages.success(request, _("De groep is gemaakt. Kies nu de leerlingen en de bedrijven."))
        return redirect("groups:group", school=request.school.slug, pk=group.pk)
    return answer_form(request, form, {"title": _("Nieuwe groep")})


@open_to(Role.COORDINATOR)
def group_edit(request, pk):
    """Change a group. A day on which a student has a seat stays in it."""
    group = get_object_or_404(Group.objects.visible_to(request.member), pk=pk)
    if group.is_over:
        messages.info(request, _("Deze groep is afgerond. U kunt hem niet meer wijzigen."))
        return redirect("groups:group", school=request.school.slug, pk=group.pk)
    form = GroupForm(request.POST or None, instance=group)
    if form.is_valid() and request.POST.get("doen") != "tellen":
        before = set(Group.objects.get(pk=pk).stage_days())
        try:
            with transaction.atomic():
                group.save(update_fields=form.changed_data)
                know_holidays(group)
                gone = clip_seats(group)
                new = sum(day not in before for day in group.stage_days())
        except MoveRefused as refusal:
            form.add_error("weekdays", str(refusal))
        else:
            if gone:
                messages.warning(request, _("%(n)s plekken op dagen die vervielen, zijn weggehaald.") % {"n": gone})
            if new and group.state in (GroupState.ASKING, GroupState.CHOOSING):
                messages.info(
                    request,
                    ngettext(
                        "Er is %(n)s dag bij. Bedrijven die al gevraagd zijn, krijgen daar mail over.",
                        "Er zijn %(n)s dagen bij. Bedrijven die al gevraagd zijn, krijgen daar mail over.",
                        new,
                    )
                    % {"n": new},
                )
            messages.success(request, _("De groep is gewijzigd."))
            return redirect("groups:group", school=request.school.slug, pk=group.pk)
    return answer_form(request, form, {"title": _("Groep wijzigen"), "group": Group.objects.get(pk=pk)})


def answer_form(request, form, context):
    """The form, with the sum of what is filled in; 422 when something must be mended."""
    context |= {"form": form, "sum": sum_of(request, form) if form.is_bound or form.instance.pk else None}
    wrong = form.is_bound and form.errors and request.POST.get("doen") != "tellen"
    return render(request, "groups/group_form.html", context, status=422 if wrong else 200)


def sum_of(request, form):
    """Stage days, hours and days off of what is filled in so far; None when that cannot be told yet."""
    if form.is_bound:
        form.is_valid()
        known = form.cleaned_data
        needed = ["starts_on", "ends_on", "weekdays", "starts_at", "ends_at", "break_minutes"]
        if any(known.get(name) in (None, "", []) for name in needed) or set(needed) & set(form.errors):
            return None
        group = Group(school=request.school, **{name: known[name] for name in needed})
        know_holidays(group)
    else:
        group = form.instance
    return group.total()


@open_to(Role.COORDINATOR)
@require_POST
def group_sum(request):
    """The sum alone, while the form is being filled in."""
    return render(
        request,
        "groups/_sum.html",
        {"sum": sum_of(request, GroupForm(request.POST, instance=Group(school=request.school)))},
    )


@open_to(Role.COORDINATOR, Role.DIRECTOR)
def group(request, pk):
    """The data of a group, and what can be done with it now."""
    found = get_object_or_404(Group.objects.visible_to(request.member).with_counts().for_list(), pk=pk)
    closed = ClosedDays.objects.between(found.starts_on, found.ends_on)
    return render(
        request,
        "groups/group.html",
        {
            "group": found,
            "closed_days": closed,
            "sum": found.total(),
            "obstacle": found.obstacle_to_choosing() if "open_for_students" in found.moves else "",
            "round": steps_of(found),
            "has_begun": found.starts_on <= timezone.localdate(),
            "may_change": request.member.role == Role.COORDINATOR,
        },
    )


@open_to(Role.COORDINATOR)
@require_POST
def group_step(request, pk, step):
    """Open or close the group for students, or finish it."""
    found = get_object_or_404(Group.objects.visible_to(request.member), pk=pk)
    if step not in STEPS:
        raise Http404
    try:
        getattr(found, step)(by=request.member)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, STEPS[step])
    return redirect("groups:group", school=request.school.slug, pk=found.pk)
