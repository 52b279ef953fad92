"""On the first stage day the company signs, by QR or on the student's phone; the student never can."""

import datetime
import re
from urllib.parse import urlsplit

import pytest
from django.core import signing as sealed
from django.urls import reverse
from django.utils import timezone

from companies.contacts import add_contact, end_contact
from companies.models import CompanyContact, StandIn
from contracts import standing_in
from core.tenancy import for_school
from placements.models import Placement
from schools.models import EntryCode
from tests.conftest import StrictClient
from tests.contracts.conftest import print_them
from tests.contracts.signers import YES, digits_mailed, fresh, newest_version, page, rung, sign
from tests.factories import ContactFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def company(version, stage, sign_in):
    """The signatory of the company, in turn; the stage began today."""
    for role, member in (("director", stage.director), ("student", stage.student), ("guardian", stage.guardian)):
        sign(sign_in(member), rung(version, role))
    with for_school(stage.school):
        Placement.objects.filter(pk=stage.placement.pk).update(
            starts_on=timezone.localdate(), ends_on=timezone.localdate() + datetime.timedelta(days=60)
        )
    return rung(version, "company")


def here(stage):
    return reverse("contracts:at_company", args=[stage.school.slug, stage.placement.pk])


def code(browser, url, school):
    browser.post(url, {"mail": "1"})
    with for_school(school):
        return digits_mailed()


def test_the_company_signs_on_the_phone_of_the_student_with_its_own_code(company, stage, sign_in):
    phone = sign_in(stage.student)
    digits = code(phone, here(stage), stage.school)
    answer = phone.post(here(stage), YES | {"digits": digits, "name": "Jan Bakker"})

    assert answer.status_code == 302
    kept = fresh(company).signature
    assert (kept.name, kept.proof, kept.signed_by_id) == ("Jan Bakker", "mail_code", stage.supervisor.pk)
    assert kept.device.startswith("op de telefoon van de leerling")


def test_the_student_never_signs_for_the_company(company, stage, sign_in):
    phone = sign_in(stage.student)
    right = code(phone, here(stage), stage.school)
    wrong = f"{(int(right) + 1) % 10**6:06}"
    answers = [phone.post(here(stage), YES | {"digits": tried}) for tried in (wrong, "", "abcdef")]
    answers.append(phone.post(here(stage), YES))

    assert [one.status_code for one in answers] == [422, 422, 422, 200]
    assert phone.get(page(company)).status_code == 404
    assert sign(phone, company).status_code == 404
    assert fresh(company).state == "waiting"
    text = phone.get(here(stage)).text
    assert right not in text
    assert stage.supervisor.user.email not in text


def test_five_wrong_codes_and_even_the_right_one_is_worth_nothing(company, stage, sign_in):
    phone = sign_in(stage.student)
    right = code(phone, here(stage), stage.school)
    for number in range(1, 6):
        phone.post(here(stage), YES | {"digits": f"{(int(right) + number) % 10**6:06}"})

    assert phone.post(here(stage), YES | {"digits": right}).status_code == 422
    assert fresh(company).state == "waiting"


def test_a_code_is_mailed_a_few_times_and_then_the_page_says_to_wait(company, stage, sign_in):
    phone = sign_in(stage.student)
    for _time in range(4):
        answer = phone.post(here(stage), {"mail": "1"}, follow=True)
    with for_school(stage.school):
        assert EntryCode.objects.count() == 3
    assert "wacht 10 minuten" in answer.text


def scanned(phone, stage):
    """The address behind the QR on the student's phone."""
    return urlsplit(phone.get(here(stage)).context["qr"]["address"]).path


def test_the_own_phone_scans_reads_nothing_of_the_student_before_the_code_and_then_signs(company, stage, sign_in):
    address, own = scanned(sign_in(stage.student), stage), StrictClient()
    text = own.get(address).text
    assert "Garage Bakker" in text
    for secret in ("Youssef", "Amrani", stage.supervisor.user.email):
        assert secret not in text
    digits = code(own, address, stage.school)

    assert own.post(address, {"digits": digits}).url == page(company)
    assert sign(own, company).status_code == 302
    assert fresh(company).signature.signed_by_id == stage.supervisor.pk


def test_a_scan_on_the_phone_of_the_student_leads_back_to_the_page_of_the_student(company, stage, sign_in):
    phone = sign_in(stage.student)

    assert phone.get(scanned(phone, stage)).url == here(stage)
    assert fresh(company).state == "waiting"


