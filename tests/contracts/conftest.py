"""One stage with a student who can sign in, and a contract that can go through all its states."""

import datetime
from types import SimpleNamespace

import pytest

from contracts import tasks
from contracts.models import Contract
from core.models import Job
from core.tenancy import for_school
from schools.enums import Role
from tests.contracts.signers import newest_version
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    GuardianshipFactory,
    MembershipFactory,
    PlacementFactory,
    StudentFactory,
)

ANSWERS = {
    "phone": "06 11223344",
    "emergency_name": "Fatima el Amrani, moeder",
    "emergency_phone": "06 12345678",
    "travel": "Met de fiets",
    "goals": "- Ik leer banden wisselen\n- Ik kom op tijd",
    "remarks": "Ik heb er zin in.",
}


@pytest.fixture
def stage(school, coordinator, mentor):
    """A stage of a student of 15 with one guardian, and everybody around it."""
    here = {"school": school}
    student = StudentFactory(
        first_name="Youssef",
        prefix="el",
        last_name="Amrani",
        birth_date=datetime.date(2011, 3, 14),
        phone="06 99887766",
        street="Kerkstraat 12",
        mentor=mentor,
        **here,
    )
    link = GuardianshipFactory(
        student=student, member__user__name="Fatima el Amrani", member__user__phone="06 12345678", **here
    )
    company = CompanyFactory(name="Garage Bakker", **here)
    contact = ContactFactory(company=company, member__user__name="Jan Bakker", **here)
    placement = PlacementFactory(student=student, company=company, supervisor=contact, mentor=mentor, **here)
    return SimpleNamespace(
        school=school,
        placement=placement,
        student=student.member,
        guardian=link.member,
        guardianship=link,
        supervisor=contact.member,
        mentor=mentor,
        coordinator=coordinator,
        director=MembershipFactory(role=Role.DIRECTOR, user__name="Anja de Groot", **here),
    )


@pytest.fixture
def checked(stage):
    """The contract of the stage, filled in and checked."""
    return checked_contract(stage.placement, stage.student, stage.mentor)


def checked_contract(placement, student, mentor):
    with for_school(placement.school):
        contract = Contract.objects.of(placement)
        contract.keep_answers(ANSWERS)
        contract.submit(by=student)
        contract.check_off(by=mentor)
        return contract


def print_them(member, *contracts, numbers=None):
    """Run the worker's task for these contracts and return the job."""
    with for_school(member.school_id):
        wanted = [[one.pk, numbers or one.next_number()] for one in contracts]
        job = Job.objects.create(
            school_id=member.school_id, kind="contracts", label="Contracten", total=len(wanted),
            arguments={"contracts": wanted, "member": member.pk}, created_by_id=member.user_id,
        )  # fmt: skip
    tasks.make_contracts(member.school_id, job.pk)
    with for_school(member.school_id):
        job.refresh_from_db()
    return job


@pytest.fixture
def version(checked, stage):
    """A version of the contract of the stage, made and waiting for its signatures."""
    print_them(stage.coordinator, checked)
    return newest_version(checked)


__all__ = ["ANSWERS", "checked_contract", "print_them"]
