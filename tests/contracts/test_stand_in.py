"""Who signs in somebody's name reads the paper on screen, signs it there, and is out again when that ends."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from contracts import paperwork, sealing, standing_in
from contracts.models import Signatory
from core.scans import tidy_scan
from core.tenancy import for_school
from tests.contracts.conftest import print_them
from tests.contracts.signed import sign_all
from tests.contracts.signers import fresh, mails, newest_version, page, rung, sign
from tests.core.paper_photos import as_jpeg, sheet
from tests.factories import ContactFactory, GuardianshipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(stage, checked):
    """The second guardian with authority; the version waits for both guardians."""
    link = GuardianshipFactory(
        school=stage.school, student=stage.placement.student, member__user__name="Hassan el Amrani"
    )
    print_them(stage.coordinator, checked)
    return link.member


@pytest.fixture
def at_guardians(other, checked, stage, sign_in):
    version = newest_version(checked)
    sign(sign_in(stage.director), rung(version, "director"))
    sign(sign_in(stage.student), rung(version, "student"))
    return version


def let(one, member, by):
    with for_school(one.school_id):
        standing_in.let_stand_in(fresh(one), member, by=by, note="Ziek.")


def statuses(browser, one):
    return [browser.get(page(one, name)).status_code for name in ("sign", "sign_paper", "sign_refuse")]


def test_a_guardian_sees_the_paper_of_another_only_while_standing_in(at_guardians, other, stage, sign_in):
    one, browser = rung(at_guardians, "guardian"), sign_in(other)
    assert statuses(browser, one) == [404, 404, 404]
    let(one, other, stage.coordinator)
    assert statuses(browser, one) == [200, 200, 200]
    let(one, None, stage.coordinator)
    assert statuses(browser, one) == [404, 404, 404]


def test_the_guardian_who_stands_in_is_asked_at_once_by_an_own_link_and_signs_in_the_name(
    at_guardians, other, stage, sign_in
):
    one = rung(at_guardians, "guardian")
    before = len(mails(stage.school, "ask_sign"))
    let(one, other, stage.coordinator)
    (asked,) = mails(stage.school, "ask_sign")[before:]
    assert asked.to == other.user.email
    with for_school(stage.school):
        (letter,) = other.letters.filter(purpose="signing", about=one.pk)
    assert f"§letter:{letter.pk}§" in asked.text
    sign(sign_in(other), one, name="Hassan el Amrani")
    kept = fresh(one).signature
    assert (kept.name, kept.signed_by_id) == ("Hassan el Amrani, namens Fatima el Amrani", other.pk)


def test_who_signs_after_all_is_asked_again_when_the_stand_in_is_taken_back(at_guardians, other, stage):
    one = rung(at_guardians, "guardian")
    let(one, other, stage.coordinator)
    before = len(mails(stage.school, "ask_sign"))
    let(one, None, stage.coordinator)
    assert [mail.to for mail in mails(stage.school, "ask_sign")[before:]] == [stage.guardian.user.email]


def test_who_signs_twice_is_led_to_what_still_waits(at_guardians, other, stage, sign_in):
    one, own = rung(at_guardians, "guardian"), rung(at_guardians, "guardian", 1)
    let(one, other, stage.coordinator)
    browser = sign_in(other)
    sign(browser, one)
    text = browser.get(f"/{stage.school.slug}/contracten/{stage.placement.pk}/").text
    assert page(own) in text
    assert "Teken het contract" in text


def test_a_guardian_who_lost_authority_stands_in_no_more(at_guardians, other, stage, sign_in):
    one = rung(at_guardians, "guardian")
    let(one, other, stage.coordinator)
    with for_school(stage.school):
        other.guardianships.update(has_authority=False)
    assert statuses(sign_in(other), one) == [404, 404, 404]


def test_a_colleague_at_the_company_reads_the_paper_only_while_standing_in(version, stage, sign_in):
    colleague = ContactFactory(company=stage.placement.company, is_first=False, school=stage.school).member
    one, browser = rung(version, "company"), sign_in(colleague)
    assert statuses(browser, one)[:2] == [404, 404]
    let(one, colleague, stage.coordinator)
    assert statuses(browser, one)[:2] == [200, 200]
    let(one, None, stage.coordinator)
    assert statuses(browser, one)[:2] == [404, 404]


def test_standing_in_before_the_turn_asks_nobody_yet(version, stage):
    colleague = ContactFactory(company=stage.placement.company, is_first=False, school=stage.school).member
    let(rung(version, "company"), colleague, stage.coordinator)
    assert [mail for mail in mails(stage.school, "ask_sign") if mail.to == colleague.user.email] == []


@pytest.fixture
def piet(stage):
    return ContactFactory(
        company=stage.placement.company, is_first=False, school=stage.school, member__user__name="Piet Vos"
    ).member


def said(one):
    """The line of this signature in the sealed file."""
    with for_school(one.school_id):
        found = sealing.line(Signatory.objects.select_related("version__file").get(pk=one.pk))
    return found["name"], found["signed_as"], found["for"]


def test_the_sealed_file_says_for_whom_only_when_the_other_really_signed(version, piet, stage, sign_in):
    one = rung(version, "company")
    sign_all(version, but=["company"])
    let(one, piet, stage.coordinator)
    sign(sign_in(stage.supervisor), one, name="J. Bakker")
    assert said(one) == ("Jan Bakker", "J. Bakker", "")


@pytest.mark.parametrize(("typed", "told"), [(" jan  bakker ", ""), ("x", "x")])
def test_the_sealed_file_names_who_signed_as_school_knows_them_and_then_what_was_typed(
    version, stage, sign_in, typed, told
):
    one = rung(version, "company")
    sign_all(version, but=["company"])
    sign(sign_in(stage.supervisor), one, name=typed)
    assert said(one) == ("Jan Bakker", told, "")


def test_the_sealed_file_names_who_was_replaced(version, piet, stage, sign_in):
    one = rung(version, "company")
    sign_all(version, but=["company"])
    let(one, piet, stage.coordinator)
    sign(sign_in(piet), one, name="piet vos")
    assert said(one) == ("Piet Vos", "", "Jan Bakker")


def test_the_sealed_file_tells_what_a_stand_in_typed_instead_of_a_name(version, piet, stage, sign_in):
    one = rung(version, "company")
    sign_all(version, but=["company"])
    let(one, piet, stage.coordinator)
    sign(sign_in(piet), one, name="de baas")
    assert said(one) == ("Piet Vos", "de baas, namens Jan Bakker", "Jan Bakker")


@pytest.mark.parametrize(
    ("who", "name", "replaced"), [("self", "Jan Bakker", ""), ("other", "Piet Vos", "Jan Bakker")]
)
def test_on_paper_school_says_which_of_the_two_signed(version, piet, stage, sign_in, who, name, replaced):
    one = rung(version, "company")
    let(one, piet, stage.coordinator)
    with for_school(stage.school):
        scan = paperwork.bring(version, tidy_scan([as_jpeg(sheet())]), by=stage.mentor)
    browser, url = sign_in(stage.mentor), reverse("contracts:scan", args=[stage.school.slug, scan.pk])
    text = browser.get(url).text
    assert "Het stagebedrijf: Jan Bakker of Piet Vos" in text
    assert "Piet Vos, namens Jan Bakker" in text
    data = {"number": 1, f"is_there_{one.pk}": "on", f"day_{one.pk}": timezone.localdate().isoformat()}
    asked = browser.post(url, data)
    assert (asked.status_code, "Kies wie tekende." in asked.text) == (422, True)
    assert browser.post(url, data | {f"who_{one.pk}": who}).status_code == 302
    assert said(one) == (name, "", replaced)
    assert fresh(one).signature.signed_by_id == (piet if who == "other" else stage.supervisor).pk


def test_who_stands_in_does_so_under_the_next_version_and_hears_what_changed(version, checked, piet, stage, sign_in):
    let(rung(version, "company"), piet, stage.coordinator)
    sign_all(version, but=["company"])
    print_them(stage.coordinator, checked)
    new = newest_version(checked)
    assert rung(new, "company").stand_in_id == piet.pk
    told = [mail.to for mail in mails(stage.school, "changed")]
    assert piet.user.email in told
    assert stage.supervisor.user.email not in told
    for role, member in (("director", stage.director), ("student", stage.student), ("guardian", stage.guardian)):
        sign(sign_in(member), rung(new, role))
    assert mails(stage.school, "ask_sign")[-1].to == piet.user.email


def test_who_left_the_party_does_not_stand_in_under_the_next_version(version, checked, piet, stage):
    let(rung(version, "company"), piet, stage.coordinator)
    with for_school(stage.school):
        piet.contacts.update(until=timezone.localdate() - datetime.timedelta(days=1))
    print_them(stage.coordinator, checked)
    assert rung(newest_version(checked), "company").stand_in_id is None
    told = [mail.to for mail in mails(stage.school, "changed")]
    assert piet.user.email not in told
    assert stage.supervisor.user.email in told
