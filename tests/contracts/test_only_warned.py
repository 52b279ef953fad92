"""A school may choose only to be warned from 16; under 16 nobody works before the last signature, there too."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from contracts import tasks
from contracts.models import EarlyStart, PaperRules
from core.tenancy import for_school
from placements import attendance
from placements.enums import Presence
from placements.models import AttendanceDay, Placement
from tests.contracts.test_gate import (
    AT_WORK,
    FIRST,
    at,
    check_safety,
    closed,
    first_day,
    make_16,
    open_version,
    sign_all,
)

pytestmark = pytest.mark.django_db
__all__ = ["closed"]


def only_warn(stage, browser):
    return browser.post(reverse("contracts:order", args=[stage.school.slug]), {"start": "ja"})


def test_a_school_begins_strict_and_the_coordinator_turns_it_by_one_tick(closed, sign_in):
    make_16(closed)
    check_safety(closed)
    browser, page = sign_in(closed.coordinator), reverse("contracts:order", args=[closed.school.slug])
    assert 'name="closes_from_16" ' in browser.get(page).text
    tasks.watch_the_papers()
    with for_school(closed.school):
        assert first_day(closed).is_closed
    for _twice in range(2):
        only_warn(closed, browser)
    with for_school(closed.school):
        assert PaperRules.objects.get().closes_from_16 is False
        assert EarlyStart.objects.count() == 1
        attendance.report(first_day(closed), by=closed.student, presence=Presence.PRESENT)
    browser.post(page, {"start": "ja", "closes_from_16": "on"})
    with for_school(closed.school):
        assert PaperRules.objects.get().closes_from_16 is True
        assert not first_day(closed).is_closed


def test_under_16_stays_closed_and_the_database_holds_it(closed, sign_in):
    only_warn(closed, sign_in(closed.coordinator))
    tasks.watch_the_papers()
    with for_school(closed.school):
        assert not EarlyStart.objects.exists()
        assert first_day(closed).is_closed
        with pytest.raises(IntegrityError), transaction.atomic():
            AttendanceDay.objects.filter(placement=closed.placement, date=FIRST).update(presence="present")


def test_without_the_safety_check_a_stage_stays_closed_until_it_is_done(closed, sign_in):
    make_16(closed)
    only_warn(closed, sign_in(closed.coordinator))
    tasks.watch_the_papers()
    with for_school(closed.school):
        assert not EarlyStart.objects.exists()
        assert first_day(closed).is_closed
    assert "Zonder contract geen start" in sign_in(closed.mentor).get(at("contracts:contract", closed)).text
    check_safety(closed)
    tasks.watch_the_papers()
    with for_school(closed.school):
        assert not first_day(closed).is_closed


def test_on_the_16th_birthday_the_gate_opens_for_that_day_and_not_for_the_day_before(closed, sign_in):
    with for_school(closed.school):
        closed.placement.student.birth_date = datetime.date(FIRST.year - 16, FIRST.month, FIRST.day + 1)
        closed.placement.student.save()
    check_safety(closed)
    only_warn(closed, sign_in(closed.coordinator))
    for days, number in ((0, 0), (1, 1), (2, 1)):
        with time_machine.travel(AT_WORK + datetime.timedelta(days=days), tick=False):
            tasks.watch_the_papers()
        with for_school(closed.school):
            assert EarlyStart.objects.count() == number
    with for_school(closed.school):
        assert Placement.objects.get(pk=closed.placement.pk).may_work_from == FIRST + datetime.timedelta(days=1)
        assert first_day(closed).is_closed


def test_everybody_is_still_warned_until_the_last_signature(closed, checked, sign_in):
    make_16(closed)
    check_safety(closed)
    version = open_version(closed, checked)
    with for_school(closed.school):
        sign_all(version, but=["company"])
    only_warn(closed, sign_in(closed.coordinator))
    own, staff = (sign_in(one).get(at("contracts:contract", closed)).text for one in (closed.student, closed.mentor))
    assert "De handtekening van Jan Bakker mist nog. Je mag wel al werken." in own
    assert "Youssef mag wel al werken." in staff
    assert "Je mag nog niet beginnen" not in own
    listed = sign_in(closed.mentor).get(reverse("contracts:starts", args=[closed.school.slug])).text
    assert "Deze school koos ervoor om vanaf 16 jaar alleen te waarschuwen." in listed
    assert "De handtekening van Jan Bakker mist nog." in listed
    with for_school(closed.school):
        sign_all(version)
    assert "mag wel al werken" not in sign_in(closed.mentor).get(at("contracts:contract", closed)).text


def test_only_a_coordinator_chooses_it(closed, sign_in):
    for who in ("mentor", "director", "student"):
        assert only_warn(closed, sign_in(getattr(closed, who))).status_code == 404
    with for_school(closed.school):
        assert not PaperRules.objects.exists()
