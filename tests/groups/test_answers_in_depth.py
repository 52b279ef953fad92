"""Liever niet, half days, the earlier answer, a no with a date, and two people of one company at the same time."""

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from companies.models import Company, CompanyContact
from core import jobs
from core.moves import MoveRefused
from core.tenancy import for_school
from groups import tasks
from groups.emails import letter_of
from groups.enums import Part, Reply
from groups.models import Answer, Invitation, Seat
from groups.offer import Offer
from groups.seats import offered
from placements.models import TakenSeat
from placements.places import free_places, free_seats
from schools.letters import token_of
from tests.factories import CompanyFactory, GroupFactory, InvitationFactory, PlacementFactory
from tests.groups.test_availability import boxes

pytestmark = pytest.mark.django_db
THURSDAY, FRIDAY = datetime.date(2027, 2, 4), datetime.date(2027, 2, 5)
WEEK = datetime.timedelta(days=7)


def offers(invitation):
    with for_school(invitation.school):
        return offered(invitation)


def found(invitation):
    with for_school(invitation.school):
        return Invitation.objects.get(pk=invitation.pk)


def address(invitation):
    with for_school(invitation.school):
        return reverse("groups:availability", args=[invitation.school.slug, token_of(letter_of(invitation))])


def version_on(answer):
    return BeautifulSoup(answer.content, "html.parser").select_one("input[name=versie]")["value"]


def say_yes(invitation, days, **more):
    with for_school(invitation.school):
        invitation.answer(by=invitation.contact.member, reply=Reply.YES, days=days, **more)


def take(invitation, date):
    placement = PlacementFactory(
        school=invitation.school, group=invitation.group, company=invitation.company, supervisor=invitation.contact
    )
    with for_school(invitation.school):
        seat = Seat.objects.get(invitation=invitation, date=date)
        return TakenSeat.objects.create(placement=placement, seat=seat, student=placement.student, date=date)


def test_a_wish_per_weekday_without_javascript(client, invitation, page):
    client.post(page(), {"mee": "ja", "aantal": "1", "wd-3": "ja", "wd-4": "liever", "aantal-wd-4": "2"})

    days = offers(invitation)
    assert len(days) == 24
    assert (days[THURSDAY], days[FRIDAY]) == (Offer(1), Offer(2, is_reluctant=True))


def test_all_weekdays_at_once_and_no_for_one_of_them(client, invitation, page):
    client.post(page(), {"mee": "ja", "aantal": "1", "wd-alle": "ja", "wd-4": "nee", "dag": str(FRIDAY)})

    assert {day.weekday() for day in offers(invitation)} == {3}


def test_what_is_said_of_a_date_wins_over_its_weekday(client, invitation, page):
    date = {f"wens-{THURSDAY}": "ja", f"deel-{THURSDAY}": "day", f"aantal-{THURSDAY}": "3", f"aantal-{FRIDAY}": "0"}
    client.post(page(), {"mee": "ja", "aantal": "1", "wd-alle": "liever", "deel-wd-3": "morning"} | date)

    days = offers(invitation)
    assert days[THURSDAY] == Offer(3)
    assert days[THURSDAY + WEEK] == Offer(1, True, Part.MORNING)
    assert FRIDAY not in days


@pytest.mark.parametrize("wrong", ["0", "12", "twee", "²"])
def test_a_wrong_number_of_a_weekday_is_told_and_all_wishes_stay(client, invitation, page, wrong):
    answer = client.post(page(), {"mee": "ja", "aantal": "1", "wd-4": "liever", "aantal-wd-4": wrong})

    assert answer.status_code == 422
    assert "vrijdag: vul een getal in van 1 tot en met 9." in answer.text
    assert len(boxes(answer, "dag")) == 12
    html = BeautifulSoup(answer.content, "html.parser")
    assert html.select_one("#n-wd-4")["value"] == wrong
    assert html.select_one(f"select[name='wens-{FRIDAY}'] option[selected]")["value"] == "liever"


