"""Before signing the company looks at its data; what differs goes to school, and nothing changes by itself."""

import threading

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from companies.models import Company, CompanyContact, ProfileProposal
from contracts import company_check
from contracts.facts import facts_of
from contracts.models import CompanyRemark, Contract
from core.models import OutgoingMail
from core.tenancy import for_school
from tests.contracts.conftest import ANSWERS, checked_contract
from tests.factories import ContactFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def page(stage, name, *more):
    return reverse(f"contracts:{name}", args=[stage.school.slug, *(more or [stage.placement.pk])])


@pytest.fixture
def filled(stage):
    """The student has answered; nothing is handed in yet."""
    with for_school(stage.school):
        contract = Contract.objects.of(stage.placement)
        contract.keep_answers(ANSWERS)
        return contract


def sent(answer, **changes):
    """What the form of the page holds, with changes."""
    form = answer.context["form"]
    return {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()} | changes


def fresh(contract):
    with for_school(contract.school_id):
        return Contract.objects.for_paper().get(pk=contract.pk)


def test_the_company_is_asked_by_mail_once_a_day_and_then_reminded(stage, filled, sign_in):
    with time_machine.travel("2026-11-23 10:00"):
        browser = sign_in(stage.mentor)
        first = browser.post(page(stage, "company_ask"), follow=True)
        missing = browser.get(page(stage, "missing"))
        again = browser.post(page(stage, "company_ask"), follow=True)
    with time_machine.travel("2026-11-24 10:00"):
        browser = sign_in(stage.mentor)
        browser.post(page(stage, "company_ask"))

    home = sign_in(stage.supervisor).get(reverse("school_home", args=[stage.school.slug])).text
    assert "Kloppen uw gegevens op het contract?" in home
    assert page(stage, "company_check") in home
    assert "Jan Bakker krijgt een mail" in first.text
    assert "Herinner het bedrijf" in missing.text
    assert "Morgen kunt u herinneren" in again.text
    with for_school(stage.school):
        mails = OutgoingMail.objects.filter(kind="contracts/mail/company_asked")
        assert [mail.to for mail in mails] == [stage.supervisor.user.email] * 2
        assert "Youssef" not in mails[0].text


def test_all_right_is_one_button_and_changes_nothing(stage, filled, sign_in):
    browser = sign_in(stage.supervisor)
    shown = browser.get(page(stage, "company_check"))
    answer = browser.post(page(stage, "company_check"), sent(shown), follow=True)

    assert 'value="Garage Bakker"' in shown.text
    assert "donderdag en vrijdag" in shown.text
    assert "School weet dat alles klopt." in answer.text
    contract = fresh(filled)
    assert (contract.company_checked_by_id, contract.company_checked_at is None) == (stage.supervisor.pk, False)
    with for_school(stage.school):
        assert not CompanyRemark.objects.exists()
        assert not ProfileProposal.objects.exists()


def test_what_differs_goes_to_school_as_a_proposal(stage, filled, sign_in):
    browser = sign_in(stage.supervisor)
    shown = browser.get(page(stage, "company_check"))
    wanted = sent(shown, allowance="€ 5 per stagedag", clothing="Werkbroek", signer="Petra Bakker")
    for _again in range(2):
        browser.post(page(stage, "company_check"), wanted)

    with for_school(stage.school):
        assert [(one.field, one.new) for one in CompanyRemark.objects.order_by("field")] == [
            ("allowance", "€ 5 per stagedag"), ("signer", "Petra Bakker"),
        ]  # fmt: skip
        assert [(one.field, one.new) for one in ProfileProposal.objects.all()] == [("clothing", "Werkbroek")]
    assert fresh(filled).allowance == ""
    assert 'value="Petra Bakker"' in browser.get(page(stage, "company_check")).text
    staff = sign_in(stage.mentor).get(page(stage, "missing")).text
    assert "Het bedrijf zei dat er 2 dingen anders zijn." in staff


def test_a_number_that_the_company_took_away_is_empty_the_next_time(stage, filled, sign_in):
    with for_school(stage.school):
        Company.objects.filter(pk=stage.placement.company_id).update(kvk="12345678")
    browser = sign_in(stage.supervisor)
    browser.post(page(stage, "company_check"), sent(browser.get(page(stage, "company_check")), kvk=""))
    shown = browser.get(page(stage, "company_check"))
    assert shown.context["form"].initial["kvk"] == ""
    assert browser.post(page(stage, "company_check"), sent(shown)).status_code == 302
    with for_school(stage.school):
        assert [(one.field, one.new) for one in CompanyRemark.objects.open()] == [("kvk", "–")]


