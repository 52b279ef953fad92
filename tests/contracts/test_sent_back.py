"""School sends a contract back while it is signed: what was signed stops, and each hears what to do."""

import pytest
from django.urls import reverse

from contracts.models import Contract, ContractVersion
from core.tenancy import for_school
from tests.contracts.conftest import print_them
from tests.contracts.signers import fresh, mails, newest_version, page, rung, sign

pytestmark = pytest.mark.django_db
NOTE = "Schrijf nog een doel op."


@pytest.fixture
def sent_back(version, stage, sign_in):
    """The director signed, the student was asked, and the mentor sends it back."""
    sign(sign_in(stage.director), rung(version, "director"))
    url = reverse("contracts:send_back", args=[stage.school.slug, stage.placement.pk])
    assert sign_in(stage.mentor).post(url, {"note": NOTE}).status_code == 302
    return version


def test_nobody_can_sign_or_refuse_what_was_sent_back_and_the_old_page_says_so(sent_back, stage, sign_in):
    with for_school(stage.school):
        contract = Contract.objects.get(pk=sent_back.contract_id)
        assert (contract.state, ContractVersion.objects.get(pk=sent_back.pk).state) == ("draft", "refused")
    for role, member in (("student", stage.student), ("guardian", stage.guardian), ("company", stage.supervisor)):
        one, browser = rung(sent_back, role), sign_in(member)
        text = browser.get(page(one)).text
        assert "Het papier wordt aangepast" in text
        assert 'name="agree"' not in text
        sign(browser, one)
        browser.post(page(one, "sign_refuse"), {"note": "Nee."})
        assert fresh(one).state == "waiting"
    assert [mail.to for mail in mails(stage.school, "ask_sign")] == [stage.student.user.email]


def test_who_signed_or_was_asked_hears_it_and_the_student_hears_what_to_do(sent_back, stage):
    told = {mail.to: mail.text for mail in mails(stage.school, "stopped")}
    assert set(told) == {stage.director.user.email, stage.student.user.email}
    assert "U hoeft nu niets te doen" in told[stage.director.user.email]
    assert "Je begeleider vraagt je om iets aan te passen" in told[stage.student.user.email]
    assert NOTE not in "".join(told.values())


def test_what_school_sends_back_is_not_counted_as_refused_and_a_next_version_is_signed(sent_back, stage, sign_in):
    with for_school(stage.school):
        assert not Contract.objects.refused().exists()
        contract = Contract.objects.get(pk=sent_back.contract_id)
        contract.submit(by=stage.student)
        contract.check_off(by=stage.mentor)
    print_them(stage.coordinator, contract)
    new = newest_version(contract)
    for role, member in (("director", stage.director), ("student", stage.student), ("guardian", stage.guardian),
                         ("company", stage.supervisor)):  # fmt: skip
        assert sign(sign_in(member), rung(new, role)).status_code == 302
    with for_school(stage.school):
        assert Contract.objects.get(pk=contract.pk).state == "complete"


def test_a_contract_that_everybody_signed_is_not_sent_back(version, stage, sign_in):
    for role, member in (("director", stage.director), ("student", stage.student), ("guardian", stage.guardian),
                         ("company", stage.supervisor)):  # fmt: skip
        sign(sign_in(member), rung(version, role))
    url = reverse("contracts:send_back", args=[stage.school.slug, stage.placement.pk])
    assert sign_in(stage.mentor).post(url, {"note": NOTE}).status_code == 422
    with for_school(stage.school):
        assert ContractVersion.objects.get(pk=version.pk).state == "complete"
    assert mails(stage.school, "stopped") == []
