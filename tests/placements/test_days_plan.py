"""The stage days of a placement follow its seats or its pattern, and what was reported stays."""

import datetime

import pytest

from core.tenancy import for_school
from placements.assignments import give_assignments, hand_round
from placements.attendance import plan_days, summary
from placements.enums import Presence
from placements.models import AttendanceDay, Submission, TakenSeat
from schools.models import ClosedDays
from tests.factories import AssignmentFactory, DayReportFactory, InvitationFactory, PlacementFactory, give_seats

THURSDAY, FRIDAY = datetime.date(2027, 2, 4), datetime.date(2027, 2, 5)


@pytest.fixture
def placement(school):
    return PlacementFactory(school=school)


def dates_of(placement):
    return list(AttendanceDay.objects.filter(placement=placement).order_by("date").values_list("date", flat=True))


def test_without_seats_the_pattern_and_the_calendar_make_the_days(school, placement):
    with for_school(school):
        ClosedDays.objects.create(
            kind="holiday",
            name="Voorjaarsvakantie",
            starts_on=datetime.date(2027, 2, 20),
            ends_on=datetime.date(2027, 2, 28),
        )
        ClosedDays.objects.create(
            kind="study", name="Studiedag", starts_on=THURSDAY, ends_on=THURSDAY, stage_goes_on=True
        )
        assert plan_days(placement) == 22
        days = dates_of(placement)
    assert days[:2] == [THURSDAY, FRIDAY]
    assert datetime.date(2027, 2, 25) not in days


def test_planning_twice_adds_nothing(school, placement):
    with for_school(school):
        plan_days(placement)
        assert plan_days(placement) == 0


def test_with_seats_the_seats_make_the_days_and_a_released_seat_takes_its_day_along(school, placement):
    invitation = give_seats(InvitationFactory(school=school, group=placement.group), days=[THURSDAY, FRIDAY])
    with for_school(school):
        for seat in invitation.seats.all():
            TakenSeat.objects.create(placement=placement, seat=seat, student=placement.student, date=seat.date)
        plan_days(placement)
        assert dates_of(placement) == [THURSDAY, FRIDAY]
        placement.taken_seats.filter(date=FRIDAY).update(released_at=datetime.datetime.now(datetime.UTC))
        plan_days(placement)
        assert dates_of(placement) == [THURSDAY]


def test_a_reported_day_or_a_day_with_a_report_stays(school, placement):
    with for_school(school):
        plan_days(placement)
        AttendanceDay.objects.filter(date=THURSDAY).update(presence=Presence.PRESENT)
    DayReportFactory(school=school, placement=placement, date=FRIDAY)
    with for_school(school):
        placement.weekdays = [0]
        placement.save()
        plan_days(placement)
        days = dates_of(placement)
    assert [day for day in days if day.weekday() != 0] == [THURSDAY, FRIDAY]


def test_a_placement_that_is_called_off_has_no_days(school, placement, coordinator):
    with for_school(school):
        plan_days(placement)
        placement.cancel(by=coordinator, note="Het bedrijf stopt.")
        plan_days(placement)
        assert dates_of(placement) == []


def test_the_summary_counts_days_and_minutes(school, placement):
    with for_school(school):
        plan_days(placement)
        days = AttendanceDay.objects.filter(placement=placement)
        days.filter(date=THURSDAY).update(presence=Presence.PRESENT)
        days.filter(date=FRIDAY).update(presence=Presence.LATE, minutes_late=30)
        days.filter(date=datetime.date(2027, 2, 11)).update(presence=Presence.EXCUSED)
        counted = summary([placement.pk])[placement.pk]
    day = 7 * 60 - 30
    assert counted["total"] == 24
    assert (counted["present"], counted["late"], counted["excused"]) == (1, 1, 1)
    assert counted["made_minutes"] == 2 * day - 30
    assert counted["planned_minutes"] == 23 * day


def test_the_summary_is_one_question_however_many_placements(school, placement, django_assert_num_queries):
    others = PlacementFactory.create_batch(3, school=school)
    with for_school(school):
        for one in [placement, *others]:
            plan_days(one)
        with django_assert_num_queries(1):
            found = summary([one.pk for one in [placement, *others]])
        assert {one["total"] for one in found.values()} == {24}
        assert summary([0])[0]["total"] == 0


def test_assignments_reach_placements_of_now_and_of_later(school, placement):
    assignment = AssignmentFactory(school=school, group=placement.group)
    with for_school(school):
        assert hand_round(assignment) == 1
        assert hand_round(assignment) == 1
    later = PlacementFactory(school=school, group=placement.group)
    with for_school(school):
        give_assignments(later)
        give_assignments(later)
        assert set(Submission.objects.values_list("placement", flat=True)) == {placement.pk, later.pk}
        assert Submission.objects.count() == 2


def test_a_seat_for_a_part_of_the_day_gives_the_hours_of_that_part(school, placement):
    days = [THURSDAY, FRIDAY, THURSDAY + datetime.timedelta(days=7)]
    invitation = give_seats(InvitationFactory(school=school, group=placement.group), days=days)
    clock = datetime.time
    whole = (placement.starts_at, placement.ends_at, placement.break_minutes)
    with for_school(school):
        for seat, part in zip(invitation.seats.order_by("date"), ("morning", "afternoon", "day"), strict=True):
            seat.part = part
            seat.save()
            TakenSeat.objects.create(placement=placement, seat=seat, student=placement.student, date=seat.date)
        plan_days(placement)
        found = placement.days.order_by("date").values_list("starts_at", "ends_at", "break_minutes")
        assert list(found) == [(clock(8, 30), clock(12, 30), 0), (clock(12, 30), clock(15, 30), 0), whole]
        invitation.seats.update(part="day")
        plan_days(placement)
        assert list(found.all()) == [whole] * 3
