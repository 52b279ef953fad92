"""The question goes out to all companies, the silent are reminded, and the rest is called."""

import datetime
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from core import jobs
from core.delivery import claim, deliver, open_server
from core.models import Job, OutgoingMail
from core.tenancy import for_school
from groups import reminders, tasks
from groups.models import Answer, Group, Invitation
from schools.models import ClosedDays
from tests.factories import GroupFactory, InvitationFactory, MembershipFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
MONDAY = datetime.datetime(2026, 11, 9, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def browser(sign_in, coordinator):
    return sign_in(coordinator)


def url(school, name, *args):
    return reverse(f"groups:{name}", args=[school.slug, *args])


def ask_all(school, group, coordinator):
    """What the button does, with the worker's part."""
    with for_school(school):
        group.ask_companies(by=coordinator)
        job = jobs.start(
            tasks.ask_companies, school=school, label="vragen", by=coordinator, group=group.pk, member=coordinator.pk
        )
    tasks.ask_companies(school.pk, job.pk)
    return job


def mails(school):
    with for_school(school):
        return list(OutgoingMail.objects.filter(school=school).order_by("pk"))


def test_the_preview_is_the_mail(browser, school, coordinator):
    group = GroupFactory(school=school, coordinator=coordinator, intro="Youri is 15 en werkt graag buiten.")
    InvitationFactory(school=school, group=group)
    nobody = InvitationFactory(school=school, group=group, contact=None)
    text = browser.get(url(school, "group_ask", group.pk)).text

    assert "Youri is 15 en werkt graag buiten." in text
    assert "1 feb – 23 apr 2027 (antwoord kost 2 minuten)" in text
    assert "Verstuur aan dit bedrijf" in text
    assert nobody.company.name in text
    for words in ("Ja, ik heb plek", "Bel mij eerst", "Nee, deze keer niet", "donderdag en vrijdag"):
        assert words in text


def test_every_company_gets_one_mail_and_the_job_says_who_could_not(school, coordinator):
    group = GroupFactory(school=school, coordinator=coordinator)
    InvitationFactory.create_batch(3, school=school, group=group)
    without = InvitationFactory(school=school, group=group, contact=None)
    job = ask_all(school, group, coordinator)
    tasks.ask_companies(school.pk, job.pk)

    assert len(mails(school)) == 3
    with for_school(school):
        job = Job.objects.get(pk=job.pk)
        assert (job.state, job.done, job.faults) == ("done", 4, [f"{without.company.name} heeft geen e-mailadres."])
        assert Group.objects.get(pk=group.pk).state == "asking"
        assert sorted(Invitation.objects.values_list("state", flat=True)) == ["asked", "asked", "asked", "new"]


def test_sending_by_the_page_starts_a_job(browser, school, coordinator):
    group = GroupFactory(school=school, coordinator=coordinator)
    InvitationFactory(school=school, group=group)
    browser.post(url(school, "group_ask", group.pk))

    with for_school(school):
        assert (Job.objects.get().total, Group.objects.get(pk=group.pk).state) == (1, "asking")


def test_the_mail_is_short_and_its_links_open_the_page(school, coordinator, client, mailoutbox):
    coordinator.user.phone = "0521 555 011"
    coordinator.user.save()
    group = GroupFactory(school=school, coordinator=coordinator)
    InvitationFactory(school=school, group=group)
    ask_all(school, group, coordinator)
    with for_school(school):
        for mail in claim():
            deliver(mail, open_server())
    sent = mailoutbox[0]

    assert (
        sent.subject == f"Stageplek voor een leerling van {school.name}? 1 feb – 23 apr 2027 (antwoord kost 2 minuten)"
    )
    assert sent.reply_to == [coordinator.user.email]
    assert len(re.sub(r"https?://\S+", "", sent.body).split()) <= 90
    links = re.findall(r"https?://[^/]+(/\S+)", sent.body)
    assert [link.split("?antwoord=")[1] for link in links] == ["ja", "bel", "nee", "nee"]
    assert {client.get(link).status_code for link in links} == {200}
    assert "0521 555 011" in sent.body
    assert "§" not in sent.body + sent.alternatives[0].content


def asked(group, at, **details):
    return InvitationFactory(school=group.school, group=group, state="asked", asked_at=at, **details)


def reminded_on_days(school, first, days):
    """{day: number of reminders} when the worker runs at ten every day."""
    for n in range(days):
        with time_machine.travel(first + datetime.timedelta(days=n), tick=False):
            tasks.remind_silent_companies()
            tasks.remind_silent_companies()
    with for_school(school):
        found = OutgoingMail.objects.filter(kind__endswith="remind_availability").order_by("pk")
        return [key.rsplit(":", 1)[1] for key in found.values_list("key", flat=True)]


def test_the_ladder_is_day_4_9_and_12_moved_to_a_school_day(school, group):
    asked(group, MONDAY)  # Monday 9 November: Friday 13, Wednesday 18, Saturday 21 becomes Monday 23

    assert reminded_on_days(school, MONDAY, 30) == ["2026-11-13", "2026-11-18", "2026-11-23"]


def test_a_holiday_moves_the_ladder_and_keeps_days_between(school, group):
    with for_school(school):
        ClosedDays.objects.create(
            kind="study",
            name="Studieweek",
            starts_on=datetime.date(2026, 11, 13),
            ends_on=datetime.date(2026, 11, 20),
            stage_goes_on=True,
        )
    asked(group, MONDAY)

    assert reminded_on_days(school, MONDAY, 30) == ["2026-11-23", "2026-11-26", "2026-11-30"]


@pytest.mark.parametrize("state", ["yes", "call", "no", "new"])
def test_only_the_silent_are_reminded(school, group, state):
    asked(group, MONDAY)
    InvitationFactory(school=school, group=group, state=state, asked_at=MONDAY)

    assert len(reminded_on_days(school, MONDAY, 10)) == 2


def test_after_the_deadline_the_ladder_stops(school, coordinator):
    group = GroupFactory(school=school, coordinator=coordinator, state="asking", answer_by=datetime.date(2026, 11, 15))
    asked(group, MONDAY)

    assert reminded_on_days(school, MONDAY, 30) == ["2026-11-13"]


def test_nobody_is_mailed_at_night_and_each_school_gets_its_own(school, group):
    other = GroupFactory(state="asking")
    asked(other, MONDAY)
    asked(group, MONDAY)
    with time_machine.travel(datetime.datetime(2026, 11, 13, 22, 0, tzinfo=datetime.UTC), tick=False):
        tasks.remind_silent_companies()
    assert mails(school) == mails(other.school) == []
    with time_machine.travel(datetime.datetime(2026, 11, 13, 9, 0, tzinfo=datetime.UTC), tick=False):
        tasks.remind_silent_companies()
    assert (len(mails(school)), len(mails(other.school))) == (1, 1)


def test_a_school_day_is_no_weekend_and_no_closed_day():
    friday = datetime.date(2026, 11, 13)
    assert reminders.next_school_day(friday, set()) == friday
    assert reminders.next_school_day(friday, {friday}) == datetime.date(2026, 11, 16)


def test_remind_now_skips_who_had_mail_today(browser, school, group, coordinator):
    asked(group, timezone.now())
    assert "herinneren kan morgen weer" in browser.get(url(school, "group_answers", group.pk)).text
    assert "Er is niemand om te herinneren" in browser.post(url(school, "group_remind", group.pk), follow=True).text

    asked(group, timezone.now() - datetime.timedelta(days=2))
    assert "Herinner het stille bedrijf nu" in browser.get(url(school, "group_answers", group.pk)).text
    with for_school(school):
        job = jobs.start(
            tasks.remind_now, school=school, label="x", by=coordinator, group=group.pk, member=coordinator.pk
        )
    tasks.remind_now(school.pk, job.pk)
    assert len(mails(school)) == 1


def test_the_stand_of_each_company_is_told(browser, school, group, coordinator):
    stands = {"asked": "verstuurd", "opened": "geopend", "refused": "adres klopt niet", "waits": "mail wacht"}
    found = {}
    for name in stands:
        found[name] = InvitationFactory(school=school, group=group, company__name=f"Bedrijf {name}")
    ask_all(school, group, coordinator)
    with for_school(school):
        for name, state in (("asked", "sent"), ("opened", "sent"), ("refused", "refused")):
            OutgoingMail.objects.filter(about=f"groups.invitation:{found[name].pk}").update(state=state)
        Invitation.objects.filter(pk=found["opened"].pk).update(opened_at=timezone.now())
        rows = {one.company.name: str(one.delivery()[0]) for one in group.invitations.with_mail().for_list()}

    assert rows == {f"Bedrijf {name}": words for name, words in stands.items()}
    page = url(school, "group_answers", group.pk)
    assert "Bedrijf refused" in browser.get(page + "?toon=fout").text
    assert "Bedrijf asked" not in browser.get(page + "?toon=fout").text


def test_a_wrong_address_is_mended_and_the_question_sent_again(browser, school, group, coordinator):
    invitation = InvitationFactory(school=school, group=group)
    ask_all(school, group, coordinator)
    page = url(school, "invitation_address", invitation.pk)

    assert "Dit e-mailadres klopt niet." in browser.post(page, {"name": "Jan Bakker", "email": "jan"}).text
    browser.post(page, {"name": "Jan Bakker", "email": "jan@bakker.example", "phone": ""})
    assert [mail.to for mail in mails(school)][1:] == ["jan@bakker.example"]
    assert "jan@bakker.example" in browser.get(url(school, "invitation", invitation.pk)).text


def test_the_coordinator_copies_the_link(browser, client, school, group, coordinator):
    invitation = InvitationFactory(school=school, group=group)
    ask_all(school, group, coordinator)
    text = browser.get(url(school, "invitation", invitation.pk)).text
    link = re.search(r'value="https?://[^/]+(/[^"]+)"', text)[1]

    assert client.get(link).status_code == 200


def test_one_company_is_asked_by_itself_and_not_twice_a_day(browser, school, group):
    invitation = InvitationFactory(school=school, group=group)
    send = url(school, "invitation_resend", invitation.pk)

    assert "De vraag gaat naar" in browser.post(send, follow=True).text
    assert "kreeg vandaag al mail" in browser.post(send, follow=True).text
    assert len(mails(school)) == 1


def test_the_call_list_holds_who_wants_a_call_and_after_the_deadline_who_is_silent(sign_in, school, coordinator):
    group = GroupFactory(school=school, coordinator=coordinator, state="asking", answer_by=datetime.date(2026, 12, 11))
    silent = asked(group, MONDAY)
    call = InvitationFactory(school=school, group=group, state="call", asked_at=MONDAY)
    page = url(school, "call_list", group.pk)

    with time_machine.travel(datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.UTC), tick=False):
        early = sign_in(coordinator).get(page).text
    assert silent.company.name not in early
    assert call.company.name in early
    with time_machine.travel(datetime.datetime(2026, 12, 12, 9, 0, tzinfo=datetime.UTC), tick=False):
        late = sign_in(coordinator).get(page).text
    assert silent.company.name in late
    assert silent.company.phone in late


