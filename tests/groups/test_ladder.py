"""The ladder holds when two workers climb it at once, and after days without any worker; a wrong address is a task."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry, OutgoingMail
from core.tenancy import for_school
from groups import tasks
from groups.models import Invitation
from tests.factories import GroupFactory, InvitationFactory, SchoolFactory
from tests.groups.test_asking import MONDAY, asked, reminded_on_days
from tests.placements.test_last_seat import at_once

COMPANIES = 6


def reminders_of(school):
    with for_school(school):
        return list(OutgoingMail.objects.filter(kind__endswith="remind_availability").values_list("about", flat=True))


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_remind_each_company_once():
    school = SchoolFactory()
    group = GroupFactory(school=school, state="asking")
    for _ in range(COMPANIES):
        asked(group, MONDAY)
    with time_machine.travel(datetime.datetime(2026, 11, 13, 9, 0, tzinfo=datetime.UTC), tick=False):
        at_once(lambda _worker, _round: tasks.remind_silent_companies(), [1, 2])

    told = reminders_of(school)
    assert (len(told), len(set(told))) == (COMPANIES, COMPANIES)
    with for_school(school):
        assert set(Invitation.objects.values_list("reminders", flat=True)) == {1}
        assert AuditEntry.objects.filter(action="remind").count() == COMPANIES


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_both_read_the_silent_before_either_wrote():
    """The negative control: what the ladder would do without its lock is tried by hand, and the lock refuses it."""
    school = SchoolFactory()
    group = GroupFactory(school=school, state="asking")
    pk = asked(group, MONDAY).pk

    def remind(_worker, _round):
        with for_school(school):
            return tasks.attempt(pk, None, tasks.remind)

    said = at_once(remind, [1, 2, 3, 4])
    assert sorted(bool(fault) for fault in said) == [False, True, True, True]
    assert len(reminders_of(school)) == 1


@pytest.mark.django_db
def test_after_an_outage_the_steps_are_not_caught_up_in_one_go(school, group):
    asked(group, MONDAY)
    back = MONDAY + datetime.timedelta(days=16)  # Wednesday 25 November: all three steps have passed

    assert reminded_on_days(school, back, 1) == ["2026-11-25"]
    assert reminded_on_days(school, back, 12) == ["2026-11-25", "2026-11-30", "2026-12-03"]


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["refused", "failed"])
def test_a_wrong_address_stops_the_ladder_and_is_a_task_until_it_is_mended(sign_in, school, group, coordinator, state):
    browser, home = sign_in(coordinator), reverse("school_home", args=[school.slug])
    invitation = InvitationFactory(school=school, group=group)
    browser.post(reverse("groups:invitation_resend", args=[school.slug, invitation.pk]))
    with for_school(school):
        OutgoingMail.objects.update(state=state)
        Invitation.objects.update(asked_at=MONDAY)
    assert reminded_on_days(school, MONDAY, 15) == []

    assert "vraag kwam niet aan: kijk het adres na" in browser.get(home).text
    list_of_faults = browser.get(reverse("groups:group_answers", args=[school.slug, group.pk]) + "?toon=fout").text
    mend = reverse("groups:invitation_address", args=[school.slug, invitation.pk])
    assert f'href="{mend}">Mail het juiste adres' in list_of_faults
    browser.post(mend, {"name": "Jan Bakker", "email": "jan@bakker.example", "phone": ""})
    assert "vraag kwam niet aan" not in browser.get(home).text
    assert len(reminded_on_days(school, MONDAY + datetime.timedelta(days=4), 1)) == 1
