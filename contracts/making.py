"""From a checked contract to a version: facts, three copies, stored bytes."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from contracts import asking, emails, signing
from contracts.copies import copy_labels
from contracts.facts import document_of, facts_of
from contracts.models import Contract, ContractVersion
from core import files
from core.pdf import render_copies
from schools.models import Membership

TEMPLATE = "contracts/print/contract.html"


@transaction.atomic
def make_version(contract_id, number, *, member_id):
    """Print version `number` of a contract and keep it; a version that is there already is not printed again."""
    signing.being_signed(contract_id)
    contract = Contract.objects.select_for_update(of=("self",)).for_paper().get(pk=contract_id)
    known = contract.versions.filter(addendum=None, number=number).first()
    if known:
        return known
    member = Membership.objects.get(pk=member_id)
    earlier = contract.versions.open().filter(addendum=None)
    contract.issue(by=member)
    facts = facts_of(contract, number)
    stored = files.keep(
        contract.school,
        print_copies(facts),
        name=file_name(contract, number),
        content_type="application/pdf",
        by=member,
    )
    for version in earlier:
        version.supersede(by=member, note=_("Er is een nieuwe versie."))
    version = ContractVersion.objects.create(
        school=contract.school, contract=contract, document=document_of(contract.placement), number=number,
        snapshot=facts, file=stored, made_by=member,
    )  # fmt: skip
    signing.invite(version)
    emails.version_made(version)
    asking.begin(version, by=member)
    return version


def print_copies(facts, template=TEMPLATE):
    """The bytes of the three copies; the same facts give the same bytes."""
    return render_copies(template, facts | {"school": {"name": facts["school_facts"]["name"]}}, copy_labels(facts))


def file_name(contract, number):
    """The name under which Presentis and people keep it: number, first name, what, version."""
    student = contract.placement.student
    return f"{slugify(student.number)}_{slugify(student.first_name)}_stageovereenkomst_v{number}.pdf"
