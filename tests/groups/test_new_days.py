"""Dates that come in after companies were asked: told once, as a difference, to those whom it concerns."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from core.models import OutgoingMail
from core.tenancy import for_school
from groups import tasks
from groups.enums import Reply
from groups.models import Invitation
from groups.seats import offered
from schools.models import ClosedDays
from tests.factories import InvitationFactory
from tests.groups.test_answers_in_depth import address

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 9, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _a_working_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def companies(school, group, coordinator):
    """{how the company stands: its invitation}"""
    found = {name: InvitationFactory(school=school, group=group) for name in ("yes", "silent", "no", "call", "new")}
    with for_school(school):
        for name, one in found.items():
            if name != "new":
                one.ask(by=coordinator)
            if name in ("yes", "no", "call"):
                one.answer(
                    by=one.contact.member, reply={"yes": Reply.YES, "no": Reply.NO, "call": Reply.CALL}[name],
                    days={datetime.date(2027, 2, 4): 1}, shown=group.stage_days(),
                )  # fmt: skip
    return found


def told(school):
    """[(company, text)] of the mails about new dates."""
    tasks.tell_new_days()
    with for_school(school):
        mails = OutgoingMail.objects.filter(key__startswith="days-added:").order_by("pk")
        return [(Invitation.objects.get(pk=int(mail.about.split(":")[1])), mail) for mail in mails]


def change(group, **fields):
    with for_school(group.school):
        for name, value in fields.items():
            setattr(group, name, value)
        group.save()


def test_a_longer_period_is_told_to_yes_and_silent_only_and_once(school, group, companies):
    assert told(school) == []
    change(group, ends_on=datetime.date(2027, 4, 30))
    found = told(school)

    assert [one for one, _mail in found] == [companies["yes"], companies["silent"]]
    yes, silent = (mail for _one, mail in found)
    assert yes.subject.startswith("Er zijn 2 dagen bij")
    assert "- do 29 april\n- vr 30 april" in yes.text
    assert "Uw eerdere antwoord blijft staan." in yes.text
    assert "Neem deze dagen dan mee in uw antwoord." in silent.text
    assert "4 februari" not in yes.text
    assert len(told(school)) == 2
    with for_school(school):
        assert list(offered(companies["yes"])) == [datetime.date(2027, 2, 4)]


def test_a_weekday_more_is_told(school, group, companies):
    change(group, weekdays=[2, 3, 4])

    assert "Er zijn 12 dagen bij" in told(school)[0][1].subject


def test_a_closed_day_that_opens_again_is_told(school, group, companies):
    with for_school(school):
        day = datetime.date(2027, 2, 11)
        closed = ClosedDays.objects.create(kind="study", name="Studiedag", starts_on=day, ends_on=day)
        Invitation.objects.filter(pk=companies["yes"].pk).update(days_shown=group.stage_days())
        Invitation.objects.filter(pk=companies["silent"].pk).update(days_shown=group.stage_days())
        closed.delete()
    found = told(school)

    assert [mail.subject.split(":")[0] for _one, mail in found] == ["Er is 1 dag bij"] * 2


def test_dates_that_were_on_the_page_of_the_answer_are_no_news(school, group, companies):
    change(group, ends_on=datetime.date(2027, 4, 30))
    with for_school(school):
        companies["yes"].answer(
            by=None, reply=Reply.YES, days={datetime.date(2027, 2, 5): 1}, shown=group.stage_days()
        )

    assert [one for one, _mail in told(school)] == [companies["silent"]]


def test_the_page_tells_what_is_new(client, school, group, companies):
    change(group, ends_on=datetime.date(2027, 4, 30))
    text = client.get(address(companies["yes"])).text

    assert "Er zijn dagen bij" in text
    assert "do 29 april, vr 30 april" in text


def test_nobody_is_told_at_night_or_of_a_stage_that_runs(school, group, companies):
    change(group, ends_on=datetime.date(2027, 4, 30), state="running")
    assert told(school) == []
    change(group, state="asking")
    with time_machine.travel(NOW.replace(hour=22), tick=False):
        assert told(school) == []


def test_the_coordinator_hears_that_mail_will_go(sign_in, coordinator, school, group, companies):
    typed = {
        "name": group.name, "kind": group.kind_id, "coordinator": coordinator.pk, "starts_on": "2027-02-01",
        "ends_on": "2027-04-23", "weekdays": ["2", "3", "4"], "starts_at": "08:30", "ends_at": "15:30",
        "break_minutes": "30", "answer_by": "2026-12-11", "intro": "",
    }  # fmt: skip
    answer = sign_in(coordinator).post(reverse("groups:group_edit", args=[school.slug, group.pk]), typed, follow=True)

    assert "dagen bij. Bedrijven die al gevraagd zijn, krijgen daar mail over." in answer.text
