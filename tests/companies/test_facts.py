"""What the school writes down of a company: pictures, flags, calls, checks, recognition; and who reads which of it."""

import datetime
import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from companies.models import Company, CompanyFlag, ContactLog, Recognition
from core.models import OutgoingMail, StoredFile
from core.tenancy import for_school
from schools.enums import Role
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    GroupFactory,
    GroupStudentFactory,
    InvitationFactory,
    MembershipFactory,
    RequestFactory,
    StudentFactory,
    give_seats,
)
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def url(name, school, *args):
    return reverse(f"companies:{name}", args=[school.slug, *args])


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def company(school):
    return CompanyFactory(school=school)


@pytest.fixture
def as_coordinator(coordinator, sign_in):
    return sign_in(coordinator)


def a_photo():
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Geheime camera"
    Image.new("RGB", (2400, 1200), "teal").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("winkel.jpg", out.getvalue(), content_type="image/jpeg")


def test_a_photo_is_made_small_loses_what_was_hidden_and_replaces_the_old_one(school, company, as_coordinator):
    page = url("pictures", school, company.pk)
    as_coordinator.post(page, {"photo": a_photo()})
    as_coordinator.post(page, {"photo": a_photo()})

    shown = as_coordinator.get(url("picture", school, company.pk, "foto"))
    assert Image.open(io.BytesIO(shown.getvalue())).size == (1600, 800)
    assert b"Geheime camera" not in shown.getvalue()
    with for_school(school):
        assert StoredFile.objects.count() == 1


def test_something_else_than_a_photo_is_refused_in_words(school, company, as_coordinator):
    answer = as_coordinator.post(
        url("pictures", school, company.pk), {"logo": SimpleUploadedFile("x.jpg", b"%PDF-1.7 x", "image/jpeg")}
    )

    assert (answer.status_code, "Dit is geen foto die we kennen" in answer.text) == (422, True)


def test_a_student_sees_photo_facts_and_proof_of_a_company_of_the_own_round(school, company, as_coordinator, sign_in):
    as_coordinator.post(url("pictures", school, company.pk), {"photo": a_photo()})
    student, stranger = StudentFactory(school=school), StudentFactory(school=school)
    group = GroupFactory(school=school, state="choosing")
    GroupStudentFactory(school=school, group=group, student=student)
    invitation = give_seats(InvitationFactory(school=school, group=group, company=company, state="yes"))
    with for_school(school):
        Company.objects.update(ppe="Werkschoenen", by_bus="Bus 70", likes=["tech"])
        Recognition.objects.create(company=company, sbb_id="100", valid_until=days(30))
        Recognition.objects.create(company=company, sbb_id="101", valid_until=days(-1))
    browser, photo = sign_in(student.member), reverse("placements:offer_photo", args=[school.slug, invitation.pk])
    card = browser.get(reverse("placements:choose", args=[school.slug])).text
    page = browser.get(reverse("placements:offer", args=[school.slug, invitation.pk])).text

    assert (photo in card, photo in page, "erkend leerbedrijf" in card) == (True, True, True)
    assert all(words in page for words in ("Werkschoenen", "Bus 70", "met techniek werken", "Erkend leerbedrijf"))
    assert browser.get(photo).status_code == 200
    assert sign_in(stranger.member).get(photo).status_code == 404


def test_a_student_finds_work_by_what_is_fun_and_by_age(school, sign_in):
    student = StudentFactory(school=school, birth_date=days(-15 * 365))
    group = GroupFactory(school=school, state="choosing")
    GroupStudentFactory(school=school, group=group, student=student)
    for name, more in (("Dierenwinkel", {"likes": ["animals"]}), ("Garage", {"likes": ["tech"], "min_age": 18})):
        company = CompanyFactory(school=school, name=name, **more)
        give_seats(InvitationFactory(school=school, group=group, company=company, state="yes"))
    browser, page = sign_in(student.member), reverse("placements:choose", args=[school.slug])

    def names(asked):
        return [offer["company"].name for offer in browser.get(f"{page}?{asked}").context["offers"]]

    assert sorted(names("")) == ["Dierenwinkel", "Garage"]
    assert names("leuk=tech") == ["Garage"]
    assert names("leeftijd=on") == ["Dierenwinkel"]


