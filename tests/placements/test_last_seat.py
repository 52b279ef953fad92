"""Twelve coordinators want the last seat at once: one gets it, nobody gets it twice, and it is never left empty."""

import datetime
import threading
from itertools import cycle
from time import monotonic

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Count

from core.moves import MoveRefused
from core.tenancy import for_school
from groups.models import Seat
from placements.matching import lock_for_matching, match, place
from placements.models import PlacementRequest, TakenSeat
from schools.enums import Role
from schools.models import Membership, Student
from tests.conftest import connect_as
from tests.factories import MembershipFactory, PlacementFactory, SchoolFactory
from tests.placements.scene import arrangement, choosing_group, offering, taking_part, wishing

THREADS, ROUNDS = 12, 40
BULK_ROUNDS, WISHES = 6, 4
DAY = datetime.date(2027, 2, 4)
LONG_WAIT = 2  # seconds


def at_once(act, arguments, rounds=(None,)):
    """Run `act(argument, round)` in as many threads, each round let go at the same moment; return what each said."""
    gate, said = threading.Barrier(len(arguments)), []

    def run(argument):
        try:
            connection.ensure_connection()
            for this in rounds:
                gate.wait()
                said.append(act(argument, this))
        except BaseException:
            gate.abort()
            raise
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
    group = choosing_group(school, ends_on=datetime.date(2027, 7, 23))
    coordinator = MembershipFactory(school=school, role=Role.COORDINATOR)
    return school, group, coordinator, [taking_part(group) for _ in range(THREADS)]


@pytest.mark.stopwatch
@pytest.mark.django_db(transaction=True)
def test_the_last_seat_goes_to_one_in_forty_rounds_of_twelve(scene, figure):
    school, group, coordinator, students = scene
    with for_school(school):
        dates = group.stage_days()[:ROUNDS]
    rounds = [
        (seats, offering(group, seats), arrangement_on(group, day))
        for seats, day in zip(cycle([1, 1, 1, 3]), dates, strict=False)
    ]
    waits = []
    one_alone(school, group, coordinator)

    def try_it(student, this):
        _seats, invitation, arranged = this
        begun = monotonic()
        try:
            with for_school(school):
                found = type(invitation).objects.select_related("company", "group__kind").get(pk=invitation.pk)
                place(student, found, by=coordinator, **arranged(found))
        except MoveRefused:
            return "refused"
        finally:
            waits.append(monotonic() - begun)
        return "placed"

    said = at_once(try_it, students, rounds)

    with for_school(school):
        held = dict(
            TakenSeat.objects.filter(released_at=None).order_by().values_list("seat__invitation").annotate(Count("pk"))
        )
    given = [(held.get(invitation.pk, 0), seats) for seats, invitation, _arranged in rounds]
    overbooked = sum(max(0, number - seats) for number, seats in given)
    underfilled = sum(max(0, seats - number) for number, seats in given)
    figure("placements.last_seat_overbooked", overbooked, "= 0")
    figure("placements.last_seat_underfilled", underfilled, "= 0")
    figure("placements.longest_wait", f"{max(waits):.2f} s", f"< {LONG_WAIT} s")
    assert len(said) == ROUNDS * THREADS
    assert said.count("placed") == sum(seats for seats, *_ in rounds)
    assert (overbooked, underfilled) == (0, 0)
    assert max(waits) < LONG_WAIT


def one_alone(school, group, coordinator):
    """A match with nobody else around, so that no round waits for templates that are read for the first time."""
    invitation = offering(group)
    with for_school(school):
        place(taking_part(group), invitation, by=coordinator, **arrangement(invitation, ends_on=DAY))


def arrangement_on(group, day):
    """What is arranged for one day at a company of this group."""
    mentor = MembershipFactory(school=group.school)

    def arranged(invitation):
        supervisor = invitation.company.contacts.first()
        once = {"starts_on": day, "ends_on": day, "weekdays": [day.weekday()]}
        return {"mentor": mentor, "supervisor": supervisor, **once}

    return arranged


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_database_still_refuses(scene):
    """Negative control: all look first and see the seat free, then all take it. Only the rule in the table is left."""
    school, group, _coordinator, students = scene

    said = all_look_then_take(school, group, students)

    assert (said.count("placed"), said.count("refused")) == (1, THREADS - 1)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_and_without_the_rule_the_same_race_overbooks(scene, without_the_rule, figure):
    """Negative control: with the rule taken out of the table as well, all twelve sit on the one seat."""
    school, group, _coordinator, students = scene

    said = all_look_then_take(school, group, students)

    with for_school(school):
        held = TakenSeat.objects.filter(released_at=None, date=DAY).count()
    figure("placements.last_seat_overbooked_without_lock_and_rule", held - 1, "> 0")
    assert held > 1
    assert said.count("placed") == held


