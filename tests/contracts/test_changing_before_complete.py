"""A change before everybody signed: a new version, the old signatures stay to be seen, and everybody hears once."""

import pytest
from django.urls import reverse

from contracts import summary
from contracts.models import Contract
from core.models import AuditEntry, OutgoingMail
from core.tenancy import for_school
from placements.models import SafetyTask
from tests.contracts.conftest import print_them
from tests.contracts.signers import fresh, mails, newest_version, page, rung, sign
from tests.factories import GuardianshipFactory, safe
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(version, stage, sign_in):
    """Version 1, signed by director and student."""
    sign(sign_in(stage.director), rung(version, "director"), name="Anja de Groot")
    sign(sign_in(stage.student), rung(version, "student"), name="Youssef")
    return version


@pytest.fixture
def new(old, checked, stage):
    """Version 2, made after the times changed."""
    with for_school(stage.school):
        stage.placement.company.name = "Garage Bakker en Zoon"
        stage.placement.company.save()
    print_them(stage.coordinator, checked)
    return newest_version(checked)


def contract_page(stage):
    return reverse("contracts:contract", args=[stage.school.slug, stage.placement.pk])


def test_the_old_link_says_that_there_is_a_new_version_and_leads_to_it(old, new, stage, sign_in):
    browser, was = sign_in(stage.student), rung(old, "student")
    text = browser.get(page(was)).text

    assert "Deze versie is vervangen door versie 2" in text
    assert "handtekening onder deze versie blijft bewaard" in text
    assert page(rung(new, "student")) in text
    assert "Getekend op" in text
    assert 'name="agree"' not in text
    assert browser.get(page(was, "sign_paper")).status_code == 404
    assert sign(browser, was).status_code == 302
    assert fresh(rung(new, "student")).state == "waiting"


def test_who_had_not_signed_the_old_version_cannot_sign_it_any_more(old, new, stage, sign_in):
    was = rung(old, "guardian")
    answer = sign(sign_in(stage.guardian), was)

    assert answer.status_code == 422
    assert "vervangen door een nieuwe versie" in answer.text


def test_staff_still_see_who_had_signed_what(old, new, stage, sign_in):
    text = sign_in(stage.coordinator).get(contract_page(stage)).text

    assert "Versie 1: vervangen door een nieuwe versie" in text
    assert "Anja de Groot" in text


def test_everybody_who_signs_gets_one_mail_with_the_old_and_the_new_value(old, new, stage):
    told = mails(stage.school, "changed")
    expected = [one.user.email for one in (stage.director, stage.student, stage.guardian, stage.supervisor)]

    assert [mail.to for mail in told] == [one for one in expected if one]
    for mail in told:
        assert "Was: Garage Bakker" in mail.text
        assert "Nu: Garage Bakker en Zoon" in mail.text
    assert "nu aan de beurt" in told[0].text
    assert "nu aan de beurt" not in told[-1].text
    assert "telt niet voor de nieuwe" in told[0].text
    assert len(mails(stage.school, "ask_director")) == 1


def told_of_another_version(checked, stage):
    """The mail to the student and the one to the guardian about a version that is made now."""
    OutgoingMail.objects.all().delete()
    print_them(stage.coordinator, checked)
    told = {one.to: one.text for one in mails(stage.school, "changed")}
    return told[stage.student.user.email], told[stage.guardian.user.email]


def test_other_work_alone_is_told_in_the_mail_and_on_the_page(checked, stage, sign_in):
    safe(stage.placement)
    print_them(stage.coordinator, checked)
    with for_school(stage.school):
        tasks = SafetyTask.objects.filter(check_of__placement=stage.placement)
        tasks.update(text="Klanten afrekenen aan de kassa")
    for text in told_of_another_version(checked, stage):
        assert "Was: Vegen." in text
        assert "Nu: Klanten afrekenen aan de kassa." in text
        assert "bleef gelijk" not in text
    text = sign_in(stage.director).get(page(rung(newest_version(checked), "director"))).text
    assert "<del>Vegen.</del>" in text
    assert "Klanten afrekenen aan de kassa." in sign_in(stage.director).get(
        reverse("contracts:sign_many", args=[stage.school.slug])
    ).text


def test_a_mail_says_that_all_stayed_the_same_only_when_it_did(old, checked, stage):
    assert all("bleef gelijk" in text for text in told_of_another_version(checked, stage))
    with for_school(stage.school):
        Contract.objects.filter(pk=checked.pk).update(phone="06 55554444")
    for text in told_of_another_version(checked, stage):
        assert "bleef gelijk" not in text
        assert "Op het papier staat iets anders dan eerst." in text


def test_a_number_for_an_emergency_is_on_the_paper_and_not_in_a_mail(old, checked, stage, sign_in):
    with for_school(stage.school):
        Contract.objects.filter(pk=checked.pk).update(emergency_phone="06 55554444")
    for text in told_of_another_version(checked, stage):
        assert "Bellen bij nood" in text
        assert "zie het papier" in text
        assert "06 55554444" not in text
    assert "06 55554444" in sign_in(stage.director).get(page(rung(newest_version(checked), "director"))).text


