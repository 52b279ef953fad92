"""The students of a school, for its staff."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.asked import whole_number
from core.models import AuditEntry
from schools import people
from schools.access import confirm_first, open_to
from schools.codes import with_code
from schools.emails import send_entry
from schools.enums import Looked, Role
from schools.forms.student import GuardianChangeForm, GuardianForm, StudentForm
from schools.history import history_of
from schools.models import Guardianship, Student
from schools.reading import looked_at

PAGE = 50


@open_to(Role.COORDINATOR, Role.DIRECTOR, Role.MENTOR)
def students(request):
    """All students, by class; filtered by class and words, fifty at a time."""
    asked, class_name, after = (request.GET.get(name, "").strip() for name in ("q", "klas", "na"))
    mine = Student.objects.visible_to(request.member).enrolled()
    classes = list(mine.order_by("class_name").values_list("class_name", flat=True).distinct())
    found = with_code(mine.select_related("mentor__user")).for_list()
    for word in asked.split()[:5]:
        found = found.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(number__startswith=word))
    if class_name:
        found = found.filter(class_name=class_name)
    if last := mine.filter(pk=whole_number(after)).first():
        found = found.after(last)
    rows = list(found[: PAGE + 1])
    page = {
        "students": rows[:PAGE],
        "classes": classes,
        "q": asked,
        "class_name": class_name,
        "more": rows[PAGE - 1].pk if len(rows) > PAGE else "",
    }
    return render(request, "schools/students.html", page)


@open_to(Role.COORDINATOR, Role.MENTOR)
def student(request, pk):
    """One student: data, guardians, the code, and what changed."""
    mine = Student.objects.visible_to(request.member).select_related("member__user", "mentor__user")
    found = get_object_or_404(with_code(mine), pk=pk)
    looked_at(request, Looked.DOSSIER, found.pk)
    page = {
        "student": found,
        "mentor_name": found.mentor.user.name if found.mentor else _("nog niemand"),
        "guardianships": sorted(found.guardianships.for_list(), key=lambda link: link.is_over),
        "history": history_of(found),
    }
    return render(request, "schools/student.html", page)


@open_to(Role.COORDINATOR)
def student_new(request):
    """Write a new student in the books."""
    return write(request, Student(), _("Leerling toevoegen"))


@open_to(Role.COORDINATOR)
def student_edit(request, pk):
    """Change what the school keeps about a student."""
    known = Student.objects.visible_to(request.member).filter(erased_on=None)
    found = get_object_or_404(known.select_related("member__user"), pk=pk)
    looked_at(request, Looked.DOSSIER, found.pk)
    return write(request, found, _("Gegevens van %(name)s") % {"name": found.name})


def write(request, found, heading):
    """The form of a student, new or known."""
    form = StudentForm(request.POST or None, instance=found)
    if form.is_valid():
        saved, is_new = people.save_student(request.school, **form.cleaned_data)
        AuditEntry.record(
            saved,
            action="added" if is_new else "edited",
            by=request.member,
            note=", ".join(str(form.fields[name].label) for name in form.changed_data) if not is_new else "",
        )
        messages.success(request, _("%(name)s is opgeslagen.") % {"name": saved.name})
        return redirect("schools:student", school=request.school.slug, pk=saved.pk)
    page = {"form": form, "student": found, "heading": heading}
    return render(request, "schools/student_form.html", page, status=422 if form.errors else 200)


@open_to(Role.COORDINATOR)
def guardian_new(request, pk):
    """Add a guardian to a student."""
    found = get_object_or_404(Student.objects.visible_to(request.member).filter(erased_on=None), pk=pk)
    form = GuardianForm(request.POST or None)
    if form.is_valid():
        link = people.save_guardian(found, **form.cleaned_data)
        AuditEntry.record(found, action="guardian_added", by=request.member, note=link.member.user.name)
        messages.success(request, _("%(name)s is toegevoegd.") % {"name": link.member.user.name})
        return redirect("schools:student", school=request.school.slug, pk=found.pk)
    return render(request, "schools/guardian_form.html", {"form": form, "student": found})


@open_to(Role.COORDINATOR)
@confirm_first(only="POST")
def guardian(request, pk):
    """What holds between one guardian and one student: authority, looking along, a secret address, until when."""
    link = get_object_or_404(Guardianship.objects.select_related("student", "member__user"), pk=pk)
    known = {name: getattr(link, name) for name in GuardianChangeForm.base_fields if name != "phone"}
    form = GuardianChangeForm(request.POST or None, initial=known | {"phone": link.member.user.phone})
    if form.is_valid():
        people.change_guardian(link, **form.cleaned_data)
        changed = ", ".join(str(form.fields[name].label) for name in form.changed_data)
        note = f"{link.member.user.name}: {changed}" if changed else link.member.user.name
        AuditEntry.record(link.student, action="guardian_changed", by=request.member, note=note)
        messages.success(request, _("%(name)s is opgeslagen.") % {"name": link.member.user.name})
        return redirect("schools:student", school=request.school.slug, pk=link.student_id)
    page = {"form": form, "link": link, "student": link.student}
    return render(request, "schools/guardian_change.html", page, status=422 if form.errors else 200)


@open_to(Role.COORDINATOR)
@require_POST
def guardian_end(request, pk):
    """This guardian no longer follows the student; the own link closes at once."""
    link = get_object_or_404(Guardianship.objects.select_related("student", "member__user"), pk=pk)
    people.end_guardian(link)
    AuditEntry.record(link.student, action="guardian_ended", by=request.member, note=link.member.user.name)
    messages.success(request, _("%(name)s kijkt niet meer mee.") % {"name": link.member.user.name})
    return redirect("schools:student", school=request.school.slug, pk=link.student_id)


@open_to(Role.COORDINATOR, Role.MENTOR)
@require_POST
def guardian_mail(request, pk):
    """Mail a guardian the link to the own page."""
    mine = Student.objects.visible_to(request.member)
    link = get_object_or_404(Guardianship.objects.select_related("student", "member__user"), pk=pk, student__in=mine)
    reason = _("Op uw eigen pagina ziet u hoe het gaat met de stage van %(name)s.") % {"name": link.student.first_name}
    key = f"guardian-entry:{link.pk}:{timezone.now():%Y%m%d%H}"
    if not link.is_over and send_entry(link.member, reason=reason, key=key, about=link):
        messages.success(request, _("De link is gemaild naar %(address)s.") % {"address": link.member.user.email})
    else:
        messages.warning(request, _("Er is geen e-mailadres om naar te mailen."))
    return redirect("schools:student", school=request.school.slug, pk=link.student_id)
