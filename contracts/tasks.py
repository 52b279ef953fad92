"""Printing, in the worker. A task takes ids, may run twice, and one bad contract never stops the others."""

import io
import logging

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import asking, many
from contracts.ending import close_what_never_came
from contracts.facts import facts_of
from contracts.gate import let_in_where_only_warned
from contracts.letters import letter_of
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
from core.rounds import on_its_own
from core.sealing import NoSeal
from core.tenancy import for_school
from groups.reminders import OFFICE_HOURS
from placements.models import Placement
from placements.waiting import Clock
from schools.models import Membership, School

log = logging.getLogger(__name__)
FORESEEN = {
    DocumentFault: gettext_lazy("Dit past niet op papier. Maak de leerdoelen, de opmerkingen of de tekst korter."),
    OSError: gettext_lazy("Dit papier kon niet worden bewaard. Is er nog ruimte op de server?"),
}


@shared_task(base=jobs.JobTask)
def make_contracts(school_id, job):
    """Make the versions the job asks for, each kept as soon as it is there."""
    numbers = dict(job.arguments["contracts"])
    made = []

    def make(contract_id):
        made.append(make_version(contract_id, numbers[contract_id], member_id=job.arguments["member"]))
        return with_blanks(made[-1])

    for_each(school_id, job, numbers, make)
    with for_school(school_id):
        if len(numbers) == 1 and made:
            offer(job, made[0].file)
        elif not made:
            jobs.fail(job, _("Er is geen contract gemaakt."))
        else:
            jobs.finish(job)


def with_blanks(version):
    """(who, what) of a paper on which something stayed open; None when all was filled in."""
    headings = [one["heading"] for one in version.snapshot["clauses"] if "…" in one["text"]]
    said = _("gemaakt. Nog niet ingevuld is iets bij: %s") % ", ".join(headings)
    return (version.snapshot["student"]["name"], said) if headings else None


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
            "version__contract__placement__group__kind",
            "version__contract__placement__mentor__user",
        )  # fmt: skip
        signatory = found.get(pk=job.arguments["signatory"])
        template, facts = letter_of(signatory)
    content = render_pdf(template, facts)
    with for_school(school_id):
        jobs.step(job)
        jobs.finish(job, content, name=f"brief-contract-{signatory.pk}.pdf")


@shared_task
def ask_in_turn():
    """Ask whose turn came with a date, in office hours: a student turned 18, somebody stands in. Safe to run often."""
    if timezone.localtime().hour not in OFFICE_HOURS:
        return
    for school_id in School.objects.values_list("pk", flat=True):
        with for_school(school_id):
            versions = list(asking.overdue())
        for version in versions:
            with on_its_own("contract version", version.pk), for_school(school_id):
                asking.ask_next(version, by=None)


@shared_task(base=jobs.JobTask)
def ask_many(school_id, job):
    """Ask for the signatures of the contracts that the job names."""
    mail_each(school_id, job, many.ask_for)


@shared_task(base=jobs.JobTask)
def remind_many(school_id, job):
    """Remind whoever must sign the contracts that the job names."""
    mail_each(school_id, job, many.remind_for)


def mail_each(school_id, job, act):
    """Do this for every contract of the job, and show what came of each."""

    def tell(contract_id):
        said = act(contract_id, by=Membership.objects.get(pk=job.arguments["member"]))
        return name_of(contract_id), said.rstrip(".")

    for_each(school_id, job, job.arguments["contracts"], tell)
    with for_school(school_id):
        jobs.finish(job)


def for_each(school_id, job, contracts, act):
    """Do `act(contract id)` for each, committed one by one with the outcome that it returns: one that cannot be is a
    line on the page of the work, and never stops the rest.
    """
    for contract_id in contracts:
        try:
            with for_school(school_id):
                jobs.step(job, outcome=act(contract_id))
        except Exception as wrong:
            with for_school(school_id):
                jobs.step(job, f"{name_of(contract_id)}: {said_of(wrong, contract_id)}")


def said_of(wrong, about):
    """The sentence for whoever asked for the work; what nobody foresaw goes to the log as well."""
    if isinstance(wrong, MoveRefused):
        return str(wrong)
    for kind, sentence in FORESEEN.items():
        if isinstance(wrong, kind):
            return sentence
    log.error("The paper of %s was left out", about, exc_info=wrong)
    return _("Dit lukte niet. Kijk bij het contract wat er aan de hand is.")


@shared_task
def watch_the_papers():
    """Remind who is silent and warn before a first day, in office hours of school days; open the gate where school
    only wants to be warned; let lapse what was never brought back. Safe to run often.
    """
    now = timezone.localtime()
    for school_id in School.objects.values_list("pk", flat=True):
        for act in (let_in_where_only_warned, close_what_never_came):
            with on_its_own("school", school_id), for_school(school_id):
                act()
        if now.hour not in OFFICE_HOURS:
            continue
        for watch in (remind_silent, warn_before_start):
            with on_its_own("school", school_id), for_school(school_id):
                watch(Clock(now.date()))


@shared_task(base=jobs.JobTask)
def print_set(school_id, job):
    """One file of all papers the job asks for, with their copies: for the printer, so without tags."""
    import pikepdf  # noqa: PLC0415 - slow import

    numbers = dict(job.arguments["contracts"])
    with pikepdf.new() as whole:

        def add(contract_id):
            try:
                add_paper(whole, contract_id, numbers[contract_id])
            except (ContractVersion.DoesNotExist, OSError, pikepdf.PdfError) as fault:
                raise MoveRefused(_("Dit papier kon niet worden gelezen. Maak een nieuwe versie.")) from fault

        for_each(school_id, job, numbers, add)
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
            if "/StructParents" in page:
                del page["/StructParents"]
        whole.pages.extend(paper.pages)


def name_of(contract_id):
    """Whose contract it is, for the list of what went wrong."""
    found = Contract.objects.select_related("placement__student").filter(pk=contract_id).first()
    return found.placement.student.name if found else str(contract_id)


def offer(job, file):
    """The job is done, and offers this file."""
    job.file = file
    job.save(update_fields=["file"])
    jobs.finish(job)


@shared_task(base=jobs.JobTask)
def print_addendum(school_id, job):
    """Print the change of a contract that the job asks for, and keep it."""
    try:
        with for_school(school_id):
            version = make_addendum(job.arguments["addendum"], member_id=job.arguments["member"])
            jobs.step(job)
            offer(job, version.file)
    except Exception as wrong:
        with for_school(school_id):
            jobs.fail(job, said_of(wrong, job.arguments["addendum"]))


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
