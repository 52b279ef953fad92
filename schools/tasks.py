"""Work of the schools room that happens outside a page."""

import logging
from contextlib import suppress
from datetime import timedelta

import segno
from celery import shared_task
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import erasing, files, jobs
from core.models import Job, OutgoingMail
from core.moves import MoveRefused
from core.pdf import render_pdf
from core.rounds import on_its_own
from core.tenancy import for_school
from schools import codes, emails, exporting, retention, throttle
from schools.models import EntryCode, Erasure, FailedEntry, School, Student

log = logging.getLogger(__name__)
SIGN_IN_MAIL_LASTS = timedelta(days=30)
LASTS = {
    "schools.tasks.make_login_letters": timedelta(days=1), "schools.tasks.export_student": timedelta(days=7),
    "contracts.tasks.make_ask_letter": timedelta(days=1),
}


@shared_task(base=jobs.JobTask)
def make_login_letters(school_id, job):
    """One PDF with a letter for each student of the job. A run that died changed no codes; a second starts anew."""
    with for_school(school_id):
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
def watch_the_doors():
    """Sound the alarm in the log when wrong codes come in numbers, at one school or over all of them."""
    hour_ago, found = timezone.now() - throttle.LONG, {}
    for school_id, slug in School.objects.values_list("pk", "slug"):
        with for_school(school_id):
            found[slug] = FailedEntry.objects.filter(at__gt=hour_ago).count()
    full = sorted(slug for slug, number in found.items() if number >= throttle.PER_SCHOOL)
    if full or sum(found.values()) >= throttle.ALARM:
        log.error("Wrong login codes in the last hour: %d in all, at the limit: %s", sum(found.values()), full)


@shared_task
def clear_the_doormat():
    """Destroy what no longer may lie around: printed codes after a day, dossiers after a week, wrong codes, digits."""
    now = timezone.now()
    for school_id in School.objects.values_list("pk", flat=True):
        with on_its_own("school", school_id), for_school(school_id):
            for kind, lasts in LASTS.items():
                old = Job.objects.filter(kind=kind, finished_at__lt=now - lasts)
                for job in old.exclude(file=None).select_related("file"):
                    paper, job.file = job.file, None
                    job.save(update_fields=["file"])
                    files.drop(paper)
            FailedEntry.objects.filter(at__lt=now - timedelta(hours=2)).delete()
            EntryCode.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()
    OutgoingMail.objects.filter(school=None, created_at__lt=now - SIGN_IN_MAIL_LASTS).delete()


@shared_task(base=jobs.JobTask)
def export_student(school_id, job):
    """All that is kept of one student, in one zip. Safe to run twice."""
    try:
        with for_school(school_id):
            content, name = exporting.zip_of(job.arguments["student"], step=lambda: jobs.step(job))
            jobs.finish(job, content, name=name, content_type="application/zip")
    except Exception:
        with for_school(school_id):
            jobs.fail(job, _("De gegevens zijn niet verzameld. Probeer het nog eens."))
        raise


@shared_task(base=jobs.JobTask)
def erase_student(school_id, job):
    """Erase one student, whole or not at all. Safe to run twice."""
    try:
        with for_school(school_id):
            erasure = Erasure.objects.select_related("asked_by").get(pk=job.arguments["erasure"])
            erasure.carry_out(by=erasure.asked_by)
            jobs.step(job)
            jobs.finish(job)
    except MoveRefused as refused:
        with for_school(school_id):
            jobs.fail(job, str(refused))


@shared_task
def keep_the_terms():
    """Every day, school by school: announce what will go, tell the coordinators, erase what was announced and is due.

    Safe to run as often as one likes; what goes wrong with one announcement stops no other.
    """
    today = timezone.localdate()
    for school_id in School.objects.values_list("pk", flat=True):
        with on_its_own("school", school_id), for_school(school_id):
            if new := retention.announce(today):
                emails.erasures_announced(School.objects.get(pk=school_id), new)
                Erasure.objects.filter(pk__in=[one.pk for one in new]).update(announced_at=timezone.now())
        with for_school(school_id):
            due = list(Erasure.objects.due(today).exclude(term="").values_list("pk", flat=True))
        for pk in due:
            carry_out(school_id, pk)


def carry_out(school_id, pk):
    """One announcement, in a transaction of its own. The log names no person."""
    with on_its_own("erasure", pk), suppress(MoveRefused), for_school(school_id):
        Erasure.objects.get(pk=pk).carry_out(by=None)  # refused: held, done by another, or the stage still runs


@shared_task
def sweep_the_disk():
    """Files that nobody refers to go, bytes that no row knows after a day; rows without bytes are told in the log."""
    older_than = timezone.now() - timedelta(days=1)
    for school_id in School.objects.values_list("pk", flat=True):
        with on_its_own("school", school_id), for_school(school_id):
            erasing.drop(erasing.loose())
        with on_its_own("school", school_id), for_school(school_id):
            _gone, lost = files.sweep(school_id, older_than)
            if lost:
                log.error("school %s: the bytes of stored files %s are not there", school_id, lost)