def test_the_answer_comes_back_as_it_was_given(client, invitation, page):
    client.post(page(), {"mee": "ja", "aantal": "1", "wd-3": "liever", "wd-4": "ja", "deel-wd-4": "afternoon"})
    before = offers(invitation)
    html = BeautifulSoup(client.get(page()).content, "html.parser")
    typed = {box["name"]: box.get("value", "") for box in html.select("form input[type=number], input[name=versie]")}
    typed |= {box["name"]: box.select_one("[selected]")["value"] for box in html.select("select:has([selected])")}
    days = [box["value"] for box in html.select("input[name=dag][checked]")]
    client.post(page(), typed | {"mee": "ja", "dag": days})

    assert offers(invitation) == before
    assert before[FRIDAY] == Offer(1, False, Part.AFTERNOON)
    with for_school(invitation.school):
        assert Answer.objects.count() == 1


def test_a_group_whose_day_cannot_be_split_offers_no_parts(client, invitation, page):
    with for_school(invitation.school):
        invitation.group.starts_at = datetime.time(13)
        invitation.group.save()
    client.post(page(), {"mee": "ja", "aantal": "1", "wd-3": "ja", "deel-wd-3": "morning"})

    assert "ochtend" not in client.get(page()).text
    assert offers(invitation)[THURSDAY] == Offer(1)


def test_reluctant_places_are_room_but_used_last(school, group):
    invitation = InvitationFactory(school=school, group=group)
    say_yes(invitation, {THURSDAY: Offer(1, True), FRIDAY: 1, FRIDAY + WEEK: Offer(1, True)})
    with for_school(school):
        Seat.objects.create(school=school, invitation=invitation, date=THURSDAY, number=9)
        places = free_places([invitation.pk])[invitation.pk]
        assert free_seats(invitation, [THURSDAY])[THURSDAY].number == 9
    assert (places[3].is_reluctant, places[3].reluctant_dates) == (False, 0)
    assert (places[4].free_dates, places[4].reluctant_dates, places[4].is_reluctant) == (2, 1, False)


def test_a_day_on_which_a_student_comes_is_not_made_shorter(client, invitation, page):
    client.post(page(), {"mee": "ja", "aantal": "1", "dag": str(THURSDAY)})
    take(invitation, THURSDAY)
    answer = client.post(page(), {"mee": "ja", "aantal": "1", "dag": str(THURSDAY), f"deel-{THURSDAY}": "morning"})

    assert answer.status_code == 422
    assert "komt er al een leerling, en niet alleen op dat deel van de dag" in answer.text
    assert offers(invitation)[THURSDAY] == Offer(1)
    client.post(page(), {"mee": "ja", "aantal": "1", "dag": str(THURSDAY), f"wens-{THURSDAY}": "liever"})
    assert offers(invitation)[THURSDAY] == Offer(1, True)


def test_the_deadline_stands_there_and_the_note_is_for_the_coordinator(client, page):
    text = client.get(page()).text

    assert "Antwoord graag vóór 11 december 2026." in text
    assert "Leerlingen zien het niet." in text


@pytest.fixture
def earlier(school, coordinator, invitation):
    """The same company answered a group of the year before: Thursdays two students, one Friday."""
    group = GroupFactory(
        school=school, coordinator=coordinator, name="Voorjaar 2026", state="finished",
        starts_on=datetime.date(2026, 2, 2), ends_on=datetime.date(2026, 4, 24), answer_by=datetime.date(2025, 12, 12),
    )  # fmt: skip
    before = InvitationFactory(school=school, group=group, company=invitation.company, contact=invitation.contact)
    with for_school(school):
        days = {day: Offer(2) for day in group.stage_days() if day.weekday() == 3}
        days |= {datetime.date(2026, 2, 6): Offer(1)}
    say_yes(before, days, places=2)
    return before


def test_still_right_is_one_tap(client, invitation, page, earlier):
    text = client.get(page()).text
    assert "In “Voorjaar 2026” gaf u: elke donderdag, 2 leerlingen. Dat zijn nu 12 dagen." in text
    assert len(boxes(client.get(page()), "dag")) == 12
    answer = client.post(page(), {"klopt_nog": "ja"})

    assert answer.status_code == 302
    assert set(offers(invitation).values()) == {Offer(2)}
    assert {day.weekday() for day in offers(invitation)} == {3}
    assert "klopt nog" not in client.get(page()).text


