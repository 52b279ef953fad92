"""The day turns: stages start and end by themselves, in every school, once."""

import datetime

import time_machine

from core.models import AuditEntry
from core.tenancy import for_school
from placements import tasks
from placements.models import Placement
from stagebureau.tasks import turn_the_day
from tests.factories import PlacementFactory


def stand(placement):
    with for_school(placement.school):
        return Placement.objects.get(pk=placement.pk).state


def turn(day):
    with time_machine.travel(datetime.datetime(2027, *day, 12, tzinfo=datetime.UTC)):
        turn_the_day()


def test_stages_of_all_schools_start_on_their_first_day_and_end_after_their_last(db):
    one, other = PlacementFactory(), PlacementFactory()

    seen = []
    for day in [(1, 31), (2, 1), (4, 23), (4, 24)]:
        turn(day)
        seen.append((stand(one), stand(other)))

    assert seen == [("planned",) * 2, ("running",) * 2, ("running",) * 2, ("completed",) * 2]


def test_a_day_that_was_missed_is_made_up_for(db):
    placement = PlacementFactory()

    turn((5, 1))

    assert stand(placement) == "completed"


def test_turning_twice_changes_nothing(db):
    placement = PlacementFactory()

    turn((2, 2))
    turn((2, 2))

    with for_school(placement.school):
        assert [one.action for one in AuditEntry.objects.about(placement)] == ["start"]


def test_what_was_called_off_stays_off(db):
    placement = PlacementFactory()
    with for_school(placement.school):
        placement.cancel(by=None, note="Ziek")

    turn((2, 2))

    assert stand(placement) == "cancelled"


def test_a_stage_that_goes_wrong_stays_as_it_was_and_stops_no_other_school(db, caplog):
    wrong, other = PlacementFactory(), PlacementFactory()

    def follow(placement):
        if placement.pk == wrong.pk:
            raise LookupError(placement.student.name)

    with time_machine.travel(datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)):
        tasks.turn_the_day(then=follow)

    assert (stand(wrong), stand(other)) == ("planned", "running")
    assert f"placement {wrong.pk}" in caplog.text
