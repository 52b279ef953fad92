"""The doors of keeping, erasing and handing over data."""

import datetime

from django.utils import timezone

from core.tenancy import for_school
from schools.enums import Role
from schools.models import DataRequest, Erasure

COORDINATOR = {Role.COORDINATOR}
OPEN_TO = {
    "schools:retention": COORDINATOR,
    "schools:erasures": COORDINATOR,
    "schools:erasure": COORDINATOR,
    "schools:student_erase": COORDINATOR,
    "schools:student_export": COORDINATOR,
    "schools:data_requests": COORDINATOR,
    "schools:data_request": COORDINATOR,
    "schools:own_data": {Role.STUDENT, Role.GUARDIAN},
}


def arguments(world):
    """What each page is about."""
    with for_school(world.school):
        due = timezone.localdate() + datetime.timedelta(days=30)
        erasure, _new = Erasure.objects.get_or_create(
            student=world.student, term="dossier", defaults={"due_on": due, "school": world.school}
        )
        asked, _new = DataRequest.objects.get_or_create(
            student=world.student, asked_by=world.members[Role.GUARDIAN], defaults={"school": world.school}
        )
    student = [world.student.pk]
    return {
        "schools:erasure": [erasure.pk],
        "schools:data_request": [asked.pk],
        "schools:student_erase": student,
        "schools:student_export": student,
    }
