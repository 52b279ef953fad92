"""What is agreed of a stage holds from a day on: days, seats and people follow; before that day nothing changes."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from contracts.calendar import closed_days, minutes_of, stage_dates, week_of
from core.models import AuditEntry
from core.moves import MoveRefused
from core.tenancy import for_school
from groups.models import Seat
from groups.seats import clip_seats, lay_seats, offered
from placements.attendance import summary
from placements.enums import Presence
from placements.matching import end_early, place
from placements.models import Placement, PlacementTerm, TakenSeat
from placements.terms import change_terms, why_not_terms
from stagebureau.tasks import turn_the_day
from tests.factories import ContactFactory, MembershipFactory, PlacementFactory
from tests.placements.scene import BEFORE, arrangement, choosing_group, offering, taking_part

MONDAY, WEDNESDAY, THURSDAY, FRIDAY = 0, 2, 3, 4
MARCH = datetime.date(2027, 3, 1)
LAST = datetime.date(2027, 4, 23)


def at(month, day, hour=9):
    return datetime.datetime(2027, month, day, hour, tzinfo=datetime.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(BEFORE, tick=False) as traveller:
        yield traveller


@pytest.fixture
def there(school, clock):
    """A company with one place on each Wednesday, Thursday and Friday."""
    return offering(choosing_group(school, weekdays=[WEDNESDAY, THURSDAY, FRIDAY]))


@pytest.fixture
def stage(school, there, coordinator, clock):
    """A stage on Thursdays that runs; it is Monday 15 February."""
    student = taking_part(there.group)
    with for_school(school):
        made = place(student, there, by=coordinator, **arrangement(there, weekdays=[THURSDAY]))
        Placement.objects.filter(pk=made.pk).update(may_work_from=made.starts_on)
    clock.move_to(at(2, 15))
    turn_the_day()
    return fresh(made)


def fresh(placement):
    with for_school(placement.school):
        return Placement.objects.select_related("student", "company").get(pk=placement.pk)


def agree(placement, by, **changes):
    with for_school(placement.school):
        facts = {"from_date": MARCH, "by": by, "cause": "Addendum 1"} | changes
        return change_terms(Placement.objects.get(pk=placement.pk), **facts)


def refusal(placement, by, **changes):
    with pytest.raises(MoveRefused) as refused:
        agree(placement, by, **changes)
    return str(refused.value)


def dates(placement):
    with for_school(placement.school):
        return list(placement.days.order_by("date").values_list("date", flat=True))


def held(placement):
    with for_school(placement.school):
        return list(placement.taken_seats.filter(released_at=None).order_by("date").values_list("date", flat=True))


def test_a_day_that_moves_takes_stage_days_seats_and_calendar_along_from_its_day_on(school, stage, coordinator):
    before = dates(stage)
    agree(stage, coordinator, weekdays=[WEDNESDAY])

    after = dates(stage)
    assert [day for day in after if day < MARCH] == [day for day in before if day < MARCH]
    assert {day.weekday() for day in after if day < MARCH} == {THURSDAY}
    assert {day.weekday() for day in after if day >= MARCH} == {WEDNESDAY}
    assert len(after) == len(before)
    assert held(stage) == after
    with for_school(school):
        now = fresh(stage)
        assert stage_dates(now, closed_days(now)) == after
        assert now.weekdays == [THURSDAY]
        assert now.terms_on(datetime.date(2027, 2, 28)).weekdays == [THURSDAY]
        assert now.terms_on(MARCH).weekdays == now.terms_on(LAST).weekdays == [WEDNESDAY]
        assert now.weekdays_within(MARCH, LAST) == {WEDNESDAY}
        assert now.weekdays_within(datetime.date(2027, 1, 1), LAST) == {WEDNESDAY, THURSDAY}
        freed = TakenSeat.objects.filter(placement=stage).exclude(released_at=None)
        assert {seat.date.weekday() for seat in freed} == {THURSDAY}
        assert freed.count() == 8


def test_the_terms_of_today_change_when_the_day_comes_and_only_once(school, stage, coordinator, clock):
    agree(stage, coordinator, weekdays=[WEDNESDAY])

    seen = []
    for day in [at(2, 28), at(3, 1), at(3, 1, 15)]:
        clock.move_to(day)
        turn_the_day()
        seen.append(fresh(stage).weekdays)

    assert seen == [[THURSDAY], [WEDNESDAY], [WEDNESDAY]]
    with for_school(school):
        told = [one.action for one in AuditEntry.objects.about(stage)]
        assert told == ["match", "start", "agree_terms", "take_effect"]
        assert PlacementTerm.objects.coming().count() == 0


def test_after_an_outage_what_came_meanwhile_takes_effect_in_order(school, stage, coordinator, clock):
    agree(stage, coordinator, weekdays=[WEDNESDAY])
    agree(stage, coordinator, from_date=datetime.date(2027, 3, 15), weekdays=[WEDNESDAY, FRIDAY])
    agree(stage, coordinator, from_date=datetime.date(2027, 4, 5), weekdays=[FRIDAY])

    clock.move_to(at(3, 20))
    turn_the_day()

    assert fresh(stage).weekdays == [WEDNESDAY, FRIDAY]
    with for_school(school):
        assert PlacementTerm.objects.coming().get().from_date == datetime.date(2027, 4, 5)


def test_from_today_on_it_holds_at_once(stage, coordinator):
    today = datetime.date(2027, 2, 15)
    term = agree(stage, coordinator, from_date=today, weekdays=[FRIDAY])

    assert fresh(stage).weekdays == [FRIDAY]
    assert term.applied_at
    assert {day.weekday() for day in dates(stage) if day >= today} == {FRIDAY}
    assert {day.weekday() for day in dates(stage) if day < today} == {THURSDAY}


def test_other_hours_change_the_days_to_come_and_the_sum_of_the_hours(school, stage, coordinator):
    clock = datetime.time
    agree(stage, coordinator, starts_at=clock(9), ends_at=clock(15), break_minutes=30)

    with for_school(school):
        hours = {(day.date >= MARCH, day.starts_at, day.ends_at) for day in stage.days.all()}
        assert hours == {(False, clock(8, 30), clock(15, 30)), (True, clock(9), clock(15))}
        planned = 4 * 390 + 8 * 330
        assert summary([stage.pk])[stage.pk]["planned_minutes"] == planned
        assert minutes_of(week_of(fresh(stage), dates(stage))) == planned


def test_another_supervisor_and_mentor_come_on_their_day(school, stage, coordinator, clock):
    contact = ContactFactory(school=school, company=stage.company, is_first=False)
    mentor = MembershipFactory(school=school)
    agree(stage, coordinator, supervisor=contact, mentor=mentor)

    now = fresh(stage)
    assert (now.supervisor_id, now.mentor_id) == (stage.supervisor_id, stage.mentor_id)
    with for_school(school):
        then = now.terms_on(MARCH)
        assert (then.supervisor_id, then.mentor_id) == (contact.pk, mentor.pk)
        assert then.weekdays == [THURSDAY]
        assert not Placement.objects.visible_to(mentor).exists()
    clock.move_to(at(3, 1))
    turn_the_day()
    with for_school(school):
        assert Placement.objects.visible_to(mentor).get().supervisor_id == contact.pk


def test_a_change_before_a_later_one_leaves_what_that_one_changed(school, stage, coordinator):
    contact = ContactFactory(school=school, company=stage.company, is_first=False)
    agree(stage, coordinator, weekdays=[WEDNESDAY])
    agree(stage, coordinator, from_date=datetime.date(2027, 2, 22), supervisor=contact)

    with for_school(school):
        then = fresh(stage).terms_on(MARCH)
    assert (then.weekdays, then.supervisor_id) == ([WEDNESDAY], contact.pk)


def test_two_changes_for_one_day_become_one_and_the_first_stays_to_be_read(school, stage, coordinator):
    agree(stage, coordinator, weekdays=[WEDNESDAY])
    agree(stage, coordinator, starts_at=datetime.time(9), cause="Addendum 2")

    with for_school(school):
        then = fresh(stage).terms_on(MARCH)
        gone = PlacementTerm.objects.exclude(cancelled_at=None).get()
    assert (then.weekdays, then.starts_at) == ([WEDNESDAY], datetime.time(9))
    assert gone.cancel_reason == "Vervangen: Addendum 2"


def test_a_full_day_is_named_and_nothing_changes(school, there, stage, coordinator):
    with for_school(school):
        arranged = arrangement(there, weekdays=[WEDNESDAY], starts_on=datetime.date(2027, 3, 31))
        place(taking_part(there.group), there, by=coordinator, **arranged)
    before = dates(stage), held(stage)

    said = refusal(stage, coordinator, weekdays=[WEDNESDAY])

    assert "heeft geen plek op woensdag 31 maart, woensdag 7 april" in said
    assert (dates(stage), held(stage)) == before
    with for_school(school):
        assert not PlacementTerm.objects.exists()


def test_a_student_is_at_one_place_a_day(school, there, stage, coordinator):
    other = offering(there.group)
    with for_school(school):
        place(stage.student, other, by=coordinator, **arrangement(other, weekdays=[WEDNESDAY]))

    said = refusal(stage, coordinator, weekdays=[WEDNESDAY])

    assert said.startswith(f"{stage.student.first_name} heeft al een stage op woensdag 3 maart")


def test_on_days_the_company_was_not_asked_for_it_gives_a_seat_to_this_student_only(
    school, there, stage, coordinator
):
    agree(stage, coordinator, weekdays=[MONDAY])

    mondays = [day for day in dates(stage) if day >= MARCH]
    assert {day.weekday() for day in mondays} == {MONDAY}
    assert len(mondays) == 8
    with for_school(school):
        seats = Seat.objects.filter(date__in=mondays)
        assert seats.count() == 8
        assert not seats.offered().exists()
        assert lay_seats(there, offered(there)) is False
        clip_seats(there.group)
    assert held(stage) == dates(stage)


def test_what_was_filled_in_already_stays_as_it_was_agreed_then(school, stage, coordinator, clock):
    clock.move_to(at(3, 8))
    with for_school(school):
        stage.days.filter(date=datetime.date(2027, 3, 4)).update(presence=Presence.PRESENT)

    said = refusal(stage, coordinator, weekdays=[WEDNESDAY])

    assert said == (
        "Op donderdag 4 maart is al ingevuld hoe het ging. Kies een ingangsdatum na donderdag 4 maart 2027."
    )
    agree(stage, coordinator, from_date=datetime.date(2027, 3, 8), weekdays=[WEDNESDAY])


def test_a_longer_stage_gets_days_after_the_group_and_ends_on_its_new_day(school, stage, coordinator, clock):
    agree(stage, coordinator, from_date=LAST, ends_on=datetime.date(2027, 5, 7))

    assert dates(stage)[-2:] == [datetime.date(2027, 4, 29), datetime.date(2027, 5, 6)]
    assert held(stage) == dates(stage)
    clock.move_to(at(4, 25))
    turn_the_day()
    assert fresh(stage).state == "running"
    clock.move_to(at(5, 8))
    turn_the_day()
    assert fresh(stage).state == "completed"


def test_a_shorter_stage_frees_its_seats_and_drops_what_was_to_come_after_it(school, there, stage, coordinator):
    agree(stage, coordinator, from_date=datetime.date(2027, 4, 1), weekdays=[WEDNESDAY])
    agree(stage, coordinator, ends_on=datetime.date(2027, 3, 19), cause="Eerder klaar")

    assert dates(stage)[-1] == datetime.date(2027, 3, 18)
    assert held(stage) == dates(stage)
    with for_school(school):
        gone = PlacementTerm.objects.get(from_date=datetime.date(2027, 4, 1))
        assert (gone.cancel_reason, gone.is_coming) == ("Eerder klaar", False)


def test_a_stage_that_stops_keeps_what_was_to_come_to_be_read(school, stage, coordinator):
    agree(stage, coordinator, weekdays=[WEDNESDAY])
    with for_school(school):
        end_early(fresh(stage), by=coordinator, note="De leerling verhuist.")

        gone = PlacementTerm.objects.get(from_date=MARCH)
        assert gone.cancelled_at
        assert gone.cancel_reason == "De leerling verhuist."
        assert fresh(stage).terms_on(LAST).weekdays == [THURSDAY]
    assert held(stage) == [day for day in dates(stage)][:2]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"weekdays": [THURSDAY]}, "Er verandert niets."),
        ({"from_date": datetime.date(2027, 1, 31), "weekdays": [FRIDAY]}, "Kies een ingangsdatum daartussen."),
        ({"from_date": datetime.date(2027, 4, 24), "weekdays": [FRIDAY]}, "Kies een ingangsdatum daartussen."),
        ({"starts_at": datetime.time(16)}, "Het einde ligt vóór het begin."),
        (
            {"from_date": datetime.date(2027, 2, 1), "ends_on": datetime.date(2027, 2, 10)},
            "De nieuwe laatste dag is al geweest.",
        ),
    ],
)
def test_what_cannot_stand_is_refused_with_a_sentence(stage, coordinator, changes, words):
    assert words in refusal(stage, coordinator, **changes)


def test_a_stage_that_is_over_does_not_change_any_more(school, stage, coordinator, clock):
    clock.move_to(at(4, 24))
    turn_the_day()

    assert "afgerond" in refusal(stage, coordinator, weekdays=[FRIDAY])


def test_before_it_begins_the_first_day_counts_as_today(school, there, coordinator):
    with for_school(school):
        planned = place(taking_part(there.group), there, by=coordinator, **arrangement(there, weekdays=[THURSDAY]))
    agree(planned, coordinator, from_date=planned.starts_on, weekdays=[FRIDAY])

    assert fresh(planned).weekdays == [FRIDAY]
    assert {day.weekday() for day in dates(planned)} == {FRIDAY}


def test_a_trial_says_what_would_be_in_the_way_and_changes_nothing(school, there, stage, coordinator):
    seen = []
    asked = {"from_date": MARCH, "by": coordinator, "cause": "?"}
    with for_school(school):
        known = fresh(stage)
        look = lambda tried: seen.append(tried.terms_on(MARCH).weekdays)  # noqa: E731
        assert why_not_terms(known, weekdays=[WEDNESDAY], look=look, **asked) == ""
        assert "Er verandert niets" in why_not_terms(known, weekdays=[THURSDAY], **asked)
        assert seen == [[WEDNESDAY]]
        assert not PlacementTerm.objects.exists()
    assert {day.weekday() for day in held(stage)} == {THURSDAY}


def test_a_stage_without_seats_follows_its_pattern(school, coordinator, clock):
    stage = PlacementFactory(school=school, weekdays=[THURSDAY])
    agree(stage, coordinator, weekdays=[WEDNESDAY])

    assert {day.weekday() for day in dates(stage) if day >= MARCH} == {WEDNESDAY}
    assert held(stage) == []


@pytest.mark.parametrize(
    "row",
    [
        {"from_date": MARCH, "weekdays": [FRIDAY]},  # a second for one day
        {"from_date": datetime.date(2027, 1, 31), "weekdays": [FRIDAY]},
        {"from_date": datetime.date(2027, 4, 24), "weekdays": [FRIDAY]},
        {"from_date": LAST},
        {"from_date": LAST, "weekdays": [7]},
        {"from_date": LAST, "weekdays": [FRIDAY], "is_first": True},
        {"from_date": LAST, "weekdays": []},
        {"from_date": LAST, "starts_at": datetime.time(9)},
        {"from_date": LAST, "starts_at": datetime.time(9), "ends_at": datetime.time(8), "break_minutes": 0},
        {"from_date": LAST, "ends_on": MARCH},
        {"from_date": LAST, "weekdays": [FRIDAY], "applied_at": at(4, 22)},
        {"from_date": LAST, "weekdays": [FRIDAY], "cancelled_at": at(4, 22)},
        {"from_date": LAST, "weekdays": [FRIDAY], "cancel_reason": "Zomaar"},
        {"from_date": LAST, "weekdays": [FRIDAY], "stage_ends_on": datetime.date(2027, 12, 31)},
    ],
)
def test_the_database_refuses_a_term_that_cannot_be(school, stage, coordinator, row):
    agree(stage, coordinator, weekdays=[WEDNESDAY])
    with for_school(school):
        span = {"stage_starts_on": stage.starts_on, "stage_ends_on": stage.ends_on}
        with pytest.raises(IntegrityError), transaction.atomic():
            PlacementTerm.objects.create(placement=stage, cause="Kan niet", **span | row)
