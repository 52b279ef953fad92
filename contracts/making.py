"""From a checked contract to a version: facts, three copies, stored bytes."""

from django.db import transaction
from django.utils.text import slugify

from contracts import emails
from contracts.enums import CopyFor
from contracts.facts import facts_of
from contracts.models import Contract, ContractVersion
from core import files
from core.pdf import render_copies
from schools.models import Membership

TEMPLATE = "contracts/print/contract.html"
COPIES = [str(label) for label in CopyFor.labels]


@transaction.atomic
def make_version(contract_id, number, *, member_id):
    """Print version `number` of a contract and keep it; a version that is there already is not printed again."""
    contract = Contract.objects.select_for_update(of=("self",)).for_paper().get(pk=contract_id)
    known = contract.versions.filter(number=number).first()
    if known:
        return known
    member = Membership.objects.get(pk=member_id)
    contract.issue(by=member)
    facts = facts_of(contract, number)
    stored = files.keep(
        contract.school,
        print_copies(facts),
        name=file_name(contract, number),
        content_type="application/pdf",
        by=member,
    )
    version = ContractVersion.objects.create(
        school=contract.school, contract=contract, number=number, snapshot=facts, file=stored, made_by=member
    )
    emails.version_made(version)
    return version


def print_copies(facts):
    """The bytes of the three copies; the same facts give the same bytes."""
    return render_copies(TEMPLATE, facts | {"school": {"name": facts["school_facts"]["name"]}}, COPIES)


def file_name(contract, number):
    """The name under which Presentis and people keep it: number, first name, what, version."""
    student = contract.placement.student
    return f"{slugify(student.number)}_{slugify(student.first_name)}_stageovereenkomst_v{number}.pdf"
