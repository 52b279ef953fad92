"""A stage on the move: one placement, everybody around it, and a fixed Thursday in its first week."""

import datetime
import io
from types import SimpleNamespace

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from core.tenancy import for_school
from placements.attendance import plan_days
from placements.enums import Presence
from placements.models import AttendanceDay
from schools.enums import Role
from tests.factories import (
    ContactFactory,
    GuardianshipFactory,
    MembershipFactory,
    PlacementFactory,
    StudentFactory,
)

THURSDAY, FRIDAY = datetime.date(2027, 2, 4), datetime.date(2027, 2, 5)
NEXT_THURSDAY = datetime.date(2027, 2, 11)


@pytest.fixture
def clock():
    """Friday 5 February 2027, nine in the morning in the Netherlands; move it with clock.move_to(...)."""
    with time_machine.travel(datetime.datetime(2027, 2, 5, 8, 0, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def stage(school, coordinator, mentor, clock):
    """The placement and its people; days Thursday and Friday from 4 February."""
    student = StudentFactory(school=school, mentor=mentor)
    contact = ContactFactory(school=school)
    placement = PlacementFactory(
        school=school, student=student, mentor=mentor, supervisor=contact, company=contact.company
    )
    guardian = GuardianshipFactory(school=school, student=student).member
    with for_school(school):
        plan_days(placement)
    return SimpleNamespace(
        placement=placement,
        student=student.member,
        pupil=student,
        mentor=mentor,
        coordinator=coordinator,
        company=contact.member,
        guardian=guardian,
        stranger_mentor=MembershipFactory(school=school, role=Role.MENTOR),
        other_student=StudentFactory(school=school).member,
        other_company=ContactFactory(school=school).member,
        other_guardian=GuardianshipFactory(school=school).member,
    )


@pytest.fixture
def to(school, stage):
    """The address of a page about the placement."""

    def address(name, *more, pk=None):
        return reverse(f"placements:{name}", args=[school.slug, pk or stage.placement.pk, *more])

    return address


@pytest.fixture
def day_of(school, stage):
    """The stage day on this date, fresh from the database; with changes it is first made so."""

    def find(date, **changes):
        with for_school(school):
            days = AttendanceDay.objects.filter(placement=stage.placement, date=date)
            if changes:
                days.update(**changes)
            return days.select_related("reported_by", "confirmed_by").get()

    return find


@pytest.fixture
def say(school, day_of):
    """Somebody reports a day."""
    from placements.attendance import report

    def run(date, by, presence=Presence.PRESENT, minutes_late=0):
        day = day_of(date)
        with for_school(school):
            report(day, by=by, presence=presence, minutes_late=minutes_late)
        return day_of(date)

    return run


def photo(name="foto.png", size=(60, 40)):
    """A photo as a browser sends it."""
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")
