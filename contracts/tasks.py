"""Printing, in the worker. A task takes ids, may run twice, and one bad contract never stops the others."""

import io
import logging

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.facts import facts_of
from contracts.letters import LETTER, facts_of_letter
from contracts.making import make_version
from contracts.making_addenda import make_addendum
from contracts.models import Contract, ContractVersion, Signatory, TemplateVersion
from contracts.reminding import remind_silent
from contracts.sample import preview, sample_facts
from contracts.sealing import seal_version
from contracts.warning import warn_before_start
from core import files, jobs
from core.moves import MoveRefused
from core.pdf import DocumentFault, render_pdf
from core.sealing import NoSeal
from core.tenancy import for_school
from groups.reminders import OFFICE_HOURS
from placements.models import Placement
from placements.waiting import Clock
from schools.models import School

log = logging.getLogger(__name__)


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


@shared_task(autoretry_for=(OSError,), retry_backoff=30, max_retries=5)
def seal_paper(school_id, version_id):
    """Seal a paper that everybody signed."""
    with for_school(school_id):
        try:
            seal_version(version_id)
        except NoSeal as fault:
            log.error("Version %s of school %s waits for its seal: %s", version_id, school_id, fault)


@shared_task
def sweep_seals():
    """Papers that everybody signed and that were not sealed are handed out again."""
    for school_id in School.objects.values_list("pk", flat=True):
        with for_school(school_id):
            waiting = list(ContractVersion.objects.to_seal().values_list("pk", flat=True)[:50])
        for version_id in waiting:
            seal_paper.delay(school_id, version_id)


@shared_task(base=jobs.JobTask)
def make_ask_letter(school_id, job):
    """Print the letter that asks somebody without mail to sign."""
    with for_school(school_id):
        found = Signatory.objects.select_related(
            "school", "member__user", "stand_in__user", "version__contract__placement__school",
            "version__contract__placement__student", "version__contract__placement__company",
            "version__contract__placement__mentor__user",
        )  # fmt: skip
        signatory = found.get(pk=job.arguments["signatory"])
        facts = facts_of_letter(signatory)
    content = render_pdf(LETTER, facts)
    with for_school(school_id):
        jobs.step(job)
        jobs.finish(job, content, name=f"brief-contract-{signatory.pk}.pdf")


@shared_task
def watch_the_papers():
    """Remind who is silent and warn before a first day, in office hours of school days. Safe to run often."""
    now = timezone.localtime()
    if now.hour not in OFFICE_HOURS:
        return
    for school_id in School.objects.values_list("pk", flat=True):
        with for_school(school_id):
            clock = Clock(now.date())
            remind_silent(clock)
            warn_before_start(clock)


@shared_task(base=jobs.JobTask)
def print_set(school_id, job):
    """One file of all papers the job asks for, with their copies: for the printer, so without tags."""
    import pikepdf  # noqa: PLC0415 - slow import

    with pikepdf.new() as whole:
        for contract_id, number in job.arguments["contracts"]:
            with for_school(school_id):
                fault = ""
                try:
                    add_paper(whole, contract_id, number)
                except (ContractVersion.DoesNotExist, OSError, pikepdf.PdfError):
                    fault = _("Dit papier kon niet worden gelezen. Maak een nieuwe versie.")
                jobs.step(job, f"{name_of(contract_id)}: {fault}" if fault else "")
        out = io.BytesIO()
        if len(whole.pages):
            whole.remove_unreferenced_resources()
            whole.save(out, deterministic_id=True)
    with for_school(school_id):
        if not out.getvalue():
            jobs.fail(job, _("Er is niets om af te drukken."))
            return
        jobs.finish(job, out.getvalue(), name=f"contracten-{timezone.localdate()}.pdf")


def add_paper(whole, contract_id, number):
    """The pages of one paper at the end of the set."""
    version = ContractVersion.objects.select_related("file").get(contract=contract_id, addendum=None, number=number)
    add_pages(whole, files.read(version.file))


def add_pages(whole, content):
    """Pages for the printer: without their place in a structure that does not come along."""
    import pikepdf  # noqa: PLC0415 - slow import

    with pikepdf.open(io.BytesIO(content)) as paper:
        for page in paper.pages:
            del page["/StructParents"]
        whole.pages.extend(paper.pages)


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


@shared_task(base=jobs.JobTask)
def make_addenda(school_id, job):
    """Print the changes the job asks for, each kept as soon as it is there."""
    version = None
    for addendum_id in job.arguments["addenda"]:
        with for_school(school_id):
            fault = ""
            try:
                version = make_addendum(addendum_id, member_id=job.arguments["member"])
            except MoveRefused as refused:
                fault = str(refused)
            except DocumentFault:
                fault = _("De wijziging past niet op papier. Maak de tekst korter.")
            except OSError:
                fault = _("De wijziging kon niet worden bewaard. Is er nog ruimte op de server?")
            jobs.step(job, fault)
    with for_school(school_id):
        if version is None:
            jobs.fail(job, _("De wijziging is niet gemaakt."))
            return
        job.file_id = version.file_id
        job.save(update_fields=["file"])
        jobs.finish(job)


@shared_task(base=jobs.JobTask)
def print_example(school_id, job):
    """Print a text that is being written, with a made-up stage or with a real one. It is no version of a contract."""
    with for_school(school_id):
        version = TemplateVersion.objects.select_related("template__kind").get(pk=job.arguments["version"])
        paper, clauses = version.template.document, list(version.clauses.for_list())
        placement = Placement.objects.filter(pk__in=job.arguments["placements"]).first()
        template, facts = preview(clauses, paper, example_facts(job.school, version.template, placement))
        try:
            content = render_pdf(template, facts | {"school": {"name": job.school.name}})
        except DocumentFault:
            jobs.fail(job, _("De tekst past niet op papier. Maak de afspraken korter."))
            return
        jobs.step(job)
        jobs.finish(job, content, name=f"voorbeeld_{paper}.pdf")


def example_facts(school, template, placement):
    """The facts of a chosen stage, otherwise made-up ones. Nothing is written for it."""
    if placement is None:
        return sample_facts(school, template.document, template.kind)
    known = Contract.objects.for_paper().filter(placement=placement).first()
    return facts_of(known or Contract(pk=0, school=school, placement=placement), 1)
