"""The letter on paper to who signs: the words school chose, and the way to the page of that one paper."""

import io
import re

import pytest
from django.utils import timezone
from pypdf import PdfReader

from contracts.letters import letter_of
from contracts.models import Clause, ContractTemplate, Signatory, TemplateVersion
from core.pdf import render_pdf
from core.tenancy import for_school
from tests.conftest import StrictClient
from tests.contracts.signers import digits_mailed, page, rung

pytestmark = pytest.mark.django_db


def facts_for(version, role):
    with for_school(version.school_id):
        found = Signatory.objects.for_page().select_related("version__contract__placement__school")
        return letter_of(found.get(version=version, role=role))


def words_of(version, role):
    """(pages, text) of the letter."""
    template, facts = facts_for(version, role)
    pdf = render_pdf(template, facts)
    pages = PdfReader(io.BytesIO(pdf)).pages
    return len(pages), " ".join(pages[0].extract_text().split())


def come_in(link, one):
    """Who scans the code types the digits of a mail, and stands somewhere."""
    browser, there = StrictClient(), "/" + link.split("/", 1)[1]
    browser.post(there, {"code": "1"})
    with for_school(one.school_id):
        digits = digits_mailed()
    return browser.post(there + "code/", {"digits": digits}).url


def test_the_letter_to_a_guardian_is_one_page_with_the_address_in_the_window(version):
    pages, text = words_of(version, "guardian")

    assert pages == 1
    assert "Fatima el Amrani Kerkstraat 12" in text
    assert "Youssef el Amrani gaat op stage bij Garage Bakker" in text
    assert "Bel niet zelf met het bedrijf" in text


def test_a_shielded_address_is_not_on_the_letter(version, stage):
    with for_school(stage.school):
        stage.guardianship.is_address_shielded = True
        stage.guardianship.save()
    text = words_of(version, "guardian")[1]

    assert "Kerkstraat" not in text
    assert "Aan de ouders/verzorgers van Youssef el Amrani" in text


def test_the_letter_says_what_school_wrote_for_it(version, stage):
    with for_school(stage.school):
        own = ContractTemplate.objects.create(document="letter")
        text = TemplateVersion.objects.create(template=own, number=1)
        Clause.objects.create(version=text, position=1, heading="Van ons", text="{Leerling} mag mee.")
        text.publish(by=stage.coordinator, valid_from=timezone.localdate())
    assert "Youssef el Amrani mag mee." in words_of(version, "guardian")[1]


@pytest.mark.parametrize("role", ["guardian", "company"])
def test_the_code_on_the_letter_opens_the_page_to_sign_this_paper(version, role):
    one = rung(version, role)
    assert come_in(facts_for(version, role)[1]["link"], one) == page(one)


def test_a_student_is_sent_to_the_page_to_sign(version):
    assert facts_for(version, "student")[1]["link"].endswith(page(rung(version, "student")))


def test_who_has_no_mail_gets_no_code_that_opens_nothing(version, stage):
    with for_school(stage.school):
        stage.guardian.user.email = None
        stage.guardian.user.save()
    template, facts = facts_for(version, "guardian")

    assert (facts["link"], facts["qr"]) == ("", "")
    assert not re.search("QR|telefoon. Scan", words_of(version, "guardian")[1])
