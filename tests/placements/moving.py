"""A student who goes on at another place: the stage that was, the company that has room, and the talk before it."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from core.tenancy import for_school
from placements.attendance import plan_days
from placements.enums import MoveReason, TalkOutcome
from placements.models import Placement, StageTalk, TakenSeat
from schools.enums import Role
from stagebureau.moving import move_student
from stagebureau.tasks import turn_the_day
from tests.factories import DayReportFactory, MembershipFactory, PlacementFactory
from tests.placements.scene import offering, taking_part

NOW = datetime.datetime(2027, 2, 22, 9, 0, tzinfo=datetime.UTC)  # a Monday in the fourth week
LAST, FIRST = datetime.date(2027, 2, 26), datetime.date(2027, 3, 4)
TALK = {
    "held_on": "2027-02-22", "with_student": "on", "said": "Het tempo ligt te hoog.", "tried": "Rustiger werk.",
}  # fmt: skip


@pytest.fixture
def monday():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def old(school, group, monday):
    """A stage that runs, with a seat on each day."""
    student = taking_part(group)
    invitation = offering(group)
    made = PlacementFactory(
        school=school, group=group, student=student, company=invitation.company, supervisor=invitation.contact,
        mentor=student.mentor, state="running",
    )  # fmt: skip
    with for_school(school):
        TakenSeat.objects.bulk_create(
            TakenSeat(school=school, placement=made, seat=seat, student=student, date=seat.date)
            for seat in invitation.seats.all()
        )
        plan_days(made)
    return made


@pytest.fixture
def there(group):
    return offering(group)


@pytest.fixture
def talk(old):
    with for_school(old.school):
        return talked(old)


def talked(placement, **facts):
    facts = {"outcome": TalkOutcome.MOVE, "reason": MoveReason.TOO_HARD} | facts
    words = {"said": "Te snel.", "tried": "Ander werk.", "created_by": placement.mentor}
    return StageTalk.objects.create(placement=placement, held_on=NOW.date(), **words, **facts)


def arranged(old, there, **changes):
    return {
        "last_day": LAST, "starts_on": FIRST, "ends_on": old.group.ends_on, "weekdays": [3, 4], "mentor": old.mentor,
        "supervisor": there.contact, **changes,
    }  # fmt: skip


def move(old, there, by, **changes):
    with for_school(old.school):
        old = Placement.objects.select_related("student", "group").get(pk=old.pk)
        return move_student(old, type(there).objects.get(pk=there.pk), by=by, **arranged(old, there, **changes))


def page(name, placement, *more):
    return reverse(name, args=[placement.school.slug, placement.pk, *more])


def fresh(placement):
    with for_school(placement.school):
        people = ("student__member__user", "mentor__user", "supervisor__member__user", "company", "group", "school")
        return Placement.objects.select_related(*people).get(pk=placement.pk)


@pytest.fixture
def line(old, there, talk, coordinator, monday):
    """Two places one after the other, with a report and hours at each; guided by somebody else at the second."""
    with for_school(old.school):
        old.days.filter(date__lte=NOW.date()).update(presence="present", reported_at=NOW)
    DayReportFactory(school=old.school, placement=old, date=datetime.date(2027, 2, 11), did="Gelast in de garage.")
    new = move(old, there, coordinator, mentor=MembershipFactory(school=old.school, role=Role.MENTOR))
    monday.move_to(datetime.datetime(2027, 3, 5, 9, 0, tzinfo=datetime.UTC))
    turn_the_day()
    with for_school(old.school):
        Placement.objects.filter(pk=new.pk).update(may_work_from=FIRST)  # its contract is whole
        new.days.filter(date=FIRST).update(presence="present", reported_at=NOW)
    DayReportFactory(school=old.school, placement=new, date=FIRST, did="Gesnoeid in het park.")
    return fresh(old), fresh(new)