def test_a_company_with_a_pause_is_not_offered_until_the_day_after(school, company, sign_in):
    student = StudentFactory(school=school)
    group = GroupFactory(school=school, state="choosing")
    GroupStudentFactory(school=school, group=group, student=student)
    give_seats(InvitationFactory(school=school, group=group, company=company, state="yes"))
    page, seen = reverse("placements:choose", args=[school.slug]), []
    for until in (days(0), days(-1)):
        with for_school(school):
            Company.objects.update(paused_until=until)
        seen.append(company.name in sign_in(student.member).get(page).text)

    assert seen == [False, True]


def test_a_flag_is_for_coordinators_and_keeps_who_raised_and_lifted_it(school, company, coordinator, sign_in):
    browser, mentor = sign_in(coordinator), MembershipFactory(school=school, role=Role.MENTOR)
    page = url("flag", school, company.pk)
    empty = browser.post(page, {"reason": ""})
    browser.post(page, {"reason": "Geen toezicht bij de zaagmachine."})
    shown = "zaagmachine" in browser.get(url("company", school, company.pk)).text
    hidden = sign_in(mentor).get(url("company", school, company.pk)).text
    twice = browser.post(page, {"reason": "Geen toezicht bij de zaagmachine.", "melden": "ja"})
    assert "intussen iets veranderd" in twice.text
    browser.post(page, {"reason": "Er is nu altijd iemand bij.", "opgelost": "ja"})

    with for_school(school):
        flag = CompanyFlag.objects.get()
    assert (empty.status_code, shown) == (422, True)
    assert not any(words in hidden for words in ("zaagmachine", "Let op bij"))
    assert sign_in(mentor).get(page).status_code == 404
    assert (flag.state, flag.raised_by_id, flag.lifted_by_id) == ("lifted", coordinator.pk, coordinator.pk)
    assert flag.lifted_because == "Er is nu altijd iemand bij."
    assert "zaagmachine" in browser.get(page).text
    assert "zaagmachine" not in browser.get(url("company", school, company.pk)).text


def test_a_flag_names_no_student(school, company, as_coordinator):
    StudentFactory(school=school, first_name="Youssef", last_name="Amrani")

    answer = as_coordinator.post(url("flag", school, company.pk), {"reason": "Youssef Amrani mocht zagen."})

    assert (answer.status_code, "Haal de naam Youssef Amrani" in answer.text) == (422, True)


