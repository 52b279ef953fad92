"""The letter on paper for who has no mail: what it is about, what to sign, and the way to the own page."""

from datetime import timedelta

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from contracts.enums import SignerRole
from contracts.facts import address, guardians_of, has_secret_address
from schools.enums import Purpose
from schools.letters import address_of, write_letter

LETTER = "contracts/print/ask_letter.html"
LASTS = timedelta(days=60)


def facts_of_letter(signatory):
    """Everything that is on the letter, in plain words."""
    version, placement = signatory.version, signatory.version.contract.placement
    link = own_link(signatory)
    return {
        "school": placement.school,
        "school_address": address(placement.school),
        "to": address_lines(signatory),
        "is_handed_over": signatory.role == SignerRole.GUARDIAN and not has_address(placement.student),
        "role": signatory.role,
        "name": signatory.stand_in.user.name if signatory.stand_in else signatory.name,
        "placement": placement,
        "version": version,
        "today": timezone.localdate(),
        "mentor": placement.mentor.user,
        "has_mail": bool(signatory.signer and signatory.signer.user.email),
        "link": link.split("://")[1] if link else "",
        "qr": segno.make(link, error="m").svg_data_uri(border=0, scale=4) if link else "",
    }


def own_link(signatory):
    """The way to the own page: a letter for who has no account, the site for the others; none when nobody is known."""
    member = signatory.signer
    if member is None:
        return ""
    if signatory.role in (SignerRole.GUARDIAN, SignerRole.COMPANY):
        return address_of(write_letter(member, Purpose.ENTRY, expires_at=timezone.now() + LASTS))
    return settings.SITE_URL + reverse("school_home", args=[signatory.school.slug])


def has_address(student):
    """Whether the student's address may stand on an envelope to a guardian: one guardian, and nothing is shielded.

    With two it is not known who lives there (divorced parents).
    """
    return len(guardians_of(student)) == 1 and not has_secret_address(student) and bool(student.street)


def address_lines(signatory):
    """The lines for the window of the envelope; without an address the letter goes along with the student."""
    placement = signatory.version.contract.placement
    student, company = placement.student, placement.company
    if signatory.role == SignerRole.COMPANY:
        return [company.name, signatory.name, company.street, f"{company.postcode} {company.city}".strip()]
    if signatory.role == SignerRole.GUARDIAN:
        if has_address(student):
            return [signatory.name, student.street, f"{student.postcode} {student.city}".strip()]
        return [f"Aan de ouders/verzorgers van {student.name}"]
    return [signatory.name or signatory.get_role_display()]
