"""From a prepared change to a version: facts, three copies, stored bytes, and who signs."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from contracts import asking, emails, signing
from contracts.addenda import consequences, rows_of, warned_words
from contracts.enums import Document, Paper
from contracts.facts import facts_of, signers
from contracts.making import print_copies
from contracts.models import Addendum, Contract, ContractVersion
from contracts.texts import text_for
from contracts.wording import composed
from core import files
from core.calendar import nl_date
from core.moves import MoveRefused
from placements.lawful import ReasonWanted
from schools.models import Membership

TEMPLATE = "contracts/print/addendum.html"


@transaction.atomic
def make_addendum(addendum_id, *, member_id):
    """Print a change and keep it; one that was printed already is not printed again.

    Raises MoveRefused when it may not be, ReasonWanted when the law warns and nobody wrote down why it may.
    """
    addendum = Addendum.objects.select_for_update(of=("self",)).select_related("contract").get(pk=addendum_id)
    if known := addendum.versions.first():
        return known
    member = Membership.objects.get(pk=member_id)
    addendum.contract = contract = Contract.objects.for_paper().get(pk=addendum.contract_id)
    why, warned = consequences(addendum, by=member)
    if why:
        raise MoveRefused(why)
    if warned:
        raise ReasonWanted(" ".join(warned_words(warned)))
    addendum.issue(by=member)
    addendum.contract = contract
    facts = addendum_facts(addendum)
    pdf = print_copies(facts, TEMPLATE)
    stored = files.keep(contract.school, pdf, name=file_name(addendum), content_type="application/pdf", by=member)
    version = ContractVersion.objects.create(
        school=contract.school, contract=contract, addendum=addendum, document=Document.ADDENDUM, number=1,
        snapshot=facts, file=stored, made_by=member,
    )  # fmt: skip
    signing.invite(version)
    emails.version_made(version)
    asking.begin(version, by=member)
    return version


def addendum_facts(addendum):
    """The snapshot of a change: the parties as they are, and what becomes different from when."""
    contract = addendum.contract
    paper = ContractVersion(
        contract=contract, school=contract.school, addendum=addendum, document=Document.ADDENDUM, number=1
    )
    known = facts_of(contract, 1)
    facts = known | {
        "document": Document.ADDENDUM.value,
        "title": str(Document.ADDENDUM.label),
        "addendum": {
            "number": addendum.number,
            "effective_from": nl_date(addendum.effective_from),
            "of": known["title"],
            "reason": addendum.reason,
            "rows": rows_of(addendum),
        },
    }
    code, clauses = text_for(Paper.ADDENDUM, contract.placement.group.kind_id, timezone.localdate())
    return facts | {"template": code, "clauses": composed(clauses, facts), "signers": signers(paper)}


def file_name(addendum):
    """The name under which Presentis and people keep it."""
    student = addendum.contract.placement.student
    return f"{slugify(student.number)}_{slugify(student.first_name)}_wijziging_{addendum.number}.pdf"
