"""Twelve coordinators want the last seat at once: one gets it, nobody gets it twice, and it is never left empty."""

import datetime
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from core.moves import MoveRefused
from core.tenancy import for_school
from groups.models import Seat
from placements.matching import place
from placements.models import Placement, TakenSeat
from schools.enums import Role
from schools.models import Membership, Student
from tests.factories import MembershipFactory, PlacementFactory, SchoolFactory
from tests.placements.scene import arrangement, choosing_group, offering, taking_part

THREADS, ROUNDS = 12, 5
DAY = datetime.date(2027, 2, 4)


def at_once(act, arguments):
    """Run `act(argument)` in as many threads, all let go at the same moment; return what each said."""
    gate, said = threading.Barrier(len(arguments)), []

    def run(argument):
        try:
            gate.wait()
            said.append(act(argument))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[argument]) for argument in arguments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


@pytest.fixture
def scene(transactional_db):
    school = SchoolFactory()
    group = choosing_group(school)
    coordinator = MembershipFactory(school=school, role=Role.COORDINATOR)
    return school, group, coordinator, [taking_part(group) for _ in range(THREADS)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seats", [1, 3])
def test_the_last_seat_goes_to_one(scene, seats):
    school, group, coordinator, students = scene
    for _round in range(ROUNDS):
        invitation = offering(group, seats)
        arranged = arrangement(invitation, ends_on=DAY)

        def try_it(student, invitation=invitation, arranged=arranged):
            try:
                with for_school(school):
                    place(student, type(invitation).objects.get(pk=invitation.pk), by=coordinator, **arranged)
            except MoveRefused:
                return "refused"
            return "placed"

        said = at_once(try_it, students)

        assert (said.count("placed"), said.count("refused")) == (seats, THREADS - seats)
        with for_school(school):
            held = TakenSeat.objects.filter(released_at=None, seat__invitation=invitation)
            assert held.count() == seats
            Placement.objects.filter(company=invitation.company).update(state="cancelled", end_reason="volgende ronde")
            held.update(released_at=datetime.datetime.now(datetime.UTC))


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_database_still_refuses(scene):
    """Negative control: all look first and see the seat free, then all take it. Only the rule in the table is left."""
    school, group, _coordinator, students = scene
    invitation = offering(group)
    stages = [PlacementFactory(school=school, group=group, student=student) for student in students]
    looked = threading.Barrier(THREADS)

    def look_then_take(stage):
        try:
            with for_school(school):
                seat = Seat.objects.get(invitation=invitation, date=DAY, takings=None)
                looked.wait()
                with transaction.atomic():
                    TakenSeat.objects.create(placement=stage, seat=seat, student=stage.student, date=DAY)
        except IntegrityError:
            return "refused"
        return "placed"

    said = at_once(look_then_take, stages)

    assert (said.count("placed"), said.count("refused")) == (1, THREADS - 1)


@pytest.mark.django_db(transaction=True)
def test_one_student_at_two_companies_at_once_gets_one_stage(scene):
    school, group, coordinator, students = scene
    places = [offering(group) for _ in range(4)]
    arranged = {one.pk: arrangement(one) for one in places}

    def try_it(invitation):
        try:
            with for_school(school):
                student = Student.objects.get(pk=students[0].pk)
                by = Membership.objects.get(pk=coordinator.pk)
                found = type(invitation).objects.get(pk=invitation.pk)
                place(student, found, by=by, **arranged[invitation.pk])
        except MoveRefused:
            return "refused"
        return "placed"

    assert sorted(at_once(try_it, places)) == ["placed", "refused", "refused", "refused"]
