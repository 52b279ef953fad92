"""What comes with a date: who turned 18 signs alone, and whose turn came is asked, once."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from contracts import tasks
from contracts.models import Contract, ContractVersion, Signatory
from core.models import OutgoingMail
from core.tenancy import for_school
from schools.models import Student
from tests.contracts.conftest import print_them
from tests.contracts.signed import sign_all
from tests.contracts.signers import fresh, mails, newest_version, rung
from tests.factories import PlacementFactory, safe

pytestmark = pytest.mark.django_db


def at(day, hour=10):
    moment = datetime.datetime(2027, 1, day, hour, tzinfo=timezone.get_default_timezone())
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def at_guardian(checked, stage):
    """On 11 January 2027 the guardian was asked; on the 13th the student turns 18."""
    with at(11):
        with for_school(stage.school):
            born = datetime.date(2009, 1, 13)
            Student.objects.filter(pk=stage.placement.student_id).update(birth_date=born)
            stage.placement.student.refresh_from_db()
            safe(stage.placement)
        print_them(stage.coordinator, checked)
        sign_all(newest_version(checked), but=["guardian", "company"])
        with for_school(stage.school):
            Signatory.objects.filter(role="guardian").update(asked_at=timezone.now())
    return newest_version(checked)


def asked(stage):
    return [mail.to for mail in mails(stage.school, "ask_sign")]


def test_on_the_18th_birthday_the_guardian_falls_away_and_the_company_is_asked_once(at_guardian, stage):
    with at(12):
        tasks.ask_in_turn()
    assert fresh(rung(at_guardian, "guardian")).state == "waiting"
    for hour in (9, 10, 15):
        with at(13, hour):
            tasks.ask_in_turn()
    assert fresh(rung(at_guardian, "guardian")).state == "not_needed"
    assert asked(stage) == [stage.supervisor.user.email]


def test_nobody_is_asked_at_night(at_guardian, stage):
    with at(13, 3):
        tasks.ask_in_turn()
    assert asked(stage) == []


def test_when_only_the_guardian_was_waited_for_the_contract_is_complete(at_guardian, stage):
    sign_all(at_guardian, but=["guardian"])
    with at(13):
        tasks.ask_in_turn()
    with for_school(stage.school):
        at_guardian.refresh_from_db()
        assert at_guardian.state == "complete"


def test_whose_turn_came_and_was_not_asked_hears_of_it_once(version, stage):
    with for_school(stage.school):
        Signatory.objects.update(asked_at=None)
        OutgoingMail.objects.all().delete()
    for hour in (9, 10):
        with at(14, hour):
            tasks.ask_in_turn()
    assert [mail.to for mail in mails(stage.school, "ask_director")] == [stage.director.user.email]


def test_one_version_that_cannot_be_read_stops_no_other(version, stage, caplog):
    other = PlacementFactory(school=stage.school, group=stage.placement.group)
    with for_school(stage.school):
        broken = ContractVersion.objects.create(
            contract=Contract.objects.of(other), number=1, snapshot=["x"], file=version.file
        )
        broken.signatories.create(role="student", position=1, member=other.student.member)
        version.signatories.update(asked_at=None)
    with at(14):
        tasks.ask_in_turn()
    assert fresh(rung(version, "director")).asked_at
    assert not fresh(rung(broken, "student")).asked_at
    assert f"The round stopped at contract version {broken.pk}" in caplog.text
