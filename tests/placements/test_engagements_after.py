"""After the day of a piece of work: report, reaction and hours; when it is called off; and its lists."""

import pytest
import time_machine

from core.models import OutgoingMail
from core.tenancy import for_school
from placements import engaging
from placements.models import Engagement, SignUp
from schools.enums import Role
from tests.factories import CompanyFactory, ContactFactory, EngagementFactory, MembershipFactory, SignUpFactory
from tests.placements.engaged import AFTER, joining, page
from tests.queries import count_queries


def test_afterwards_the_student_reports_the_company_reacts_and_hours_are_noted(
    school, engagement, coordinator, sign_in
):
    one = joining(engagement)
    with for_school(school):
        engaging.decide(engagement, {one.pk: (True, "Goed")}, by=coordinator)
    told_early = page(engagement, "engagement_report", engagement.pk)
    early = sign_in(one.student.member).post(told_early, {"report": "x"}, follow=True)
    assert "Deze dag is nog niet geweest." in early.text

    with time_machine.travel(AFTER):
        student, company = sign_in(one.student.member), sign_in(engagement.contact.member)
        student.post(page(engagement, "engagement_report", engagement.pk), {"report": "Koffie", "proud": "Op tijd"})
        company.post(page(engagement, "engagement_feedback", engagement.pk), {f"tekst-{one.pk}": "Heel vriendelijk."})
        sign_in(coordinator).post(page(engagement, "engagement_finish", engagement.pk), {f"uren-{one.pk}": "5.5"})
        text = student.get(page(engagement, "engagement", engagement.pk)).text
        own_list = student.get(page(engagement, "engagements")).text

    assert "Heel vriendelijk." in text
    assert "5,5 uur" in text
    assert "Je maakte al 5,5 uur met prestaties." in own_list
    with for_school(school):
        one.refresh_from_db()
        assert (one.report, one.proud, one.minutes) == ("Koffie", "Op tijd", 330)
        assert Engagement.objects.get().state == "done"


def test_hours_are_not_noted_before_the_day_and_not_beyond_a_day(school, engagement, coordinator, sign_in):
    one = joining(engagement)
    with for_school(school):
        engaging.decide(engagement, {one.pk: (True, "Goed")}, by=coordinator)
    browser, url = sign_in(coordinator), page(engagement, "engagement_finish", engagement.pk)

    assert "nog niet geweest" in browser.post(url, {f"uren-{one.pk}": "5"}).text
    with time_machine.travel(AFTER):
        browser = sign_in(coordinator)
        assert browser.post(url, {f"uren-{one.pk}": "13"}).status_code == 422
        assert browser.post(url, {f"uren-{one.pk}": "NaN"}).status_code == 422
    with for_school(school):
        assert SignUp.objects.get().minutes is None


def test_calling_off_tells_who_counted_on_it(school, engagement, coordinator, sign_in):
    one, gone = joining(engagement), joining(engagement)
    with for_school(school):
        gone.withdraw(by=gone.student.member)
    browser, url = sign_in(coordinator), page(engagement, "engagement_off", engagement.pk)

    assert browser.post(url, {"note": " "}).status_code == 422
    browser.post(url, {"note": "De open dag gaat niet door."})

    with for_school(school):
        assert set(OutgoingMail.objects.values_list("to", flat=True)) == {
            one.student.member.user.email, engagement.contact.member.user.email,
        }  # fmt: skip
    assert "De open dag gaat niet door." in sign_in(one.student.member).get(
        page(engagement, "engagement", engagement.pk)
    ).text
    assert "Dit kan nu niet" in browser.post(url, {"note": "Nog eens"}, follow=True).text


def test_a_chosen_student_can_sign_off_until_the_day(school, engagement, coordinator, sign_in):
    one = joining(engagement)
    with for_school(school):
        engaging.decide(engagement, {one.pk: (True, "Goed")}, by=coordinator)
    browser, url = sign_in(one.student.member), page(engagement, "sign_off", engagement.pk)

    with time_machine.travel(AFTER):
        late = sign_in(one.student.member)
        assert "Je kunt je nu niet meer afmelden." in late.post(url, follow=True).text
    assert "Je bent afgemeld." in browser.post(url, follow=True).text


# ---- lists and doors


@pytest.mark.parametrize("rows", [1, 6])
@pytest.mark.parametrize("who", ["coordinator", "company", "student"])
def test_the_lists_ask_the_same_number_of_queries(school, kind, coordinator, pupil, sign_in, rows, who):
    company = CompanyFactory(school=school)
    contact = ContactFactory(school=school, company=company)
    for _ in range(rows):
        one = EngagementFactory(school=school, kind=kind, company=company, contact=contact)
        SignUpFactory(school=school, engagement=one, student=pupil)
    member = {"coordinator": coordinator, "company": contact.member, "student": pupil.member}[who]

    asked = count_queries(sign_in(member), page(one, "engagements"))

    assert asked == {"coordinator": 4, "company": 4, "student": 6}[who]


@pytest.mark.parametrize("rows", [1, 6])
@pytest.mark.parametrize("name", ["engagement", "engagement_decide"])
def test_the_page_with_students_asks_the_same_number_of_queries(school, engagement, coordinator, sign_in, rows, name):
    for _ in range(rows):
        joining(engagement)

    assert count_queries(sign_in(coordinator), page(engagement, name, engagement.pk)) <= 8


def test_a_mentor_sees_of_the_students_only_the_own(school, engagement, sign_in):
    mentor = MembershipFactory(school=school, role=Role.MENTOR)
    own, other = joining(engagement, mentor=mentor), joining(engagement)

    text = sign_in(mentor).get(page(engagement, "engagement", engagement.pk)).text

    assert own.student.name in text
    assert other.student.name not in text
