"""Ask for one's own data: a student of 16 or older, or a guardian with authority of a younger one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import MoveRefused
from schools.access import confirm_first, open_to
from schools.enums import Role
from schools.forms.privacy import ReasonForm
from schools.models import DataRequest, Student
from schools.views.privacy import start_export

OLD_ENOUGH = 16


def may_ask(member, student):
    """Who decides about the data: from sixteen on the student, before that who has authority (UAVG art. 5)."""
    is_old_enough = student.age_on(timezone.localdate()) >= OLD_ENOUGH
    if member.role == Role.STUDENT:
        return is_old_enough
    return not is_old_enough and student.guardianships.with_authority().filter(member=member).exists()


@open_to(Role.STUDENT, Role.GUARDIAN)
def own_data(request):
    """What the school keeps, and a button to ask for it."""
    students = list(Student.objects.visible_to(request.member).for_list()[:20])
    if request.method == "POST":
        chosen = next((one for one in students if str(one.pk) == request.POST.get("leerling")), None)
        if chosen and may_ask(request.member, chosen):
            DataRequest.objects.get_or_create(
                student=chosen, asked_by=request.member, state="asked", defaults={"school": request.school}
            )
            messages.success(request, _("Je vraag is verstuurd.") if is_student(request) else _("Verstuurd."))
        else:
            messages.error(request, _("Kies eerst een leerling van wie u de gegevens mag vragen."))
        return redirect("schools:own_data", school=request.school.slug)
    asked = {one.student_id: one for one in DataRequest.objects.visible_to(request.member).order_by("pk")}
    rows = [{"student": one, "may_ask": may_ask(request.member, one), "asked": asked.get(one.pk)} for one in students]
    return render(request, "schools/own_data.html", {"rows": rows, "is_student": is_student(request)})


def is_student(request):
    return request.member.role == Role.STUDENT


@open_to(Role.COORDINATOR)
def data_requests(request):
    """Who asked for the own data and has no answer yet."""
    rows = DataRequest.objects.visible_to(request.member).waiting().for_list()[:200]
    return render(request, "schools/data_requests.html", {"rows": rows})


@open_to(Role.COORDINATOR)
@confirm_first(only="POST")
def data_request(request, pk):
    """Gather the data and give them, or say no with the reason."""
    waiting = DataRequest.objects.visible_to(request.member).waiting().for_list()
    found = get_object_or_404(waiting, pk=pk)
    refuses = "weigeren" in request.POST
    form = ReasonForm(request.POST if refuses else None, student=found.student)
    if request.method == "POST" and (not refuses or form.is_valid()):
        try:
            if refuses:
                found.refuse(by=request.member, note=form.cleaned_data["reason"])
                return redirect("schools:data_requests", school=request.school.slug)
            found.answer(by=request.member)
            return start_export(request, found.student)
        except MoveRefused as refused:
            messages.error(request, str(refused))
            return redirect("schools:data_requests", school=request.school.slug)
    page = {"asked": found, "form": form}
    return render(request, "schools/data_request.html", page, status=422 if form.errors else 200)
