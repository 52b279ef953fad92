"""Letters with login codes: choose who gets one, then print them."""

from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core import jobs
from schools.access import open_to
from schools.codes import with_code
from schools.enums import Role
from schools.forms.login_letters import LettersForm
from schools.models import Student
from schools.tasks import make_login_letters


@open_to(Role.COORDINATOR, Role.MENTOR)
def login_letters(request):
    """The classes, with how many students have a code and how many used it."""
    students = with_code(Student.objects.visible_to(request.member).enrolled())
    classes = (
        students.order_by("class_name")
        .values("class_name")
        .annotate(
            total=Count("pk"),
            with_code=Count("pk", filter=~Q(code_state=None)),
            used=Count("pk", filter=Q(code_state="used")),
        )
    )
    return render(request, "schools/login_letters.html", {"classes": classes})


@open_to(Role.COORDINATOR, Role.MENTOR)
def login_letters_of(request):
    """One class: tick the students, and have the worker make one PDF with a page for each."""
    class_name = request.GET.get("klas", "")
    students = with_code(
        Student.objects.visible_to(request.member).enrolled().filter(class_name=class_name)
    ).for_list()
    form = LettersForm(request.POST if request.method == "POST" else None, students=students)
    if form.is_valid():
        chosen = list(form.cleaned_data["student"])
        job = jobs.start(
            make_login_letters,
            school=request.school,
            by=request.member,
            total=len(chosen),
            label=_("Inlogbrieven %(klas)s") % {"klas": class_name},
            students=[student.pk for student in chosen],
        )
        return redirect("schools:job", school=request.school.slug, pk=job.pk)
    one = request.GET.get("leerling", "")
    students = list(students)
    page = {
        "voids": any(student.code_state for student in students),
        "students": students,
        "class_name": class_name,
        "form": form,
        "chosen": {student.pk for student in students if str(student.pk) == one or not (one or student.code_state)},
    }
    return render(request, "schools/login_letters_of.html", page, status=422 if form.errors else 200)
