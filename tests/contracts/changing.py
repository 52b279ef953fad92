"""A stage that runs with a seat on each day and a contract that everybody signed; it is Monday 15 February 2027."""

import datetime
from types import SimpleNamespace

import pytest
import time_machine

from contracts import addenda, signing
from contracts.enums import Method, Proof
from contracts.making_addenda import make_addendum
from contracts.models import Addendum, Contract, ContractVersion
from core.tenancy import for_school
from placements.matching import place
from placements.models import Placement
from schools.enums import Role
from stagebureau.tasks import turn_the_day
from tests.contracts.conftest import checked_contract, print_them
from tests.factories import (
    ContactFactory,
    GroupFactory,
    GroupStudentFactory,
    GuardianshipFactory,
    InvitationFactory,
    MembershipFactory,
    StudentFactory,
    give_seats,
)

WEDNESDAY, THURSDAY, FRIDAY = 2, 3, 4
MARCH = datetime.date(2027, 3, 1)
SCREEN = {"method": Method.TYPED, "proof": Proof.MAIL_CODE, "statement": "Ik ga akkoord."}


def at(month, day, hour=9):
    return datetime.datetime(2027, month, day, hour, tzinfo=datetime.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(datetime.datetime(2026, 12, 1, 10, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


def arranged(school, coordinator, mentor, weekdays):
    """A student of 15 at a company that has a place on Wednesdays, Thursdays and Fridays; the contract is checked."""
    here = {"school": school}
    director = MembershipFactory(role=Role.DIRECTOR, user__name="Anja de Groot", **here)
    group = GroupFactory(weekdays=[WEDNESDAY, THURSDAY, FRIDAY], state="choosing", coordinator=coordinator, **here)
    invitation = give_seats(InvitationFactory(group=group, **here))
    student = StudentFactory(
        first_name="Youssef", last_name="Amrani", birth_date=datetime.date(2011, 8, 14), mentor=mentor, **here
    )
    GroupStudentFactory(group=group, student=student, **here)
    guardian = GuardianshipFactory(student=student, member__user__name="Fatima Amrani", **here)
    with for_school(school):
        placement = place(
            student, invitation, by=coordinator, mentor=mentor, supervisor=invitation.contact, weekdays=weekdays,
            starts_on=group.starts_on, ends_on=group.ends_on,
        )  # fmt: skip
    return SimpleNamespace(
        school=school, placement=placement, contract=checked_contract(placement, student.member, mentor),
        invitation=invitation, group=group, pupil=student, coordinator=coordinator, mentor=mentor, director=director,
        student=student.member, guardian=guardian.member, supervisor=invitation.contact.member,
        contact=invitation.contact,
    )  # fmt: skip


@pytest.fixture
def scene(school, coordinator, mentor, clock):
    """A student of 15 on Thursdays at a company that also has a place on Wednesdays and Fridays."""
    made = arranged(school, coordinator, mentor, [THURSDAY])
    print_them(coordinator, made.contract)
    with for_school(school):
        sign_all(ContractVersion.objects.get(contract=made.contract))
    clock.move_to(at(2, 15))
    turn_the_day()
    return made


@pytest.fixture
def planned(school, coordinator, mentor, clock):
    """The same, but on Thursdays and Fridays and still to begin; nobody signed yet."""
    return arranged(school, coordinator, mentor, [THURSDAY, FRIDAY])


def sign_all(version, *, but=()):
    """Everybody signs, in order, but for these roles."""
    for signatory in version.signatories.for_list():
        if signatory.role not in but:
            signing.sign(signatory, by=signatory.member, name=signatory.name, **SCREEN)


def contact_at(scene, **facts):
    """Somebody else who works at the company."""
    return ContactFactory(school=scene.school, company=scene.placement.company, is_first=False, **facts)


def fresh(scene):
    with for_school(scene.school):
        people = ("student", "company", "mentor__user", "supervisor__member__user")
        return Placement.objects.select_related(*people).get(pk=scene.placement.pk)


def begun(scene, day=MARCH, **wanted):
    """A change that school prepares."""
    with for_school(scene.school):
        contract = Contract.objects.for_paper().get(pk=scene.contract.pk)
        changes = addenda.changes_of(contract, day, wanted)
        return addenda.begin(
            contract, by=scene.coordinator, effective_from=day, reason="De school verandert het rooster.",
            changes=changes,
        )  # fmt: skip


def made(scene, day=MARCH, **wanted):
    """A change that is there to be signed: (change, version)."""
    known = begun(scene, day, **wanted)
    with for_school(scene.school):
        version = make_addendum(known.pk, member_id=scene.coordinator.pk)
        return Addendum.objects.get(pk=known.pk), version


def signed(scene, day=MARCH, **wanted):
    """A change that everybody signed."""
    known, version = made(scene, day, **wanted)
    with for_school(scene.school):
        sign_all(ContractVersion.objects.get(pk=version.pk))
        return Addendum.objects.select_related("term").get(pk=known.pk)


def dates(scene):
    with for_school(scene.school):
        return list(scene.placement.days.order_by("date").values_list("date", flat=True))