def all_look_then_take(school, group, students):
    """Everybody sees the seat free before anybody takes it."""
    invitation = offering(group)
    stages = [PlacementFactory(school=school, group=group, student=student) for student in students]
    looked = threading.Barrier(THREADS)

    def look_then_take(stage, _this):
        try:
            with for_school(school):
                seat = Seat.objects.get(invitation=invitation, date=DAY, takings=None)
                looked.wait()
                with transaction.atomic():
                    TakenSeat.objects.create(placement=stage, seat=seat, student=stage.student, date=DAY)
        except IntegrityError:
            return "refused"
        return "placed"

    return at_once(look_then_take, stages)


@pytest.fixture
def without_the_rule(transactional_db):
    """The table of taken seats as it would be without "one holder a seat"; put back afterwards."""
    rule = next(one for one in TakenSeat._meta.constraints if one.name == "one_holder_per_seat")

    def change(act):
        connect_as("stage_owner")
        with connection.schema_editor() as editor:
            act(editor, TakenSeat, rule)
        connect_as("stage_app")

    change(lambda editor, table, rule: editor.remove_constraint(table, rule))
    yield
    connect_as("stage_owner")
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE placements_takenseat")
    change(lambda editor, table, rule: editor.add_constraint(table, rule))


@pytest.mark.django_db(transaction=True)
def test_one_student_at_two_companies_at_once_gets_one_stage(scene):
    school, group, coordinator, students = scene
    places = [offering(group) for _ in range(4)]
    arranged = {one.pk: arrangement(one) for one in places}

    def try_it(invitation, _this):
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


@pytest.mark.stopwatch
@pytest.mark.django_db(transaction=True)
def test_a_list_in_one_go_and_single_clicks_from_elsewhere_decide_each_wish_once(scene, figure):
    """One coordinator matches a list, or says no to it, while others match single wishes of it, from the other end."""
    school, group, coordinator, _students = scene
    rounds = list(bulk_rounds(school, group))
    waits = []
    one_alone(school, group, coordinator)

    def click(which, this):
        says_no, wishes, arranged = this
        in_one_go, begun, done = which == "all", monotonic(), 0
        with for_school(school):
            found = list(
                PlacementRequest.objects.filter(pk__in=wishes if in_one_go else [wishes[which]])
                .select_related("student", "invitation__company", "invitation__group__kind", "group")
                .order_by("-pk")
            )
            if in_one_go:
                lock_for_matching(found)
            for wish in found:
                try:
                    if in_one_go and says_no:
                        wish.decline(by=coordinator, reason="full", text="Er was geen plek meer.")
                    else:
                        match(wish, by=coordinator, **arranged(wish.invitation))
                    done += 1
                except MoveRefused:
                    pass
        waits.append(monotonic() - begun)
        return done

    said = at_once(click, ["all", *range(WISHES)], rounds)

    with for_school(school):
        wishes = PlacementRequest.objects.annotate(stages=Count("placements")).values_list("state", "stages")
        decided = set(wishes)
        assert len(wishes) == BULK_ROUNDS * WISHES
    figure("placements.bulk_against_click_longest_wait", f"{max(waits):.2f} s", f"< {LONG_WAIT} s")
    assert decided <= {("accepted", 1), ("declined", 0)}
    assert sum(said) == BULK_ROUNDS * WISHES
    assert len(said) == BULK_ROUNDS * (WISHES + 1)
    assert max(waits) < LONG_WAIT


def bulk_rounds(school, group):
    """[(whether the list is a no, its wishes, what is arranged)]: each round its own group, students and date."""
    with for_school(school):
        dates = group.stage_days()
    for number in range(BULK_ROUNDS):
        this = choosing_group(school)
        wishes = [wishing(taking_part(this), offering(this)) for _ in range(WISHES)]
        yield number % 2 == 1, [wish.pk for wish in wishes], arrangement_on(this, dates[number])
