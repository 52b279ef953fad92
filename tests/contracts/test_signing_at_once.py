"""Two people sign at the same moment: both signatures stand, and the contract is complete once."""

import threading
from functools import partial

import pytest
from django.db import connection, transaction
from django.utils import timezone

from contracts import addenda, making, signing
from contracts.enums import Method, Proof
from contracts.models import Addendum, Contract, ContractVersion, Signatory, Signature
from core.models import AuditEntry
from core.moves import MoveRefused
from core.tenancy import for_school
from placements.models import Placement
from stagebureau.ending import call_off
from stagebureau.tasks import turn_the_day
from tests.contracts.changing import WEDNESDAY, clock, made, scene
from tests.contracts.conftest import print_them
from tests.contracts.signers import newest_version
from tests.factories import GuardianshipFactory

__all__ = ["clock", "scene"]
SCREEN = {"method": Method.TYPED, "proof": Proof.MAIL_CODE, "statement": "Ik ga akkoord."}


@pytest.mark.django_db(transaction=True)
def test_two_guardians_at_the_same_moment_and_one_of_them_twice(checked, stage):
    GuardianshipFactory(school=stage.school, student=stage.placement.student)
    print_them(stage.coordinator, checked)
    version = newest_version(checked)
    with for_school(stage.school):
        rows = list(version.signatories.for_list())
        for one in (rows[0], rows[1], rows[4]):
            signing.sign(one, by=one.member, name=one.name, in_order=False, **SCREEN)
    together, faults = threading.Barrier(3), []

    def put(pk):
        try:
            with for_school(stage.school):
                one = Signatory.objects.select_related("member__user").get(pk=pk)
                together.wait()
                signing.sign(one, by=one.member, name=one.name, **SCREEN)
        except Exception as fault:  # noqa: BLE001 - any fault of a thread is a fault of the test
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=put, args=[pk]) for pk in (rows[2].pk, rows[3].pk, rows[3].pk)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert faults == []
    with for_school(stage.school):
        assert Signature.objects.count() == 5
        contract = Contract.objects.get(pk=checked.pk)
        assert contract.state == "complete"
        assert AuditEntry.objects.about(contract).filter(action="complete").count() == 1


def meanwhile(school, act):
    """Begin this in another thread and wait until the database lets it wait for us: (thread, what came of it)."""
    came, began = [], []

    def run():
        try:
            with for_school(school), connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                began.append(cursor.fetchone()[0])
                act()
                came.append("done")
        except Exception as fault:  # noqa: BLE001 - what came of it is looked at by the test
            came.append(fault)
        finally:
            connection.close()

    thread, pause = threading.Thread(target=run), threading.Event()
    thread.start()
    for _turn in range(600):
        with connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [began[0] if began else 0])
            if came or cursor.fetchone()[0]:
                return thread, came
        pause.wait(0.05)
    raise AssertionError("it never waited")


def last_signature(version):
    """Everybody but the last signs; that one is given back."""
    *rows, last = version.signatories.for_list()
    for one in rows:
        signing.sign(one, by=one.member, name=one.name, in_order=False, **SCREEN)
    return last


def at_the_last_signature(school, version, act):
    """The last party signs, and halfway somebody else does this: (what came of that, nothing or its fault)."""
    with for_school(school):
        last = last_signature(ContractVersion.objects.get(pk=version.pk))
        with transaction.atomic():
            signing.open_version(last)
            thread, came = meanwhile(school, act)
            signing.sign(last, by=last.member, name=last.name, **SCREEN)
    thread.join(60)
    return came


@pytest.mark.django_db(transaction=True)
def test_the_last_signature_stands_when_school_makes_a_new_version_at_that_moment(checked, stage):
    print_them(stage.coordinator, checked)
    maker = partial(making.make_version, checked.pk, 2, member_id=stage.coordinator.pk)

    came = at_the_last_signature(stage.school, newest_version(checked), maker)

    assert [type(one) for one in came] == [MoveRefused]
    with for_school(stage.school):
        assert Contract.objects.get(pk=checked.pk).state == "complete"
        assert list(ContractVersion.objects.values_list("number", "state")) == [(1, "complete")]


@pytest.mark.django_db(transaction=True)
def test_the_last_signature_under_a_change_stands_when_school_takes_it_back_at_that_moment(scene):
    known, version = made(scene, weekdays=[WEDNESDAY])
    with for_school(scene.school):
        taken_back = Addendum.objects.get(pk=known.pk)

    came = at_the_last_signature(
        scene.school, version, partial(addenda.withdraw, taken_back, by=scene.coordinator, note="Toch niet.")
    )

    assert [type(one) for one in came] == [MoveRefused]
    with for_school(scene.school):
        assert Addendum.objects.get(pk=known.pk).state == "applied"


@pytest.mark.django_db(transaction=True)
def test_the_last_signature_stands_when_school_calls_the_stage_off_at_that_moment(checked, stage):
    print_them(stage.coordinator, checked)
    off = partial(call_off, stage.placement, by=stage.coordinator, note="Het bedrijf sluit.")

    came = at_the_last_signature(stage.school, newest_version(checked), off)

    assert came == ["done"]
    with for_school(stage.school):
        assert ContractVersion.objects.get(contract=checked).state == "complete"
        assert Contract.objects.get(pk=checked.pk).state == "ended"


@pytest.mark.django_db(transaction=True)
def test_the_last_signature_stands_when_the_stage_begins_at_that_moment(checked, stage):
    print_them(stage.coordinator, checked)
    with for_school(stage.school):
        Placement.objects.update(starts_on=timezone.localdate())

    came = at_the_last_signature(stage.school, newest_version(checked), turn_the_day)

    assert came == ["done"]
    with for_school(stage.school):
        assert Contract.objects.get(pk=checked.pk).state == "complete"
        assert Placement.objects.get(pk=stage.placement.pk).state == "running"