def test_one_flag_at_a_time_and_none_is_lifted_by_nobody(school, company, coordinator):
    with for_school(school):
        flag = CompanyFlag.objects.create(company=company, reason="x", raised_by=coordinator)
        for wrong in (
            lambda: CompanyFlag.objects.create(company=company, reason="y", raised_by=coordinator),
            lambda: CompanyFlag.objects.filter(pk=flag.pk).update(state="lifted"),
            lambda: CompanyFlag.objects.filter(pk=flag.pk).update(reason=""),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                wrong()


def test_a_flag_warns_whoever_matches_there(school, company, coordinator, as_coordinator):
    group = GroupFactory(school=school, state="choosing")
    invitation = give_seats(InvitationFactory(school=school, group=group, company=company, state="yes"))
    student = StudentFactory(school=school)
    GroupStudentFactory(school=school, group=group, student=student)
    wish = RequestFactory(school=school, group=group, student=student, invitation=invitation)
    page = reverse("placements:request_accept", args=[school.slug, wish.pk])
    before = "Let op bij dit bedrijf" in as_coordinator.get(page).text
    with for_school(school):
        CompanyFlag.objects.create(company=company, reason="x", raised_by=coordinator)

    assert (before, "Let op bij dit bedrijf" in as_coordinator.get(page).text) == (False, True)


def test_a_call_about_a_student_is_read_by_the_own_mentor_and_not_by_another(school, company, as_coordinator, sign_in):
    mentor, other = (MembershipFactory(school=school, role=Role.MENTOR) for _ in range(2))
    student = StudentFactory(school=school, mentor=mentor, first_name="Youssef", last_name="Amrani")
    typed = {"kind": "phone", "on": days(0), "note": "Het gaat goed met Youssef Amrani."}
    unnamed = as_coordinator.post(url("log_new", school, company.pk), typed)
    again = as_coordinator.post(url("log_new", school, company.pk), typed | {"student": student.pk})
    assert again.status_code == 302, again.context["form"].errors
    history = url("history", school, company.pk)

    assert (unnamed.status_code, "Kies deze leerling hier" in unnamed.text) == (422, True)
    assert "Het gaat goed met" in sign_in(mentor).get(history).text
    assert "Het gaat goed met" not in sign_in(other).get(history).text
    assert "Youssef" not in sign_in(other).get(url("company", school, company.pk)).text
    with for_school(school):
        assert ContactLog.objects.get().by.role == Role.COORDINATOR


def test_a_note_sent_twice_is_kept_once_and_the_same_words_later_are_kept_again(school, company, coordinator, sign_in):
    typed = {"kind": "phone", "on": days(0), "note": "Niemand nam op."}
    kept = []
    for later in (0, 1, 600):
        with time_machine.travel(timezone.now() + datetime.timedelta(seconds=later)):
            sign_in(coordinator).post(url("log_new", school, company.pk), typed)
        with for_school(school):
            kept.append(ContactLog.objects.count())

    assert kept == [1, 1, 2]


def test_a_mentor_writes_about_own_students_only_and_not_about_tomorrow(school, company, sign_in):
    mentor, strange = MembershipFactory(school=school, role=Role.MENTOR), StudentFactory(school=school)
    typed = {"kind": "visit", "on": days(1), "note": "Bezocht.", "student": strange.pk}

    answer = sign_in(mentor).post(url("log_new", school, company.pk), typed)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"on", "student"}


def test_a_check_is_asked_once_a_day_obeys_the_opt_out_and_stands_on_the_list(school, company, as_coordinator):
    contact = ContactFactory(school=school, company=company)
    silent = ContactFactory(school=school, no_mail_since=days(-1))
    nakijken = url("companies", school) + "?stand=nakijken"
    for _twice in range(2):
        answer = as_coordinator.post(url("check_ask_all", school), follow=True)
    before = company.name in as_coordinator.get(nakijken).text
    as_coordinator.post(url("check", school, company.pk))

    with for_school(school):
        mails = list(OutgoingMail.objects.values_list("to", flat=True))
        recent = Company.objects.get(pk=company.pk).checked_on
        Company.objects.filter(pk=company.pk).update(checked_on=days(-366))
    assert mails == [contact.member.user.email]
    assert f"{silent.company.name} wil sinds" in answer.text
    assert (before, recent) == (True, days(0))
    assert company.name in as_coordinator.get(nakijken).text


def test_a_recognition_that_is_over_says_so(school, company, as_coordinator):
    page = url("recognition", school, company.pk)
    as_coordinator.post(page, {"sbb_id": "100200300", "valid_until": days(-1)})

    assert "verlopen" in as_coordinator.get(url("company", school, company.pk)).text
    as_coordinator.post(page, {"sbb_id": "100200300", "valid_until": days(400)})
    assert "verlopen" not in as_coordinator.get(url("company", school, company.pk)).text


@pytest.mark.parametrize("rows", [1, 6])
def test_pages_of_a_company_ask_the_same_however_much_happened(school, company, coordinator, sign_in, rows):
    for n in range(rows):
        contact = ContactFactory(school=school, company=company, is_first=n == 0)
        with for_school(school):
            for kind in ("phone", "visit"):
                log = {"student": StudentFactory(school=school), "contact": contact, "note": "x", "by": coordinator}
                ContactLog.objects.create(company=company, kind=kind, **log)
            Recognition.objects.create(company=company, sbb_id=f"{n}", valid_until=days(n))
    browser = sign_in(coordinator)

    assert count_queries(browser, url("company", school, company.pk)) <= 8
    assert count_queries(browser, url("history", school, company.pk)) == 7
    assert count_queries(browser, url("contacts", school, company.pk)) == 6
