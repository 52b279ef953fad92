"""The worker's side of the cellar. Tasks take ids and may run twice."""

import logging

from celery import current_app, shared_task
from django.apps import apps

from core import files
from core.delivery import claim, deliver, open_server
from core.models import Job, OutgoingMail, StoredFile
from core.moves import MoveRefused
from core.scanning import NoAnswer, virus_in
from core.tenancy import for_school

log = logging.getLogger(__name__)


class _NoSchool:
    """Open nothing: mails that belong to no school are seen only then."""

    def __enter__(self):
        return None

    def __exit__(self, *_):
        return False


def _opened(school_id):
    return _NoSchool() if school_id is None else for_school(school_id)


@shared_task(autoretry_for=(OSError,), retry_backoff=30, max_retries=3)
def drain_outbox(school_id=None):
    """Send what is due for one school (None: mails of no school). Each mail is committed by itself."""
    while True:
        with _opened(school_id):
            mails = claim()
        if not mails:
            return
        with open_server() as server:
            for mail in mails:
                deliver(mail, server)


@shared_task
def sweep_jobs():
    """Long work that nobody has heard of for five minutes is handed out again; every task may run twice."""
    for school_id in apps.get_model("schools.School").objects.values_list("pk", flat=True):
        with for_school(school_id):
            for job in Job.objects.silent():
                current_app.tasks[job.kind].delay(school_id, job.pk)


@shared_task
def sweep_outbox():
    """Whatever the queue lost still leaves the house: ask every school, and then the mails of no school."""
    for school_id in [*apps.get_model("schools.School").objects.values_list("pk", flat=True), None]:
        with _opened(school_id):
            due = OutgoingMail.objects.due().exists()
        if due:
            drain_outbox.delay(school_id)


@shared_task
def scan_file(school_id, file_id):
    """Ask the virus scanner about one file. A scanner that does not answer is asked again by the sweep."""
    with for_school(school_id):
        stored = StoredFile.objects.to_scan().filter(pk=file_id).first()
        content = stored and files.read(stored)
    if stored is None:
        return
    try:
        virus = virus_in(content)
    except NoAnswer as fault:
        log.warning("The virus scanner gives no answer about file %s: %s", file_id, fault)
        return
    with for_school(school_id):
        try:
            stored.fail_scan(by=None, note=virus) if virus else stored.pass_scan(by=None)
        except MoveRefused:  # another worker was first
            return
        if virus:
            files.destroy_bytes(stored)


@shared_task
def sweep_files():
    """Files that still wait for the virus scanner are handed out again."""
    for school_id in apps.get_model("schools.School").objects.values_list("pk", flat=True):
        with for_school(school_id):
            waiting = list(StoredFile.objects.to_scan().values_list("pk", flat=True)[:1000])
        for file_id in waiting:
            scan_file.delay(school_id, file_id)
