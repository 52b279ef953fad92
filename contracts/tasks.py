"""Printing, in the worker. A task takes ids, may run twice, and one bad contract never stops the others."""

from celery import shared_task
from django.utils.translation import gettext as _

from contracts.making import make_version
from contracts.models import Contract
from core import jobs
from core.moves import MoveRefused
from core.pdf import DocumentFault
from core.tenancy import for_school


@shared_task(base=jobs.JobTask)
def make_contracts(school_id, job):
    """Make the versions the job asks for, each kept as soon as it is there."""
    version = None
    for contract_id, number in job.arguments["contracts"]:
        with for_school(school_id):
            fault = ""
            try:
                version = make_version(contract_id, number, member_id=job.arguments["member"])
            except MoveRefused as refused:
                fault = str(refused)
            except DocumentFault:
                fault = _("Het contract past niet op papier. Maak de leerdoelen of opmerkingen korter.")
            except OSError:
                fault = _("Het contract kon niet worden bewaard. Is er nog ruimte op de server?")
            jobs.step(job, f"{name_of(contract_id)}: {fault}" if fault else "")
    with for_school(school_id):
        close(job, version)


def name_of(contract_id):
    """Whose contract it is, for the list of what went wrong."""
    found = Contract.objects.select_related("placement__student").filter(pk=contract_id).first()
    return found.placement.student.name if found else str(contract_id)


def close(job, version):
    """One contract: the job offers its file. Several: they stand in the list."""
    if job.faults and len(job.faults) == len(job.arguments["contracts"]):
        jobs.fail(job, _("Er is geen contract gemaakt."))
        return
    if len(job.arguments["contracts"]) == 1:
        job.file_id = version.file_id
        job.save(update_fields=["file"])
    jobs.finish(job)
