"""A talk before a stage: two moments, the student takes one and prepares, a short result, and a look back."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.models import AuditEntry, OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from placements import meeting as talks
from placements.models import IntroMeeting, PlacementRequest
from placements.views.meetings import AROUND
from schools.enums import Role
from tests.factories import MembershipFactory
from tests.placements.scene import offering, taking_part, wishing
from tests.queries import count_queries

FIRST = datetime.datetime(2026, 12, 8, 14, 0, tzinfo=datetime.UTC)
SECOND = datetime.datetime(2026, 12, 9, 9, 30, tzinfo=datetime.UTC)
AFTER = datetime.datetime(2026, 12, 9, 15, 0, tzinfo=datetime.UTC)
ASKED = {"first_at": "2026-12-08T15:00", "second_at": "2026-12-09T10:30", "place": "Kade 1", "host": "Joke"}


def page(thing, name, *args):
    return reverse(f"placements:{name}", args=[thing.school.slug, *args])


def wanted(wish, state="proposed"):
    """The company saw the wish and would like this student."""
    with for_school(wish.school):
        PlacementRequest.objects.filter(pk=wish.pk).update(state=state, released_at=FIRST)
        return PlacementRequest.objects.select_related(*AROUND).get(pk=wish.pk)


def talk(wish, state="asked", **facts):
    at = {"at": FIRST} if state in ("agreed", "held") else {}
    with for_school(wish.school):
        return IntroMeeting.objects.create(
            school=wish.school, request=wish, state=state, first_at=FIRST, second_at=SECOND, place="Kade 1",
            host="Joke", **at | facts,
        )  # fmt: skip


@pytest.fixture
def liked(wish):
    return wanted(wish)


@pytest.fixture
def boss(invitation):
    return invitation.contact.member


@pytest.fixture
def browser(student, sign_in):
    return sign_in(student.member)


def test_the_company_proposes_and_the_student_takes_one(school, liked, boss, student, browser, sign_in):
    made = sign_in(boss).post(page(liked, "meeting_new", liked.pk), ASKED, follow=True)
    assert "De leerling kiest" in made.text
    with for_school(school):
        meeting = IntroMeeting.objects.get()
        assert (meeting.first_at, meeting.second_at, meeting.kind) == (FIRST, SECOND, "intro")
        assert OutgoingMail.objects.get().to == student.member.user.email

    choose = page(liked, "meeting_choose", meeting.pk)
    assert "di 8 december, 15:00" in browser.get(choose).text
    done = browser.post(choose, {"moment": "2"}, follow=True)

    assert "wo 9 december, 10:30" in done.text
    with for_school(school):
        meeting.refresh_from_db()
        assert (meeting.state, meeting.at) == ("agreed", SECOND)
        told = {one.to: one for one in OutgoingMail.objects.filter(kind="placements/mail/meeting_agreed")}
        assert told.keys() == {student.member.user.email, boss.user.email}
        for one in told.values():
            assert "DTSTART;TZID=Europe/Amsterdam:20261209T103000" in one.calendar
        assert student.last_name not in told[boss.user.email].text
        assert [one.action for one in AuditEntry.objects.about(meeting)] == ["propose", "confirm"]


def test_the_appointment_goes_along_with_the_mail_as_a_file(school, liked, boss, student, at_once):
    meeting = talk(liked)
    with at_once(), for_school(school):
        talks.confirm(IntroMeeting.objects.get(pk=meeting.pk), by=student.member, number=1)

    files = [one.attachments[0] for one in mail.outbox]
    assert len(files) == 2
    assert {(one.filename, one.mimetype) for one in files} == {("afspraak.ics", "text/calendar")}
    assert all("SUMMARY:kennismakingsgesprek" in one.content for one in files)


def test_neither_moment_needs_words_and_leads_to_other_moments(school, liked, boss, browser, sign_in):
    meeting = talk(liked)
    url = page(liked, "meeting_choose", meeting.pk)
    assert "Schrijf op wanneer je wel kunt." in browser.post(url, {"moment": "0"}).text
    browser.post(url, {"moment": "0", "words": "Ik kan op vrijdag."})

    company = sign_in(boss)
    assert "Ik kan op vrijdag." in company.get(page(liked, "meeting", meeting.pk)).text
    again = {**ASKED, "first_at": "2026-12-11T10:00", "second_at": "2026-12-11T14:00"}
    company.post(page(liked, "meeting_again", meeting.pk), again)

    with for_school(school):
        meeting.refresh_from_db()
        assert (meeting.state, meeting.changes, meeting.words) == ("asked", 1, "")
        kinds = list(OutgoingMail.objects.order_by("pk").values_list("kind", flat=True))
        assert kinds == ["placements/mail/meeting_passed_by", "placements/mail/meeting_asked"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"first_at": "2026-11-30T10:00"}, "Kies een moment dat nog komt."),
        ({"first_at": "2030-11-30T10:00"}, "Kies een moment dat nog komt."),
        ({"second_at": ASKED["first_at"]}, "Dit is twee keer hetzelfde moment."),
        ({"first_at": "morgen"}, "Vul een dag en een tijd in."),
        ({"place": ""}, "Vul in waar het is."),
    ],
)
def test_moments_that_cannot_be_are_said(liked, boss, sign_in, changed, said):
    answer = sign_in(boss).post(page(liked, "meeting_new", liked.pk), {**ASKED, **changed})

    assert answer.status_code == 422
    assert said in answer.text
    assert "Joke" in answer.text


def test_a_moment_that_went_by_is_not_taken(school, liked, student):
    meeting = talk(liked)
    with time_machine.travel("2026-12-09 08:00"), for_school(school):
        with pytest.raises(MoveRefused, match="al voorbij"):
            talks.confirm(meeting, by=student.member, number=1)
        talks.confirm(meeting, by=student.member, number=2)


@pytest.mark.parametrize("state", ["submitted", "read", "accepted", "declined", "withdrawn"])
def test_a_talk_at_the_company_needs_a_company_that_would_like_the_student(wish, coordinator, sign_in, state):
    facts = {"decline_reason": "full", "decline_text": "x"} if state == "declined" else {}
    with for_school(wish.school):
        PlacementRequest.objects.filter(pk=wish.pk).update(state=state, **facts)
        assert "intro" not in talks.kinds_for(PlacementRequest.objects.get(pk=wish.pk), Role.COORDINATOR)


def test_one_talk_at_a_time_also_in_the_database(school, liked, boss, sign_in):
    talk(liked)
    assert "geen gesprek te plannen" in sign_in(boss).post(page(liked, "meeting_new", liked.pk), ASKED).text
    with pytest.raises(IntegrityError), transaction.atomic():
        talk(liked)


def test_a_company_sees_no_talk_of_another_and_none_at_school(school, liked, boss, sign_in, invitation):
    other = offering(liked.group).contact.member
    at_school = talk(liked, kind="apply")
    intro = talk(liked)

    assert sign_in(other).get(page(liked, "meeting", intro.pk)).status_code == 404
    assert sign_in(other).get(page(liked, "meeting_new", liked.pk)).status_code == 404
    assert sign_in(boss).get(page(liked, "meeting", at_school.pk)).status_code == 404
    text = sign_in(boss).get(page(liked, "meeting", intro.pk)).text
    assert liked.student.last_name not in text
    assert "Bereid je voor" not in text


def test_a_talk_with_school_is_arranged_by_the_mentor_before_the_company_answers(school, wish, student, sign_in):
    browser = sign_in(student.mentor)
    browser.post(page(wish, "meeting_new", wish.pk), {**ASKED, "place": "Lokaal 4"})

    with for_school(school):
        meeting = IntroMeeting.objects.get()
        assert (meeting.kind, meeting.place) == ("apply", "Lokaal 4")
    with time_machine.travel(AFTER), for_school(school):
        IntroMeeting.objects.filter(pk=meeting.pk).update(state="agreed", at=FIRST)
        late = sign_in(student.mentor)
        late.post(page(wish, "meeting_result", meeting.pk), {"result": "suitable", "words": "Goed voorbereid."})
        assert IntroMeeting.objects.get().state == "held"


def test_the_mentor_does_not_lead_the_talk_at_the_company(school, liked, student, sign_in):
    meeting = talk(liked)

    assert sign_in(student.mentor).get(page(liked, "meeting_again", meeting.pk)).status_code == 404
    assert sign_in(student.mentor).get(page(liked, "meeting", meeting.pk)).status_code == 200


def test_the_preparation_is_kept_and_fits_on_a_sheet(school, liked, browser, student, sign_in):
    meeting = talk(liked)
    words = {"experience": "Ik hielp mijn oom.", "skills": "Tillen en rekenen", "questions": "Hoe laat begin ik?"}
    sheet = browser.post(page(liked, "meeting_prepare", meeting.pk), words, follow=True).text

    for text in (*words.values(), "Neem mee", "Druk af", "Kade 1"):
        assert text in sheet
    assert "Ik hielp mijn oom." in browser.get(page(liked, "meeting_prepare", meeting.pk)).text
    assert "Ik hielp mijn oom." in sign_in(student.mentor).get(page(liked, "meeting_sheet", meeting.pk)).text
    other = MembershipFactory(school=school)
    assert sign_in(other).get(page(liked, "meeting_sheet", meeting.pk)).status_code == 404


@pytest.mark.parametrize(
    ("result", "step", "student_reads"),
    [("suitable", "Match vastleggen", True), ("not_yet", "Vertel het de leerling", False),
     ("not_come", "Plan een nieuw gesprek", False)],
)  # fmt: skip
def test_the_result_leads_on_to_the_request(school, liked, boss, coordinator, sign_in, result, step, student_reads):
    meeting = talk(liked, "agreed")
    url = page(liked, "meeting_result", meeting.pk)
    said = {"result": result, "words": "Zo was het."}
    assert "Het gesprek is nog niet geweest." in sign_in(boss).post(url, said).text

    with time_machine.travel(AFTER):
        assert sign_in(boss).post(url, {"result": result, "words": " "}).status_code == 422
        sign_in(boss).post(url, said)
        staff = sign_in(coordinator).get(page(liked, "meeting", meeting.pk)).text
        own = sign_in(liked.student.member).get(page(liked, "meeting", meeting.pk)).text
        home = sign_in(coordinator).get(reverse("school_home", args=[school.slug])).text

    assert step in staff
    assert "Zo was het." in staff
    assert ("Zo was het." in own) == student_reads
    assert "gesprek vraagt een vervolg" in home


def test_the_student_looks_back_afterwards(school, liked, student, sign_in):
    meeting = talk(liked, "agreed")
    url = page(liked, "meeting_back", meeting.pk)
    words = {"mood": "3", "proud": "Ik keek hem aan.", "otherwise": "Meer vragen"}
    assert "Dit kan nu niet." in sign_in(student.member).post(url, words, follow=True).text

    with time_machine.travel(AFTER):
        home = sign_in(student.member).get(reverse("school_home", args=[school.slug])).text
        assert "Hoe ging je gesprek?" in home
        assert sign_in(student.member).post(url, {"mood": "3"}).status_code == 422
        assert "Ik keek hem aan." in sign_in(student.member).post(url, words, follow=True).text
        assert "Ik keek hem aan." in sign_in(student.mentor).get(page(liked, "meeting", meeting.pk)).text


def test_calling_off_tells_both_and_takes_it_out_of_the_calendar(school, liked, boss, student, coordinator, sign_in):
    meeting = talk(liked, "agreed")
    browser, url = sign_in(coordinator), page(liked, "meeting_off", meeting.pk)
    assert browser.post(url, {"note": " "}).status_code == 422
    browser.post(url, {"note": "De baas is ziek."})

    with for_school(school):
        told = {one.to: one for one in OutgoingMail.objects.all()}
        assert told.keys() == {boss.user.email, student.member.user.email}
        assert all("METHOD:CANCEL" in one.calendar and "SEQUENCE:1" in one.calendar for one in told.values())
    assert "De baas is ziek." in sign_in(student.member).get(page(liked, "meeting", meeting.pk)).text


def test_moments_of_a_talk_that_was_called_off_may_be_asked_again(school, liked, boss, sign_in):
    browser, new = sign_in(boss), page(liked, "meeting_new", liked.pk)
    browser.post(new, ASKED)
    assert browser.post(new, ASKED).status_code == 422
    with for_school(school):
        meeting = IntroMeeting.objects.get()
    browser.post(page(liked, "meeting_off", meeting.pk), {"note": "De baas is ziek."})
    browser.post(new, ASKED)

    with for_school(school):
        assert sorted(IntroMeeting.objects.values_list("state", flat=True)) == ["asked", "off"]


def test_the_calendar_file_is_there_once_it_is_agreed(liked, browser):
    meeting = talk(liked)
    assert browser.get(page(liked, "meeting_ics", meeting.pk)).status_code == 404
    with for_school(liked.school):
        IntroMeeting.objects.filter(pk=meeting.pk).update(state="agreed", at=FIRST)

    assert b"LOCATION:Kade 1" in browser.get(page(liked, "meeting_ics", meeting.pk)).content


def test_the_company_finds_on_its_first_page_what_is_asked(school, liked, boss, sign_in):
    home = reverse("school_home", args=[school.slug])
    assert "Plan een kennismaking" in sign_in(boss).get(home).text
    meeting = talk(liked, "neither", words="Vrijdag")
    assert "Stel andere momenten voor" in sign_in(boss).get(home).text
    with for_school(school):
        IntroMeeting.objects.filter(pk=meeting.pk).update(state="agreed", at=FIRST)
    with time_machine.travel(AFTER):
        assert "Hoe ging het gesprek?" in sign_in(boss).get(home).text


@pytest.mark.parametrize("rows", [1, 6])
@pytest.mark.parametrize("who", ["coordinator", "company"])
def test_the_list_asks_the_same_number_of_queries(group, invitation, boss, coordinator, sign_in, rows, who):
    for _ in range(rows):
        talk(wanted(wishing(taking_part(group), invitation)))
        wanted(wishing(taking_part(group), invitation))

    member = {"coordinator": coordinator, "company": boss}[who]
    assert count_queries(sign_in(member), page(group, "meetings")) == 5
