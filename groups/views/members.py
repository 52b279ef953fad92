"""Who takes part in a group: students by class, companies by sector and place."""

from django.contrib import messages
from django.db.models import Exists, OuterRef, Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from companies.models import Company, CompanyContact, Recognition
from core.moves import MoveRefused
from groups import members
from groups.forms.members import OwnDaysForm, Ticked
from groups.models import Group, GroupStudent, Invitation
from schools.access import open_to
from schools.enums import Role
from schools.models import Student


def group_of(request, pk):
    """The group of this page, with its kind."""
    return get_object_or_404(Group.objects.visible_to(request.member).select_related("kind"), pk=pk)


@open_to(Role.COORDINATOR)
def group_students(request, pk):
    """Students in the group, and those that can be added: one class or all, ticked one by one or all at once."""
    group = group_of(request, pk)
    outside = Student.objects.enrolled().exclude(
        Exists(GroupStudent.objects.filter(group=group, student=OuterRef("pk")))
    )
    if whole := request.POST.get("hele_klas"):
        members.add_students(group, outside.filter(class_name=whole))
        messages.success(request, _("Klas %(name)s zit in de groep.") % {"name": whole})
        return redirect(request.path)
    if request.method == "POST":
        form = Ticked(request.POST, name="leerling", offered=outside)
        if form.is_valid():
            members.add_students(group, form.chosen())
            n = len(form.chosen())
            done = ngettext("%(n)s leerling toegevoegd.", "%(n)s leerlingen toegevoegd.", n)
            messages.success(request, done % {"n": n})
        else:
            messages.error(request, next(iter(form.errors.values()))[0])
        return redirect(request.get_full_path())
    classes = list(outside.order_by("class_name").values_list("class_name", flat=True).distinct())
    chosen = request.GET.get("klas", "")
    others = outside.filter(class_name=chosen) if chosen in classes else outside
    context = {
        "group": group,
        "inside": group.group_students.for_list(),
        "others": others.for_list(),
        "classes": classes,
        "chosen": chosen,
    }
    return render(request, "groups/group_students.html", context)


@open_to(Role.COORDINATOR)
@require_POST
def group_students_remove(request, pk):
    """Take the ticked students out of the group."""
    group = group_of(request, pk)
    form = Ticked(request.POST, name="in", offered=group.group_students.select_related("student"))
    act(
        request,
        form,
        lambda: members.remove_students(group, list(form.chosen())),
        _("De leerlingen zijn uit de groep."),
    )
    return redirect("groups:group_students", school=request.school.slug, pk=group.pk)


@open_to(Role.COORDINATOR)
def group_student_days(request, pk):
    """The own timetable of a student: on which of the group's days there is stage (R3)."""
    known = GroupStudent.objects.filter(group__in=Group.objects.visible_to(request.member))
    part = get_object_or_404(known.select_related("group", "student"), pk=pk)
    form = OwnDaysForm(request.POST if request.method == "POST" else None, part=part)
    if form.is_valid():
        members.set_days(part, form.cleaned_data["weekdays"], by=request.member)
        messages.success(request, _("De stagedagen van %(name)s staan erin.") % {"name": part.student.first_name})
        return redirect("groups:group_students", school=request.school.slug, pk=part.group_id)
    context = {"group": part.group, "part": part, "form": form}
    return render(request, "groups/group_student_days.html", context, status=422 if form.is_bound else 200)


@open_to(Role.COORDINATOR)
def group_companies(request, pk):
    """Companies in the group, and those that can be added, by sector and place."""
    group = group_of(request, pk)
    outside = Company.objects.active().exclude(Exists(Invitation.objects.filter(group=group, company=OuterRef("pk"))))
    proof = Recognition.objects.valid_on(group.ends_on).filter(company=OuterRef("pk"))
    outside = outside.annotate(is_recognised=Exists(proof))
    may_join = outside.filter(is_recognised=True) if group.kind.needs_recognition else outside
    if request.method == "POST":
        form = Ticked(request.POST, name="bedrijf", offered=may_join)
        act(request, form, lambda: members.add_companies(group, form.chosen()), _("De bedrijven zijn toegevoegd."))
        return redirect(request.get_full_path())
    contacts = Prefetch("contacts", CompanyContact.objects.for_list())
    every = list(outside.for_list().prefetch_related(contacts))
    sector, city = request.GET.get("sector", ""), request.GET.get("plaats", "")
    context = {
        "group": group,
        "inside": group.invitations.for_list().select_related("contact__member__user"),
        "others": [one for one in every if sector in ("", one.sector) and city in ("", one.city)],
        "sectors": sorted({one.sector for one in every if one.sector}),
        "cities": sorted({one.city for one in every if one.city}),
        "sector": sector,
        "city": city,
    }
    return render(request, "groups/group_companies.html", context)


@open_to(Role.COORDINATOR)
@require_POST
def group_companies_remove(request, pk):
    """Take the ticked companies out of the group, as long as they were not asked."""
    group = group_of(request, pk)
    form = Ticked(request.POST, name="in", offered=group.invitations.select_related("company"))
    act(
        request,
        form,
        lambda: members.remove_companies(group, list(form.chosen())),
        _("De bedrijven zijn uit de groep."),
    )
    return redirect("groups:group_companies", school=request.school.slug, pk=group.pk)


def act(request, form, deed, done):
    """Do it when something valid was ticked; say how that went."""
    if not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
        return
    try:
        deed()
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
