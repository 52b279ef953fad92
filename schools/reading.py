"""Who looked at what of a student is written down, for the student and the family to see (docs/decisions/0005)."""

from django.apps import apps
from django.utils import timezone

from core import privacy
from core.erasing import mentioned
from schools.enums import PLATFORM, Looked, Role
from schools.models import ReadTrace


def looked_at(request, what, *students):
    """Trace that this visitor sees `what` (Looked) of these students, given as ids. One statement, however many.

    Call it when the rows are found, so that a page that is not there leaves no trace. A student's own look is not
    anybody's business.
    """
    if request.member.role == Role.STUDENT:
        return
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    seen = {"school_id": request.member.school_id, "user_id": request.user.pk, "role": role_of(request)}
    ReadTrace.objects.bulk_create(
        [ReadTrace(**seen, student_id=pk, what=what, hour=hour) for pk in sorted(set(students))], ignore_conflicts=True
    )


def role_of(request):
    """Who looks along from the platform is no coordinator, though the page takes them for one."""
    return PLATFORM if getattr(request, "glass", None) else request.member.role


FILES = {  # what the file of such work holds
    "schools.tasks.make_login_letters": Looked.LETTER,
    "schools.tasks.export_student": Looked.ALL,
    "contracts.tasks.make_contracts": Looked.PAPER,
    "contracts.tasks.make_ask_letter": Looked.PAPER,
    "contracts.tasks.print_example": Looked.PAPER,
    "contracts.tasks.print_set": Looked.PAPER,
    "contracts.tasks.print_addendum": Looked.PAPER,
}


def looked_at_file_of(request, job):
    """The same, for a file that the worker made about students."""
    if job.kind in FILES:
        argument, label = privacy.job_subjects()[job.kind]
        rows = apps.get_model(label).objects.filter(pk__in=mentioned(job.arguments.get(argument)))
        looked_at(request, FILES[job.kind], *rows.values_list(privacy.tables()[label].student, flat=True))