def test_an_answer_by_phone_is_noted_with_who_wrote_it(browser, school, invitation, coordinator):
    page = url(school, "invitation_answer", invitation.pk)

    assert browser.post(page, {"mee": "ja", "aantal": "1"}).status_code == 422
    browser.post(page, {"mee": "ja", "aantal": "1", "week": "2027-W06", "opmerking": "Belde terug."})
    with for_school(school):
        answer = Answer.objects.get()
        assert (answer.via, answer.member, len(answer.days)) == ("phone", coordinator, 2)
    text = browser.get(url(school, "invitation", invitation.pk)).text
    assert "donderdag: 1 dag, samen 1 plek" in text
    assert "telefonisch" in text


def test_the_director_looks_but_does_not_touch(sign_in, school, group, invitation):
    director = sign_in(MembershipFactory(school=school, role="director"))
    text = director.get(url(school, "invitation", invitation.pk)).text

    assert "Noteer een antwoord" not in text
    assert director.post(url(school, "invitation_resend", invitation.pk)).status_code == 404


@pytest.mark.parametrize("rows", [1, 6])
def test_the_pages_ask_the_same_however_many_companies(browser, school, group, coordinator, rows):
    InvitationFactory.create_batch(rows, school=school, group=group)
    ask_all(school, group, coordinator)
    invitation = InvitationFactory(school=school, group=group, state="call", asked_at=MONDAY)
    pages = [url(school, name, group.pk) for name in ("group_ask", "group_answers", "call_list")]
    pages += [url(school, name, invitation.pk) for name in ("invitation", "invitation_answer", "invitation_address")]
    asked = [count_queries(browser, page) for page in pages]

    assert max(asked) <= 8
    assert asked == [6, 5, 6, 8, 6, 4]
