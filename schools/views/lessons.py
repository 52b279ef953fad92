"""Lesuren: when classes are at school, and students for whom that is different."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schools.access import open_to
from schools.enums import Looked, Role
from schools.forms.lessons import SCHOOL_DAYS, ClassLessonsForm, StudentLessonsForm
from schools.lessons import keep_lessons, shown
from schools.models import LessonPlan, Student
from schools.reading import looked_at

AND_THEN = gettext_lazy(" Past een stage er niet meer bij? Dan ziet u dat binnen een kwartier op uw beginpagina.")


@open_to(Role.COORDINATOR)
def lessons(request):
    """Every class with its hours per day, and the students with hours of their own."""
    students = Student.objects.visible_to(request.member).enrolled()
    classes = students.order_by("class_name").values("class_name").annotate(total=Count("pk"))
    plans = {}
    for plan in LessonPlan.objects.of_classes().with_days():
        plans.setdefault(plan.class_name, []).append(plan)
    rows = [row | _week(plans.get(row["class_name"], [])) for row in classes]
    own = {}
    for plan in LessonPlan.objects.filter(student__in=students).select_related("student").with_days():
        own.setdefault(plan.student, []).append(plan)
    mine = [{"student": student} | _week(plans) for student, plans in own.items()]
    mine = sorted((row for row in mine if row["days"] or row["coming"]), key=lambda row: row["student"].name)
    return render(request, "schools/lessons.html", {"rows": rows, "mine": mine})


def _week(plans):
    """The hours of today per school day, None when nothing is known or the class is followed; and what comes."""
    now, coming = shown(plans, timezone.localdate())
    known = now and not now.follows_class
    return {"days": [now.spans.get(day) for day in SCHOOL_DAYS] if known else None, "coming": coming}


@open_to(Role.COORDINATOR)
def lessons_class(request):
    """The hours of classes from a date on; several at once where they are the same."""
    name = request.GET.get("klas", "")
    enrolled = Student.objects.visible_to(request.member).enrolled()
    classes = list(enrolled.order_by("class_name").values_list("class_name", flat=True).distinct())
    plans = list(LessonPlan.objects.of_classes().filter(class_name=name).with_days()) if name in classes else []
    known = shown(plans, timezone.localdate())[0]
    form = ClassLessonsForm(request.POST or None, classes=classes, plan=known, initial={"classes": [name]})
    if form.is_valid():
        valid_from, spans = form.cleaned_data["valid_from"], form.cleaned_data["spans"]
        for one in form.cleaned_data["classes"]:
            keep_lessons(class_name=one, by=request.member, valid_from=valid_from, spans=spans)
        words = {"names": ", ".join(form.cleaned_data["classes"])}
        messages.success(request, _("De lesuren van %(names)s zijn opgeslagen.") % words + AND_THEN)
        return redirect("schools:lessons", request.school.slug)
    page = {"form": form, "class_name": name if name in classes else "", "plans": plans}
    return render(request, "schools/lessons_form.html", page, status=422 if form.errors else 200)


@open_to(Role.COORDINATOR)
def lessons_student(request, pk):
    """The own hours of a student from a date on."""
    found = get_object_or_404(Student.objects.visible_to(request.member).filter(erased_on=None), pk=pk)
    looked_at(request, Looked.DOSSIER, found.pk)
    own = list(found.lesson_plans.with_days())
    of_class = list(LessonPlan.objects.of_classes().filter(class_name=found.class_name).with_days())
    today = timezone.localdate()
    now = shown(own, today)[0]
    start = now if now and not now.follows_class else shown(of_class, today)[0]
    form = StudentLessonsForm(request.POST or None, plan=start)
    if form.is_valid():
        names = ("valid_from", "spans", "follows_class")
        keep_lessons(student=found, by=request.member, **{name: form.cleaned_data[name] for name in names})
        words = {"name": found.name}
        messages.success(request, _("De lesuren van %(name)s zijn opgeslagen.") % words + AND_THEN)
        return redirect("schools:student", request.school.slug, found.pk)
    page = {"form": form, "student": found, "plans": own}
    return render(request, "schools/lessons_form.html", page, status=422 if form.errors else 200)
