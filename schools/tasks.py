"""Work of the schools room that happens outside a page."""

from datetime import timedelta

import segno
from celery import shared_task
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import files, jobs
from core.models import Job
from core.pdf import render_pdf
from core.tenancy import for_school
from schools import codes
from schools.models import EntryCode, FailedEntry, School, Student

LETTERS_LAST = timedelta(days=1)


@shared_task(base=jobs.JobTask)
def make_login_letters(school_id, job_id):
    """One PDF with a letter for each student of the job. A run that died changed no codes; a second starts anew."""
    with for_school(school_id):
        job = jobs.begin(job_id)
        if job is None:
            return
        students = list(Student.objects.filter(pk__in=job.arguments["students"]).for_list())
        school = School.objects.get(pk=school_id)
    try:
        print_letters(school, job, students)
    except Exception:
        with for_school(school_id):
            jobs.fail(job, _("De brieven zijn niet gemaakt. De oude codes werken nog. Probeer het nog eens."))
        raise


def print_letters(school, job, students):
    """Print first, then make the new codes valid: a code counts only when there is a letter with it."""
    made = {student.pk: codes.new_code() for student in students}
    ends_on = codes.ends_on(timezone.localdate())
    address = settings.SITE_URL + reverse("schools:code_entry", args=[school.slug])
    letters = []
    for student in students:
        qr = segno.make(f"{address}#{made[student.pk]}", error="m").svg_data_uri(border=0, scale=4)
        letters.append({"student": student, "code": codes.shown(made[student.pk]), "qr": qr})
        with for_school(school):
            jobs.step(job)
    page = {"letters": letters, "school": school, "address": address.split("://")[1], "ends_on": ends_on}
    content = render_pdf("schools/print/login_letters.html", page)
    with for_school(school):
        codes.issue(made)
        name = f"inlogbrieven-{students[0].class_name if students else ''}-{timezone.localdate()}.pdf"
        jobs.finish(job, content, name=name)


@shared_task
def clear_the_doormat():
    """Destroy what no longer may lie around: letters with codes after a day, counts of wrong codes, old digits."""
    now = timezone.now()
    for school_id in School.objects.values_list("pk", flat=True):
        with for_school(school_id):
            old = Job.objects.filter(kind=make_login_letters.name, finished_at__lt=now - LETTERS_LAST)
            for job in old.exclude(file=None).select_related("file"):
                letters, job.file = job.file, None
                job.save(update_fields=["file"])
                files.forget(letters)
            FailedEntry.objects.filter(at__lt=now - timedelta(hours=2)).delete()
            EntryCode.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()