@pytest.mark.django_db(transaction=True)
def test_two_people_of_a_company_who_say_the_same_at_once_say_it_once(stage, filled):
    contract, together, faults = fresh(filled), threading.Barrier(2), []
    with for_school(stage.school):
        said = company_check.as_it_stands(contract) | {"signer": "Petra Bakker", "clothing": "Werkbroek"}

    def say():
        try:
            with for_school(stage.school):
                known = Contract.objects.for_paper().get(pk=contract.pk)
                together.wait(20)
                company_check.keep(known, said, by=stage.supervisor)
        except Exception as fault:  # noqa: BLE001 - any fault of a thread is a fault of the test
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=say) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with for_school(stage.school):
        assert (faults, CompanyRemark.objects.open().count(), ProfileProposal.objects.count()) == ([], 1, 1)


def test_school_takes_it_over_or_leaves_it(stage, filled, sign_in):
    browser = sign_in(stage.supervisor)
    shown = browser.get(page(stage, "company_check"))
    browser.post(page(stage, "company_check"), sent(shown, allowance="€ 5 per stagedag", kvk="12345678"))
    with for_school(stage.school):
        allowance, kvk = CompanyRemark.objects.order_by("field")
    mentor = sign_in(stage.mentor)
    mentor.post(page(stage, "remark", allowance.pk), {"overnemen": "1"})
    mentor.post(page(stage, "remark", kvk.pk))

    with for_school(stage.school):
        assert [one.state for one in CompanyRemark.objects.order_by("field")] == ["taken", "left"]
        assert facts_of(Contract.objects.for_paper().get(), 1)["allowance"] == "€ 5 per stagedag"


@pytest.mark.parametrize(("typed", "said"), [({"kvk": "12"}, "acht cijfers"), ({"name": ""}, "Dit klopt nog niet")])
def test_a_fault_is_said_and_nothing_is_lost(stage, filled, sign_in, typed, said):
    browser = sign_in(stage.supervisor)
    wanted = sent(browser.get(page(stage, "company_check")), allowance="€ 7") | typed
    answer = browser.post(page(stage, "company_check"), wanted)

    assert answer.status_code == 422
    assert said in answer.text
    assert "€ 7" in answer.text
    assert fresh(filled).company_checked_at is None


def test_what_is_still_missing_is_said_in_words(stage, filled, sign_in):
    mentor = sign_in(stage.mentor)
    before = mentor.get(page(stage, "missing")).text
    browser = sign_in(stage.supervisor)
    browser.post(page(stage, "company_check"), sent(browser.get(page(stage, "company_check"))))
    with for_school(stage.school):
        filled.submit(by=stage.student)
    after = mentor.get(page(stage, "missing"), headers={"HX-Request": "true"}).text

    words = [
        "De leerling heeft het eigen deel nog niet ingeleverd.",
        "Het bedrijf is nog niet gevraagd of de gegevens kloppen.",
        "De werk- en veiligheidscheck is nog niet gedaan.",
    ]
    assert [one in before for one in words] == [True, True, True]
    assert [one in after for one in words] == [False, False, True]


def test_who_signs_is_chosen_by_school_and_named_on_the_paper(stage, filled, sign_in):
    with for_school(stage.school):
        other = ContactFactory(
            school=stage.school, company=stage.placement.company, is_first=False, member__user__name="Petra Bakker"
        )
        assert facts_of(fresh(filled), 1)["signs_for_company"] == "Jan Bakker"
    answer = sign_in(stage.mentor).post(
        page(stage, "details"), {"company_signer": other.pk, "allowance": "€ 5 per stagedag"}, follow=True
    )

    assert "Petra Bakker" in answer.text
    with for_school(stage.school):
        found = facts_of(fresh(filled), 1)
        assert found["signs_for_company"] == "Petra Bakker"
        assert found["signers"][-1]["name"] == "Petra Bakker"
        assert CompanyContact.objects.filter(signs=True).count() == 0


def test_the_check_is_of_the_company_only_and_ends_with_the_making(stage, filled, sign_in):
    others = (stage.student, stage.guardian, stage.mentor)
    assert [sign_in(one).get(page(stage, "company_check")).status_code for one in others] == [404, 404, 404]
    browser = sign_in(stage.supervisor)
    wanted = sent(browser.get(page(stage, "company_check")))
    with for_school(stage.school):
        Contract.objects.update(state="signing")
    assert browser.post(page(stage, "company_check"), wanted).status_code == 422


def test_the_pages_ask_little_of_the_database(stage, sign_in):
    checked_contract(stage.placement, stage.student, stage.mentor)

    assert count_queries(sign_in(stage.supervisor), page(stage, "company_check")) <= 8
    assert count_queries(sign_in(stage.mentor), page(stage, "details")) <= 8
    assert count_queries(sign_in(stage.mentor), page(stage, "missing")) <= 8
