"""The papers beside the contract itself: the change of one, the letter that goes with one, the sheet for signatures.

Each function gives the facts; rendering is for the worker.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.enums import Paper, SignatoryState
from contracts.facts import document_of, known_facts, signers
from contracts.guardians import has_secret_address
from contracts.models import ContractVersion
from contracts.texts import text_for
from contracts.wording import composed
from core.pdf import render_copies, render_pdf
from core.templatetags.ui_words import nl_date


def addendum_facts(addendum, number, rows):
    """The snapshot of a change. `rows`: (what, old, new) in words, in the order of the paper."""
    contract, today = addendum.contract, timezone.localdate()
    placement = contract.placement
    facts = known_facts(contract) | {
        "document": str(Paper.ADDENDUM),
        "title": str(Paper.ADDENDUM.label),
        "number": f"{placement.starts_on.year}-{contract.pk:03}",
        "version": number,
        "made_on": nl_date(today),
        "addendum": {
            "number": addendum.number,
            "effective_from": nl_date(addendum.effective_from),
            "reason": addendum.reason,
            "of": str(document_of(placement).label),
            "rows": [{"what": what, "old": old, "new": new} for what, old, new in rows],
        },
    }
    code, clauses = text_for(Paper.ADDENDUM, placement.group.kind_id, today)
    paper = ContractVersion(contract=contract, school=contract.school, addendum=addendum, document=Paper.ADDENDUM)
    return facts | {"template": code, "clauses": composed(clauses, facts), "signers": signers(paper)}


def print_addendum(facts, labels):
    """The copies of a change."""
    return render_copies("contracts/print/addendum.html", facts | _school(facts), labels)


def letter_facts(version, to):
    """The letter that goes with a version to one guardian, for the window of an envelope.

    A secret address is never printed: the name stands there, and school fills in the envelope by hand.
    """
    placement, today = version.contract.placement, timezone.localdate()
    student = placement.student
    shielded = has_secret_address(student)
    lines = [] if shielded else [student.street, f"{student.postcode} {student.city}".strip()]
    address = {"name": to.user.name, "lines": list(filter(None, lines))}
    facts = version.snapshot | {"made_on": nl_date(today), "to": address}
    facts["school_facts"] = facts["school_facts"] | {"city": version.school.city}
    code, clauses = text_for(Paper.LETTER, placement.group.kind_id, today)
    return facts | {"template": code, "clauses": composed(clauses, facts)}


def print_letter(facts):
    """The bytes of a letter."""
    return render_pdf("contracts/print/letter.html", facts | _school(facts))


def sheet_facts(version):
    """The signatures of a version as they stand: who signed on the screen, and lines for who still signs on paper."""
    found = []
    for place, signatory in enumerate(version.signatories.for_list(), start=1):
        if signatory.state == SignatoryState.NOT_NEEDED:
            continue
        signer = {
            "place": place, "who": signatory.get_role_display(), "name": signatory.name, "for": signatory.party,
        }  # fmt: skip
        found.append(signer | {"signed": signed_words(signatory.signature)})
    return version.snapshot | {"signers": found, "fingerprint": version.fingerprint}


def signed_words(signature):
    """What stands above the name instead of a line; "" when nobody signed yet."""
    if signature is None:
        return ""
    said = {"paper": _("Op papier getekend op %(day)s")}
    return said.get(signature.method, _("Op het scherm getekend op %(day)s")) % {"day": nl_date(signature.signed_on)}


def print_sheet(facts):
    """The bytes of the sheet for signatures."""
    return render_pdf("contracts/print/signature_sheet.html", facts | _school(facts))


def _school(facts):
    return {"school": {"name": facts["school_facts"]["name"]}}
