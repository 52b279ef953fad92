"""A version that waits for its signatures, and the ways in which people come to it."""

import re

from django.urls import reverse

from contracts.models import ContractVersion, Signatory
from core.models import OutgoingMail
from core.tenancy import for_school
from schools.letters import token_of
from schools.models import Letter

YES = {"agree": "on", "name": "Een Naam"}
STROKES = "M10 150" + "".join(f" L{x} {150 - x % 60}" for x in range(20, 300, 10))


def rung(version, role, number=0):
    """Somebody who signs this version."""
    with for_school(version.school_id):
        return list(version.signatories.for_list().filter(role=role))[number]


def page(one, name="sign"):
    """The address of a page about one signatory."""
    return reverse(f"contracts:{name}", args=[one.school.slug, one.pk])


def sign(browser, one, **more):
    """Post the form of one signatory."""
    return browser.post(page(one), YES | more)


def newest_version(contract):
    with for_school(contract.school_id):
        return ContractVersion.objects.filter(contract=contract).order_by("-number").first()


def fresh(one):
    """The same signatory as it stands now, with the signature."""
    with for_school(one.school_id):
        return Signatory.objects.for_list().get(pk=one.pk)


def mails(school, kind):
    with for_school(school):
        return list(OutgoingMail.objects.filter(kind=f"contracts/mail/{kind}").order_by("pk"))


def letter_of(one):
    """The own link of a signatory, as its address."""
    with for_school(one.school_id):
        letter = Letter.objects.select_related("school").get(purpose="signing", about=one.pk)
        return reverse("schools:entry", args=[letter.school.slug, token_of(letter)])


def digits_mailed():
    """The newest six digits in any mail."""
    mail = OutgoingMail.objects.filter(kind="schools/mail/entry_code").order_by("pk").last()
    return re.search(r"\b\d{6}\b", mail.text)[0]
