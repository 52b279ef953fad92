"""The letter on paper for who has no mail: what it is about, what to sign, and the way to the own page."""

from datetime import timedelta

import segno
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.enums import Paper, SignerRole
from contracts.facts import address, known_facts
from contracts.gate import may_begin
from contracts.guardians import guardians_of, has_secret_address
from contracts.models import Contract
from contracts.readers import company_reader
from contracts.signing_emails import BY_LETTER, letter_for, way_to_sign
from contracts.summary import title_of
from contracts.texts import text_for
from contracts.wording import composed
from core.calendar import nl_date
from schools.letters import address_of

LETTER = "contracts/print/ask_letter.html"
TO_GUARDIAN = "contracts/print/letter.html"
LASTS = timedelta(days=60)


def letter_of(signatory):
    """(template, facts) of the letter to somebody who signs: to a guardian in the words that school chose for it."""
    if signatory.role == SignerRole.GUARDIAN:
        return TO_GUARDIAN, facts_to_guardian(signatory)
    return LETTER, facts_of_letter(signatory)


def facts_to_guardian(signatory):
    """The facts of the stage, the school's text, and the lines for the window of the envelope."""
    version, today = signatory.version, timezone.localdate()
    contract = Contract.objects.for_paper().get(pk=version.contract_id)
    facts = known_facts(contract) | {
        "document": version.document,
        "title": title_of(version),
        "number": version.snapshot.get("number", ""),
        "version": version.number,
        "made_on": nl_date(today),
        "addendum": version.snapshot.get("addendum", {}),
        "to": envelope(signatory),
    }
    facts["school_facts"]["city"] = contract.school.city
    code, clauses = text_for(Paper.LETTER, contract.placement.group.kind_id, today)
    own = {"school": contract.school, "template": code, "clauses": composed(clauses, facts)}
    return facts | own | way_by_phone(signatory)


def facts_of_letter(signatory):
    """Everything that is on the letter to a student, a company or a director, in plain words."""
    version, placement = signatory.version, signatory.version.contract.placement
    return {
        "school": placement.school,
        "school_address": address(placement.school),
        "to": address_lines(signatory),
        "role": signatory.role,
        "name": signs_as(signatory),
        "placement": placement,
        "may_begin": may_begin(placement),
        "version": version,
        "times": version.snapshot.get("stage", {}).get("times", ""),
        "addendum": version.snapshot.get("addendum", {}),
        "is_internal": placement.group.kind.is_internal,
        "today": timezone.localdate(),
        "mentor": placement.mentor.user,
    } | way_by_phone(signatory)


def asked_by_letter(signatory):
    """The membership that gets the letter: at a company who reads for it today, else who signs; None if nobody is."""
    return company_reader(signatory) if signatory.role == SignerRole.COMPANY else signatory.signer


def signs_as(signatory):
    """The name of who is asked: the one who stands in, otherwise the one on the paper."""
    member = asked_by_letter(signatory)
    return member.user.name if member and member.pk != signatory.member_id else signatory.name


def way_by_phone(signatory):
    """{link, qr} to the page to sign on; empty for who cannot come in, because digits need a mail address."""
    if not (link := own_link(signatory)):
        return {"link": "", "qr": ""}
    return {"link": link.split("://")[1], "qr": segno.make(link, error="m").svg_data_uri(border=0, scale=4)}


def own_link(signatory):
    """The way to the page on which this one signs: a letter for who has no account, the site for the others; none
    when nobody is known, or when there is no mail address for the digits that a letter asks for.
    """
    member = asked_by_letter(signatory)
    if member is None:
        return ""
    if signatory.role not in BY_LETTER:
        return way_to_sign(signatory, member)
    if not member.user.email:
        return ""
    return address_of(letter_for(signatory, member, lasts=LASTS))


def has_address(student):
    """Whether the student's address may stand on an envelope to a guardian: one guardian, and nothing is shielded.

    With two it is not known who lives there (divorced parents).
    """
    return len(guardians_of(student)) == 1 and not has_secret_address(student) and bool(student.street)


def envelope(signatory):
    """{name, lines, greeting} for a guardian; without an address the letter goes along with the student."""
    student, name = signatory.version.contract.placement.student, signs_as(signatory)
    if name and has_address(student):
        lines = [student.street, f"{student.postcode} {student.city}".strip()]
        return {"name": name, "lines": lines, "greeting": name}
    to = _("Aan de ouders/verzorgers van %s") % student.name
    return {"name": to, "lines": [], "greeting": _("ouder of verzorger")}


def address_lines(signatory):
    """The lines for the window of the envelope to a company; otherwise the name."""
    company = signatory.version.contract.placement.company
    if signatory.role == SignerRole.COMPANY:
        return [company.name, signs_as(signatory), company.street, f"{company.postcode} {company.city}".strip()]
    return [signs_as(signatory) or signatory.get_role_display()]
