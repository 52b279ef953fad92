"""An organisation asks students for a piece of work; they sign up freely and everybody gets an answer with reasons."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from companies.models import Company
from core.models import AuditEntry, OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from groups.models import StageKind
from placements import engaging
from placements.models import Engagement, SignUp
from tests.factories import CompanyFactory, ContactFactory, EngagementFactory, MembershipFactory, StudentFactory
from tests.placements.engaged import AFTER, joining, page

WORDS = {"why": "Leuk", "learn": "Koffie zetten", "show": "Dat ik op tijd ben"}
READY = {"has_time": "on", "parents_know": "on", "has_transport": "on"}
ASKED = {
    "title": "Helpen bij de kerstmarkt", "what": "Je bouwt kramen op.", "skills": "Samenwerken",
    "clothing": "Warme kleren", "place": "Markt 1", "date": "2026-12-18", "starts_at": "09:00", "ends_at": "15:00",
    "seats": "3",
}  # fmt: skip


# ---- posting and opening


def test_a_company_posts_and_nobody_but_school_sees_it_until_it_is_open(school, kind, coordinator, pupil, sign_in):
    contact = ContactFactory(school=school)
    browser = sign_in(contact.member)

    made = browser.post(page(contact, "engagement_new"), ASKED, follow=True)

    assert "School kijkt ernaar" in made.text
    with for_school(school):
        one = Engagement.objects.get()
        assert (one.state, one.company, one.contact, one.kind) == ("draft", contact.company, contact, kind)
    assert one.title in sign_in(coordinator).get(page(contact, "engagements")).text
    assert sign_in(pupil.member).get(page(contact, "engagement", one.pk)).status_code == 404
    mentor = MembershipFactory(school=school)
    assert sign_in(mentor).get(page(contact, "engagement", one.pk)).status_code == 404


def test_the_same_form_sent_twice_is_one_and_other_words_are_another(school, kind, sign_in):
    contact = ContactFactory(school=school)
    browser, new = sign_in(contact.member), page(contact, "engagement_new")
    for said in (ASKED, ASKED, ASKED | {"what": "Je breekt kramen af."}):
        browser.post(new, said)

    with for_school(school):
        assert sorted(Engagement.objects.values_list("what", flat=True)) == [
            "Je bouwt kramen op.", "Je breekt kramen af.",
        ]  # fmt: skip


def test_the_coordinator_posts_on_behalf_of_an_organisation_with_a_contact(school, kind, coordinator, sign_in):
    contact, other = ContactFactory(school=school), ContactFactory(school=school)
    silent = CompanyFactory(school=school, name="Zonder contact")
    browser = sign_in(coordinator)

    assert "Zonder contact" not in browser.get(page(contact, "engagement_new")).text
    refused = browser.post(page(contact, "engagement_new"), {**ASKED, "company": silent.pk})
    browser.post(page(contact, "engagement_new"), {**ASKED, "company": other.company_id})

    assert refused.status_code == 422
    assert ASKED["what"] in refused.text
    with for_school(school):
        assert Engagement.objects.get().contact == other


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"date": "2026-11-30"}, "Deze dag is al geweest."),
        ({"ends_at": "08:00"}, "Het einde ligt vóór het begin."),
        ({"seats": "0"}, "Kies een aantal van 1 tot en met 30."),
        ({"seats": "31"}, "Kies een aantal van 1 tot en met 30."),
        ({"title": ""}, "Dit is nog leeg."),
        ({"date": "morgen", "starts_at": "x", "seats": "veel"}, "Dit klopt nog niet"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(school, kind, sign_in, changed, said):
    contact = ContactFactory(school=school)

    answer = sign_in(contact.member).post(page(contact, "engagement_new"), {**ASKED, **changed})

    assert answer.status_code == 422
    assert said in answer.text
    assert "Je bouwt kramen op." in answer.text


def test_without_the_kind_of_stage_the_page_says_what_to_do_first(school, coordinator, sign_in):
    contact = ContactFactory(school=school)

    assert "Vul de soorten stage aan" in sign_in(coordinator).get(page(contact, "engagement_new")).text
    assert "Bel de school." in sign_in(contact.member).get(page(contact, "engagement_new")).text


def test_open_needs_classes_a_companion_and_a_last_day(school, kind, coordinator, pupil, sign_in):
    one = EngagementFactory(school=school, kind=kind, state="draft", classes=[], companion=None, closes_on=None)
    browser, along = sign_in(coordinator), MembershipFactory(school=school)
    url = page(one, "engagement_open", one.pk)

    refused = browser.post(url, {"classes": [], "companion": "", "closes_on": "2026-12-19"})
    assert refused.status_code == 422
    assert "Zonder iemand van school gaat een prestatie niet door." in refused.text
    assert "Kies een dag van vandaag tot en met de dag zelf." in refused.text
    with for_school(school), pytest.raises(MoveRefused, match="Kies eerst de klassen"):
        one.open(by=coordinator)

    browser.post(url, {"classes": ["P4a"], "companion": along.pk, "closes_on": "2026-12-11"})
    assert "Ik wil mee" in sign_in(pupil.member).get(page(one, "engagement", one.pk)).text
    with for_school(school):
        assert list(AuditEntry.objects.about(one).values_list("action", flat=True)) == ["open"]


def test_the_database_refuses_an_open_one_without_a_companion(school, engagement):
    with for_school(school), pytest.raises(IntegrityError), transaction.atomic():
        Engagement.objects.filter(pk=engagement.pk).update(companion=None)


def test_a_company_changes_its_own_until_students_see_it(school, kind, sign_in):
    one = EngagementFactory(school=school, kind=kind, state="draft")
    browser, url = sign_in(one.contact.member), page(one, "engagement_edit", one.pk)
    assert browser.post(url, {**ASKED, "title": "Anders"}, follow=True).context["engagement"].title == "Anders"
    with for_school(school):
        Engagement.objects.get(pk=one.pk).open(by=None)

    answer = browser.post(url, {**ASKED, "title": "Nog anders"}, follow=True)

    assert "Dit kan niet meer veranderen." in answer.text
    assert answer.context["engagement"].title == "Anders"


# ---- signing up


def test_a_student_signs_up_with_goals_and_takes_it_back_and_comes_again(school, engagement, pupil, sign_in):
    browser, url = sign_in(pupil.member), page(engagement, "sign_up", engagement.pk)

    done = browser.post(url, {**WORDS, **READY}, follow=True)
    assert "Je bent aangemeld." in done.text
    browser.post(page(engagement, "sign_off", engagement.pk))
    with for_school(school):
        assert SignUp.objects.get().state == "withdrawn"
    assert "Koffie zetten" in browser.get(url).text
    browser.post(url, {**WORDS, **READY, "why": "Toch wel"})

    with for_school(school):
        own = SignUp.objects.get()
        assert (own.state, own.why, own.learn) == ("posted", "Toch wel", "Koffie zetten")
        assert [one.action for one in AuditEntry.objects.about(own)] == ["withdraw", "post_again"]


def test_time_parents_and_transport_are_arranged_first(engagement, pupil, sign_in):
    answer = sign_in(pupil.member).post(page(engagement, "sign_up", engagement.pk), {**WORDS, "has_time": "on"})

    assert answer.status_code == 422
    for words in ("Vraag het eerst thuis.", "Regel eerst hoe je er komt.", "Koffie zetten"):
        assert words in answer.text
    with for_school(engagement.school):
        assert not SignUp.objects.exists()


def test_other_classes_and_past_deadlines_do_not_come_in(school, engagement, sign_in):
    other = sign_in(StudentFactory(school=school, class_name="P3a").member)
    assert other.get(page(engagement, "engagement", engagement.pk)).status_code == 404
    assert other.post(page(engagement, "sign_up", engagement.pk), {**WORDS, **READY}).status_code == 404
    late = StudentFactory(school=school)
    with time_machine.travel("2026-12-12 10:00"), for_school(school), pytest.raises(MoveRefused, match="niet meer"):
        engaging.sign_up(engagement, late, by=late.member, **WORDS)


@pytest.mark.parametrize(
    ("born", "facts", "said"),
    [
        ("2013-01-01", {}, "Je moet 14 zijn op 18 december 2026."),
        ("2010-12-18", {"company_age": 17}, "Je moet 17 zijn"),
        ("2011-01-01", {"ends_at": datetime.time(19, 30)}, "Dan werk je tussen 07:00 en 19:00."),
        ("2011-01-01", {"starts_at": datetime.time(8), "ends_at": datetime.time(16)}, "mag je niet zo lang werken."),
        ("2011-01-01", {"date": datetime.date(2026, 12, 20)}, "Dan mag je niet werken op zondag."),
        ("2010-12-18", {"starts_at": datetime.time(5, 30)}, "Dan werk je tussen 06:00 en 23:00."),
        ("2010-12-18", {"starts_at": datetime.time(8), "ends_at": datetime.time(16)}, ""),
        ("2011-01-01", {"starts_at": datetime.time(8), "ends_at": datetime.time(15, 30)}, ""),
        ("2008-12-18", {"starts_at": datetime.time(5, 30), "ends_at": datetime.time(23, 30)}, "Zo lang mag je niet"),
        ("2008-12-18", {"starts_at": datetime.time(11), "ends_at": datetime.time(23, 30)}, ""),
    ],
)
def test_age_and_working_hours_are_those_of_the_day(school, kind, born, facts, said):
    facts = dict(facts)
    age = facts.pop("company_age", None)
    one = EngagementFactory(school=school, kind=kind, **facts)
    student = StudentFactory(school=school, birth_date=datetime.date.fromisoformat(born))
    with for_school(school):
        Company.objects.filter(pk=one.company_id).update(min_age=age)
        one.company.refresh_from_db()
        fault = engaging.why_not_join(one, student)

    assert said in fault
    assert bool(fault) == bool(said)


def test_inside_the_school_itself_the_law_on_work_does_not_count(school, engagement):
    with for_school(school):
        StageKind.objects.filter(pk=engagement.kind_id).update(is_internal=True)
        young = StudentFactory(school=school, birth_date=datetime.date(2014, 1, 1))
        assert engaging.why_not_join(Engagement.objects.get(pk=engagement.pk), young) == ""


# ---- deciding


def test_deciding_answers_everybody_at_once(school, engagement, coordinator, sign_in):
    goes, stays = joining(engagement), joining(engagement)
    data = {
        f"keuze-{goes.pk}": "ja", f"tekst-{goes.pk}": "Jij kunt goed met gasten omgaan.",
        f"keuze-{stays.pk}": "nee", f"tekst-{stays.pk}": "Je schreef duidelijk wat je wilt. Volgende keer vast wel.",
    }  # fmt: skip

    sign_in(coordinator).post(page(engagement, "engagement_decide", engagement.pk), data)

    with for_school(school):
        assert Engagement.objects.get().state == "decided"
        assert dict(SignUp.objects.values_list("pk", "state")) == {goes.pk: "chosen", stays.pk: "not_chosen"}
        mails = {mail.to: mail for mail in OutgoingMail.objects.all()}
    told = mails[stays.student.member.user.email]
    assert "Volgende keer vast wel." in told.text
    assert "Je gaat mee" in mails[goes.student.member.user.email].subject
    assert {engagement.contact.member.user.email, engagement.companion.user.email} < mails.keys()
    company = mails[engagement.contact.member.user.email]
    assert goes.student.first_name not in company.text + company.html + company.subject
    page_of_stays = sign_in(stays.student.member).get(page(engagement, "engagement", engagement.pk)).text
    assert "Deze keer ga je niet mee" in page_of_stays
    assert "Volgende keer vast wel." in page_of_stays
    assert goes.student.first_name not in page_of_stays


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ([("ja", "Goed"), ("nee", " ")], "Elke leerling krijgt uitleg."),
        ([("ja", "Goed"), ("", "Jammer")], "Kies: gaat"),
        ([("ja", "Goed"), ("ja", "Ook goed"), ("ja", "Ook")], "U koos er 3."),
        ([("nee", "Jammer"), ("nee", "Jammer")], "Kies minstens één leerling."),
    ],
)
def test_nobody_is_told_before_everybody_has_a_good_answer(school, engagement, coordinator, sign_in, choices, said):
    data = {}
    for choice, text in choices:
        one = joining(engagement)
        data |= {f"keuze-{one.pk}": choice, f"tekst-{one.pk}": text}

    answer = sign_in(coordinator).post(page(engagement, "engagement_decide", engagement.pk), data)

    assert answer.status_code == 422
    assert said in answer.text
    with for_school(school):
        assert set(SignUp.objects.values_list("state", flat=True)) == {"posted"}
        assert not OutgoingMail.objects.exists()
        assert Engagement.objects.get(pk=engagement.pk).state == "open"


def test_who_signs_up_while_the_coordinator_chooses_is_not_forgotten(school, engagement, coordinator):
    first = joining(engagement)
    with for_school(school):
        joining(engagement)
        with pytest.raises(MoveRefused, match="Intussen meldde iemand zich aan"):
            engaging.decide(engagement, {first.pk: (True, "Goed")}, by=coordinator)
        assert Engagement.objects.get().state == "open"


def test_the_database_refuses_an_answer_without_words(school, engagement):
    one = joining(engagement)
    for state in ("chosen", "not_chosen"):
        with for_school(school), pytest.raises(IntegrityError), transaction.atomic():
            SignUp.objects.filter(pk=one.pk).update(state=state)


def test_a_company_sees_nobody_before_the_choice_and_only_who_comes_after_it(school, engagement, coordinator, sign_in):
    goes, stays = joining(engagement), joining(engagement)
    browser, url = sign_in(engagement.contact.member), page(engagement, "engagement", engagement.pk)
    before = browser.get(url).text
    with for_school(school):
        engaging.decide(engagement, {goes.pk: (True, "Goed"), stays.pk: (False, "Jammer")}, by=coordinator)

    after = browser.get(url).text

    assert goes.student.first_name not in before
    assert goes.student.name in after
    assert "Gasten helpen" in after
    assert stays.student.name not in after
    assert goes.student.class_name not in after
    with time_machine.travel(AFTER):
        assert "Gasten helpen" not in sign_in(engagement.contact.member).get(url).text
    with time_machine.travel("2027-01-18 10:00"):
        assert goes.student.name not in sign_in(engagement.contact.member).get(url).text
