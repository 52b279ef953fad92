"""The real hours of each day of the week stand on the paper, on the pages and in the words of the letter."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from contracts.facts import facts_of
from contracts.making import print_copies
from contracts.models import Contract
from contracts.summary import lines
from core.tenancy import for_school
from groups.models import Invitation, Seat
from placements.attendance import plan_days
from placements.lawful import findings_for
from placements.models import AttendanceDay, Placement, TakenSeat
from placements.terms import why_not_terms
from tests.contracts.test_papers import read
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
THURSDAYS = [datetime.date(2027, 2, 4) + datetime.timedelta(weeks=n) for n in range(4)]


@pytest.fixture
def halves(stage, checked):
    """Thursday and Friday in February: the Thursdays in the morning only. A whole day is 08:30 to 15:30."""
    with for_school(stage.school):
        Placement.objects.filter(pk=stage.placement.pk).update(
            starts_on=THURSDAYS[0], ends_on=datetime.date(2027, 2, 26), weekdays=[3, 4],
            starts_at=datetime.time(8, 30), ends_at=datetime.time(15, 30), break_minutes=30,
        )  # fmt: skip
        stage.placement.refresh_from_db()
        group = stage.placement.group
        invitation = Invitation.objects.get_or_create(group=group, company=stage.placement.company)[0]
        for day in THURSDAYS:
            hold(stage, invitation, day, "morning")
            hold(stage, invitation, day + datetime.timedelta(days=1), "day")
    return stage


def hold(stage, invitation, day, part):
    seat = Seat.objects.create(school=stage.school, invitation=invitation, date=day, number=1, part=part)
    return TakenSeat.objects.create(
        school=stage.school, placement=stage.placement, seat=seat, student=stage.placement.student, date=day
    )


def facts(stage):
    with for_school(stage.school):
        contract = Contract.objects.for_paper().get(placement=stage.placement)
        return facts_of(contract, 1)


def rows(stage):
    return [tuple(row.values()) for row in facts(stage)["stage"]["rows"]]


def test_each_day_of_the_week_has_its_own_times_on_the_paper(halves):
    found = facts(halves)
    text = read(print_copies(found))[0][0]

    assert rows(halves) == [
        ("Donderdag", "", "08:30 – 12:30", "geen", "4 uur"),
        ("Vrijdag", "", "08:30 – 15:30", "30 minuten", "6,5 uur"),
    ]
    assert found["stage"]["times"] == "donderdag 08:30 – 12:30, vrijdag 08:30 – 15:30"
    assert found["stage"]["break"] == "donderdag geen, vrijdag 30 minuten"
    assert (found["stage"]["hours_a_week"], found["stage"]["hours_total"]) == ("10,5 uur", "42 uur")
    assert "Donderdag 08:30 – 12:30 geen 4 uur" in text
    assert "Per week 10,5 uur. In de hele stage 8 dagen, samen 42 uur." in text
    assert dict(lines(found))["Dagen en tijden"] == "donderdag, 08:30 – 12:30; vrijdag, 08:30 – 15:30"


def test_one_day_that_differs_is_named_by_its_date(halves):
    with for_school(halves.school):
        Seat.objects.filter(date=THURSDAYS[2]).update(part="day")

    assert rows(halves)[:2] == [
        ("Donderdag", "de andere weken", "08:30 – 12:30", "geen", "4 uur"),
        ("Donderdag", "op 18-2", "08:30 – 15:30", "30 minuten", "6,5 uur"),
    ]
    assert facts(halves)["stage"]["hours_a_week"] == "gemiddeld 11 uur 8 min"


def test_whole_days_are_said_once(stage, checked):
    found = facts(stage)["stage"]
    assert (found["times"], found["break"]) == (found["rows"][0]["times"], found["rows"][0]["break"])
    assert {row["on"] for row in found["rows"]} == {""}


def test_school_and_company_read_the_same_hours_on_the_page(halves, sign_in):
    url = reverse("contracts:contract", args=[halves.school.slug, halves.placement.pk])
    check = reverse("contracts:company_check", args=[halves.school.slug, halves.placement.pk])
    assert "donderdag 08:30 – 12:30, vrijdag 08:30 – 15:30; op hele dagen 30" in sign_in(halves.mentor).get(url).text
    assert "donderdag 08:30 – 12:30, vrijdag 08:30 – 15:30" in sign_in(halves.supervisor).get(check).text
    assert count_queries(sign_in(halves.mentor), url) <= 8


def test_the_law_counts_the_half_day_before_the_days_are_planned(halves):
    """A day until 18:00 is too long for somebody of 15, the morning of it is not."""
    with for_school(halves.school):
        AttendanceDay.objects.filter(placement=halves.placement).delete()
        halves.placement.ends_at = datetime.time(18)
        halves.placement.save()
        found = findings_for(halves.placement)
    assert {one.date.weekday() for one in found if one.code == "day"} == {4}


def test_a_later_end_of_the_day_moves_no_morning_that_was_reported_but_does_move_a_whole_day(halves):
    with for_school(halves.school), time_machine.travel("2027-02-10T10:00:00+01:00", tick=False):
        plan_days(halves.placement)
        Placement.objects.filter(pk=halves.placement.pk).update(state="running", may_work_from=datetime.date.min)
        days = AttendanceDay.objects.filter(placement=halves.placement)
        asked = {"from_date": THURSDAYS[0], "by": halves.coordinator, "cause": "x", "ends_at": datetime.time(16)}
        days.filter(date=THURSDAYS[0]).update(presence="sick")
        assert why_not_terms(halves.placement, **asked) == ""
        days.filter(date=THURSDAYS[0] + datetime.timedelta(days=1)).update(presence="sick")
        assert "Op vrijdag 5 februari" in why_not_terms(halves.placement, **asked)