def test_still_right_is_not_offered_after_a_no_nor_for_other_weekdays(client, invitation, page, earlier):
    with for_school(invitation.school):
        invitation.group.weekdays = [0, 4]
        invitation.group.save()
    assert "klopt nog" not in client.get(page()).text
    assert client.post(page(), {"klopt_nog": "ja"}).status_code == 422
    with for_school(invitation.school):
        invitation.group.weekdays = [3, 4]
        invitation.group.save()
        earlier.answer(by=earlier.contact.member, reply=Reply.NO)
    assert "klopt nog" not in client.get(page()).text


def test_still_right_does_not_wipe_what_a_colleague_answered(client, invitation, page, earlier):
    client.get(page())
    say_yes(invitation, {FRIDAY: 1})
    answer = client.post(page(), {"klopt_nog": "ja"})

    assert answer.status_code == 422
    assert "Intussen is er een ander antwoord" in answer.text
    assert offers(invitation) == {FRIDAY: Offer(1)}
    assert len(boxes(answer, "dag")) == 12


def test_no_with_a_reason_and_a_day_is_kept_and_obeyed(client, school, group, invitation, page, coordinator, sign_in):
    until = timezone.localdate() + datetime.timedelta(days=100)
    said = {"mee": "nee", "reden": "no_guide", "weer_vanaf": until.isoformat(), "opmerking": "Verbouwing."}
    client.post(page(), said)

    now = found(invitation)
    assert (now.state, now.declined, now.ask_again_on, now.note) == ("no", "no_guide", until, "Verbouwing.")
    with for_school(school):
        newest = Answer.objects.get()
        assert (newest.declined, newest.ask_again_on) == ("no_guide", until)
    other = GroupFactory(school=school, coordinator=coordinator)
    again = InvitationFactory(school=school, group=other, company=invitation.company, contact=invitation.contact)
    text = sign_in(coordinator).get(reverse("groups:group_ask", args=[school.slug, other.pk])).text
    assert f"{invitation.company.name} vroeg: vraag ons weer vanaf" in text
    assert "willen nu niet gevraagd worden" in text
    with for_school(school):
        job = jobs.start(
            tasks.ask_companies, school=school, label="x", by=coordinator, group=other.pk, member=coordinator.pk
        )
    tasks.ask_companies(school.pk, job.pk)
    assert found(again).state == "new"
    with for_school(school):
        job.refresh_from_db()
        assert "vraag ons weer vanaf" in job.faults[0]
    with time_machine.travel(datetime.datetime.combine(until, datetime.time(10)), tick=False), for_school(school):
        again.ask(by=coordinator)
    assert found(again).state == "asked"


def test_a_later_yes_lifts_the_day(school, group, invitation, coordinator):
    until = timezone.localdate() + datetime.timedelta(days=100)
    other = GroupFactory(school=school)
    again = InvitationFactory(school=school, group=other, company=invitation.company, contact=invitation.contact)
    with for_school(school):
        invitation.answer(by=None, reply=Reply.NO, ask_again_on=until)
    with for_school(school), pytest.raises(MoveRefused):
        again.ask(by=coordinator)
    say_yes(invitation, {THURSDAY: 1})
    with for_school(school):
        again.ask(by=coordinator)
    assert (found(invitation).declined, found(invitation).ask_again_on) == ("", None)


@pytest.mark.parametrize("day", ["2020-01-01", "2999-01-01", "morgen"])
def test_a_wrong_day_to_ask_again_keeps_all_that_was_typed(client, invitation, page, day):
    answer = client.post(page(), {"mee": "nee", "reden": "busy", "weer_vanaf": day, "opmerking": "Druk."})

    assert answer.status_code == 422
    assert "Vraag ons weer vanaf" in answer.text
    assert f'value="{day}"' in answer.text
    assert '<option value="busy" selected>' in answer.text
    assert found(invitation).state == "asked"


