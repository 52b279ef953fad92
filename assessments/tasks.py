"""The worker's side: the PDF of a fixed assessment, and the mail that it is there. Takes ids, may run twice."""

from celery import shared_task

from assessments import emails
from assessments.document import render
from assessments.models import Assessment
from core import files
from core.tenancy import for_school
from schools.models import School


@shared_task(autoretry_for=(OSError,), retry_backoff=30, max_retries=5)
def make_document(school_id, assessment_id):
    """Make the PDF of a fixed assessment once, keep it, and tell the guardians."""
    with for_school(school_id):
        fixed = Assessment.objects.final().filter(pk=assessment_id, file=None).select_for_update(of=("self",))
        assessment = fixed.for_document().first()
        if assessment is None:
            return
        assessment.file = files.keep(
            assessment.school, render(assessment), name=assessment.file_name, content_type="application/pdf"
        )
        assessment.save(update_fields=["file"])
        emails.tell_guardians(assessment)


@shared_task
def make_missing_documents():
    """What the queue lost is still made: the guardians wait for it."""
    for school_id in School.objects.values_list("pk", flat=True):
        with for_school(school_id):
            waiting = list(Assessment.objects.final().filter(file=None).values_list("pk", flat=True)[:50])
        for assessment_id in waiting:
            make_document.delay(school_id, assessment_id)