def test_a_mail_to_a_guardian_keeps_the_name_that_the_page_keeps_where_an_address_is_secret(old, checked, stage):
    with for_school(stage.school):
        GuardianshipFactory(
            school=stage.school, student=stage.placement.student, member__user__name="Hassan el Amrani",
            is_address_shielded=True,
        )  # fmt: skip
    print_them(stage.coordinator, checked)
    told = {one.to: one.text for one in mails(stage.school, "changed")}
    assert "Hassan el Amrani" in told[stage.director.user.email]
    assert "Hassan" not in told[stage.guardian.user.email]
    assert "Op het papier staat iets anders dan eerst." in told[stage.guardian.user.email]


def test_of_two_clauses_with_one_heading_both_are_compared():
    def paper(*texts):
        return {"clauses": [{"heading": "Vervoer", "text": text} for text in texts]}

    assert summary.changed(paper("Met de fiets.", "Op tijd."), paper("Met de bus.", "Op tijd.")) == [
        {"what": "Afspraak “Vervoer”", "old": "Met de fiets.", "new": "Met de bus."}
    ]
    assert summary.changed(paper("Met de fiets.", "Op tijd."), paper("Op tijd.")) == [
        {"what": "Afspraak “Vervoer”", "old": "Met de fiets.", "new": ""}
    ]


def test_making_the_same_version_again_mails_nothing(new, checked, stage):
    with for_school(stage.school):
        before = OutgoingMail.objects.count()
    print_them(stage.coordinator, checked, numbers=2)
    with for_school(stage.school):
        assert OutgoingMail.objects.count() == before


def test_the_new_page_says_what_changed(new, stage, sign_in):
    text = sign_in(stage.director).get(page(rung(new, "director"))).text

    assert "Wat is anders dan in de vorige versie" in text
    assert "<del>Garage Bakker" in text


def test_a_refusal_with_a_reason_goes_back_to_the_draft_and_each_hears_what_is_for_them(old, stage, sign_in):
    one, browser = rung(old, "guardian"), sign_in(stage.guardian)
    assert browser.post(page(one, "sign_refuse"), {"note": " "}).status_code == 422
    for _twice in range(2):
        answer = browser.post(page(one, "sign_refuse"), {"note": "De vrijdag kan niet."})
        assert answer.status_code == 302

    with for_school(stage.school):
        contract = Contract.objects.get(pk=old.contract_id)
        record = AuditEntry.objects.about(contract).filter(action="fall_back").get()
    assert (contract.state, record.note) == ("submitted", "De vrijdag kan niet.")
    assert (fresh(one).state, fresh(one).refusal) == ("refused", "De vrijdag kan niet.")
    told = mails(stage.school, "refused")
    assert {stage.mentor.user.email, stage.coordinator.user.email} <= {mail.to for mail in told}
    assert all("De vrijdag kan niet." in mail.text for mail in told)
    neutral = mails(stage.school, "stopped")
    assert stage.director.user.email in {mail.to for mail in neutral}
    assert not any("vrijdag" in mail.text or stage.guardian.user.email == mail.to for mail in neutral)
    assert "De vrijdag kan niet." in sign_in(stage.coordinator).get(contract_page(stage)).text
    for member in (stage.student, stage.supervisor, stage.director):
        assert ("De vrijdag" in sign_in(member).get(contract_page(stage)).text) == (member == stage.director)


def test_nobody_signs_after_a_refusal(old, stage, sign_in):
    sign_in(stage.guardian).post(page(rung(old, "guardian"), "sign_refuse"), {"note": "Nee."})

    answer = sign(sign_in(stage.supervisor), rung(old, "company"))
    assert answer.status_code == 422
    assert "iemand wil het anders" in answer.text


def test_many_versions_cost_the_contract_page_the_same_questions(old, checked, stage, sign_in):
    browser = sign_in(stage.coordinator)
    one = count_queries(browser, contract_page(stage))
    for _number in range(4):
        print_them(stage.coordinator, checked)

    assert count_queries(browser, contract_page(stage)) == one <= 8


@pytest.mark.parametrize("name", ["director", "coordinator", "student", "guardian", "supervisor"])
def test_the_contract_page_asks_few_questions_while_it_is_signed(new, stage, sign_in, name):
    assert count_queries(sign_in(getattr(stage, name)), contract_page(stage)) <= 8


@pytest.mark.parametrize("name", ["director", "student", "guardian", "supervisor"])
def test_a_page_to_sign_asks_few_questions(old, new, stage, sign_in, name):
    role = "company" if name == "supervisor" else name
    assert count_queries(sign_in(getattr(stage, name)), page(rung(new, role))) <= 8