def test_a_company_that_takes_no_part_any_more_is_not_asked(school, group, coordinator):
    invitation = InvitationFactory(school=school, group=group, company=CompanyFactory(school=school, is_active=False))
    with for_school(school), pytest.raises(MoveRefused, match="doet niet meer mee"):
        invitation.ask(by=coordinator)


def test_a_pause_and_never_mail_again_are_obeyed_by_question_and_reminder(school, group, invitation, coordinator):
    new = InvitationFactory(school=school, group=group)
    for change in ("pause", "no mail"):
        for one, act in ((new, "ask"), (invitation, "remind")):
            with for_school(school):
                Invitation.objects.filter(pk=invitation.pk).update(asked_at=timezone.now() - 5 * WEEK)
                company = Company.objects.get(pk=one.company_id)
                contact = CompanyContact.objects.get(pk=one.contact_id)
                company.paused_until = timezone.localdate() if change == "pause" else None
                contact.no_mail_since = timezone.localdate() if change == "no mail" else None
                company.save()
                contact.save()
                with pytest.raises(MoveRefused, match="pauze tot en met|geen vragen per mail"):
                    getattr(one, act)(by=coordinator)
    with for_school(school):
        CompanyContact.objects.update(no_mail_since=None)
        new.ask(by=coordinator)
        invitation.remind(by=coordinator)


def test_two_people_at_once_the_second_sees_the_difference_and_chooses(client, invitation, page):
    version = version_on(client.get(page()))
    typed = {"mee": "ja", "aantal": "2", "dag": [str(THURSDAY)], "opmerking": "Met laarzen.", "versie": version}
    client.post(page(), {"mee": "ja", "aantal": "1", "dag": [str(THURSDAY), str(FRIDAY)], "versie": version})
    second = client.post(page(), typed)

    assert second.status_code == 422
    html = BeautifulSoup(second.content, "html.parser")
    rows = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in html.select("tbody tr")][:3]
    assert rows == [
        ["donderdag 4 februari", "1 leerling", "2 leerlingen"],
        ["vrijdag 5 februari", "1 leerling", "nee"],
        ["Opmerking", "–", "Met laarzen."],
    ]
    assert (boxes(second, "dag"), html.select_one("textarea").text.strip()) == ([str(THURSDAY)], "Met laarzen.")
    assert offers(invitation) == {THURSDAY: Offer(1), FRIDAY: Offer(1)}

    client.post(page(), typed | {"versie": version_on(second)})
    assert offers(invitation) == {THURSDAY: Offer(2)}


def test_the_same_answer_twice_is_no_quarrel(client, invitation, page):
    typed = {"mee": "ja", "aantal": "1", "dag": str(THURSDAY), "versie": "0"}
    assert [client.post(page(), typed).status_code for _ in range(2)] == [302, 302]


def test_a_no_against_a_yes_is_told_too(client, invitation, page):
    client.post(page(), {"mee": "nee", "versie": "0"})
    second = client.post(page(), {"mee": "ja", "aantal": "1", "dag": str(THURSDAY), "versie": "0"})

    assert "Nee, deze keer niet" in second.text
    assert found(invitation).state == "no"


def test_the_phone_does_not_wipe_what_came_by_mail(sign_in, coordinator, school, client, page, invitation):
    browser = sign_in(coordinator)
    by_phone = reverse("groups:invitation_answer", args=[school.slug, invitation.pk])
    version = version_on(browser.get(by_phone))
    client.post(page(), {"mee": "ja", "aantal": "1", "dag": str(THURSDAY)})
    typed = {"mee": "nee", "versie": version, "gezegd": "Hij belde vanaf de bouw."}
    answer = browser.post(by_phone, typed)

    assert answer.status_code == 422
    assert "Hij belde vanaf de bouw." in answer.text
    assert found(invitation).state == "yes"
    browser.post(by_phone, typed | {"versie": version_on(answer)})
    assert found(invitation).state == "no"
    looked = browser.get(reverse("groups:invitation", args=[school.slug, invitation.pk]))
    assert "Hij belde vanaf de bouw." in looked.text