def test_a_code_of_yesterday_or_one_that_was_made_up_is_not_there(company, stage):
    old = sealed.TimestampSigner(salt="contracts.at_company").timestamp()
    made_up = sealed.dumps([stage.school.pk, company.pk], salt="iets anders")
    for token in (old, made_up, "x"):
        address = reverse("contracts:scan_to_sign", args=[stage.school.slug, re.sub(r"[^\w:.-]", "", token)])
        assert StrictClient().get(address).status_code == 404


def test_before_the_first_day_the_page_says_when(version, stage, sign_in):
    with for_school(stage.school):
        later = timezone.localdate() + datetime.timedelta(days=9)
        Placement.objects.filter(pk=stage.placement.pk).update(
            starts_on=later, ends_on=later + datetime.timedelta(days=60)
        )
    answer = sign_in(stage.student).get(here(stage))

    assert "Dit kan vanaf je eerste stagedag." in answer.text


def test_who_stands_in_at_the_company_gets_the_code_and_signs_for_the_contact(company, stage, sign_in):
    today = timezone.localdate()
    colleague = ContactFactory(
        school=stage.school, company=stage.placement.company, is_first=False, member__user__name="Els Vos"
    )
    stranger = ContactFactory(school=stage.school, company=stage.placement.company, is_first=False)
    assert sign_in(colleague.member).get(page(company)).status_code == 404
    with for_school(stage.school):
        contact = stage.placement.company.contacts.get(member=stage.supervisor)
        StandIn.objects.create(
            school=stage.school, contact=contact, substitute=colleague, since=today - DAY, until=today
        )

    sign(sign_in(colleague.member), company, name="Els Vos")
    kept = fresh(company).signature
    assert (kept.name, kept.signed_by_id) == ("Els Vos, namens Jan Bakker", colleague.member.pk)
    assert sign_in(stranger.member).get(page(company)).status_code == 404


def test_who_comes_first_is_named_on_the_phone(version, stage, sign_in):
    for role, member in (("director", stage.director), ("student", stage.student)):
        sign(sign_in(member), rung(version, role))
    with for_school(stage.school):
        Placement.objects.filter(pk=stage.placement.pk).update(starts_on=timezone.localdate())

    told = sign_in(stage.student).get(here(stage)).text
    assert "Eerst tekenen: Fatima el Amrani. Daarna kan het bedrijf tekenen." in told


def test_who_the_coordinator_let_stand_in_is_named_and_gets_the_code(company, stage, sign_in):
    colleague = ContactFactory(
        school=stage.school, company=stage.placement.company, is_first=False, member__user__name="Els Vos"
    ).member
    with for_school(stage.school):
        standing_in.let_stand_in(fresh(company), colleague, by=stage.coordinator, note="Ziek.")
    phone = sign_in(stage.student)
    text = phone.get(here(stage)).text
    assert "Laat Els Vos deze code scannen" in text
    assert "Geef je telefoon aan Els Vos." in text
    digits = code(phone, here(stage), stage.school)
    with for_school(stage.school):
        assert EntryCode.objects.get().letter.member_id == colleague.pk
    assert phone.post(here(stage), YES | {"digits": digits, "name": "Els Vos"}).status_code == 302
    assert fresh(company).signature.signed_by_id == colleague.pk


def test_who_took_over_from_who_left_scans_reads_and_signs(checked, stage, sign_in):
    with for_school(stage.school):
        company = stage.placement.company
        signs = add_contact(company, name="Kees Teken", email="kees@bedrijf.example", tasks=["signing"])
    print_them(stage.coordinator, checked)
    version = newest_version(checked)
    one = rung(version, "company")
    assert one.name == "Kees Teken"
    assert sign_in(stage.supervisor).get(page(one)).status_code == 404
    with for_school(stage.school):
        end_contact(CompanyContact.objects.get(pk=signs.pk))
        Placement.objects.filter(pk=stage.placement.pk).update(starts_on=timezone.localdate())
    for role, member in (("director", stage.director), ("student", stage.student), ("guardian", stage.guardian)):
        sign(sign_in(member), rung(version, role))
    address, own = scanned(sign_in(stage.student), stage), StrictClient()
    digits = code(own, address, stage.school)

    assert own.post(address, {"digits": digits}).url == page(one)
    assert own.get(page(one)).status_code == 200
    assert sign(own, one, name="Jan Bakker").status_code == 302
    kept = fresh(one).signature
    assert (kept.name, kept.signed_by_id) == ("Jan Bakker, namens Kees Teken", stage.supervisor.pk)
