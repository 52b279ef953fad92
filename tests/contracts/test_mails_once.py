"""Every mail about contracts leaves once, however often its sender runs; two at the same moment make one."""

import datetime
import inspect
import threading

import pytest
from django.db import connection

from contracts import change_emails, emails, paper_emails, signing_emails
from contracts.models import Addendum, Contract, ContractVersion, Scan, Signatory
from core.models import OutgoingMail
from core.tenancy import for_school
from placements.attendance import plan_days
from placements.models import Placement
from tests.contracts.conftest import print_them
from tests.contracts.signed import sign_all
from tests.contracts.signers import newest_version
from tests.factories import GuardianshipFactory

ROOMS = (change_emails, emails, paper_emails, signing_emails)
HELPERS = {  # these send nothing themselves
    "about", "letter_for", "page_of", "sees", "way_in", "way_to_sign", "who_signed",
}  # fmt: skip
TODAY = datetime.date(2027, 1, 14)


def senders():
    """{room.function} of every mail about contracts."""
    return {
        f"{room.__name__.split('.')[-1]}.{name}"
        for room in ROOMS
        for name, function in inspect.getmembers(room, inspect.isfunction)
        if function.__module__ == room.__name__ and name not in HELPERS
    }


@pytest.fixture
def scene(stage, checked):
    """A contract that everybody signed, a change of it, and a scan that the guardian brought."""
    GuardianshipFactory(school=stage.school, student=stage.placement.student, has_authority=False)
    print_them(stage.coordinator, checked)
    sign_all(newest_version(checked))
    with for_school(stage.school):
        version = ContractVersion.objects.select_related("school").get()
        stage.contract = Contract.objects.for_paper().get(pk=checked.pk)
        stage.version = version
        stage.signatory = Signatory.objects.for_page().get(role="guardian")
        stage.director_signs = Signatory.objects.for_page().get(role="director")
        stage.scan = Scan.objects.create(version=version, file=version.file, pages=1, brought_by=stage.guardian)
        Addendum.objects.create(
            school=stage.school, contract=stage.contract, number=1, effective_from=TODAY, reason="Rijles"
        )
        paper = ContractVersion.objects.create(
            school=stage.school, contract=stage.contract, addendum=Addendum.objects.get(), document="addendum",
            number=1, snapshot={}, file=version.file,
        )  # fmt: skip
        signs = {"role": "guardian", "position": 1, "member": stage.guardian, "name": "Fatima el Amrani"}
        Signatory.objects.create(school=stage.school, version=paper, state="signed", **signs)
        stage.change = Addendum.objects.select_related("contract__placement__group__coordinator__user").get()
        plan_days(stage.placement)
        stage.placed = Placement.objects.with_first_day().select_related("mentor__user", "company", "school").get(
            pk=stage.placement.pk
        )
    return stage


def calls(s):
    """{sender: a call of it}"""
    rows = [{"what": "Tijden", "old": "9", "new": "10"}]
    return {
        "change_emails.addendum_stuck": lambda: change_emails.addendum_stuck(s.change),
        "change_emails.addendum_holds": lambda: change_emails.addendum_holds(s.change, rows, [s.mentor]),
        "change_emails.addendum_withdrawn": lambda: change_emails.addendum_withdrawn(s.change, "Toch niet."),
        "change_emails.contract_ended": lambda: change_emails.contract_ended(s.contract, why="Klaar.", last_day=TODAY),
        "emails.part_submitted": lambda: emails.part_submitted(s.contract),
        "emails.version_sealed": lambda: emails.version_sealed(s.version, s.contract),
        "emails.version_made": lambda: emails.version_made(s.version),
        "emails.company_asked": lambda: emails.company_asked(s.contract, s.supervisor),
        "paper_emails.scan_rejected": lambda: paper_emails.scan_rejected(s.scan, "Te donker."),
        "paper_emails.ask": lambda: paper_emails.ask(
            s.guardian, s.placed, key="x", title="Doe iets", lines=["Iets."], button="Doe"
        ),
        "paper_emails.reminder": lambda: paper_emails.reminder(s.signatory, s.guardian, TODAY),
        "paper_emails.director_list": lambda: paper_emails.director_list(s.director, s.placed, TODAY, key="list"),
        "paper_emails.stage_over": lambda: paper_emails.stage_over(s.placed, TODAY),
        "paper_emails.silent": lambda: paper_emails.silent(s.signatory),
        "paper_emails.day_before": lambda: paper_emails.day_before(s.placed, s.guardian, "Teken.", button="Teken"),
        "signing_emails.ask": lambda: signing_emails.ask(s.signatory, s.guardian),
        "signing_emails.changed": lambda: signing_emails.changed(
            s.signatory, s.guardian, rows, is_same=False, had_signed=True, is_turn=True
        ),
        "signing_emails.refused": lambda: signing_emails.refused(s.signatory, "Nee."),
        "signing_emails.stopped": lambda: signing_emails.stopped(s.signatory, s.guardian),
    }


def letters(school):
    """{key} of every mail there is."""
    with for_school(school):
        return list(OutgoingMail.objects.order_by("pk").values_list("key", flat=True))


@pytest.mark.django_db
def test_every_sender_is_in_this_test():
    assert senders() == set(calls(None))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(calls(None)))
def test_a_sender_that_runs_twice_sends_once(scene, name):
    with for_school(scene.school):
        OutgoingMail.objects.all().delete()
        calls(scene)[name]()
    once = letters(scene.school)
    with for_school(scene.school):
        calls(scene)[name]()

    assert once
    assert letters(scene.school) == once


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["signing_emails.ask", "paper_emails.reminder", "emails.version_sealed"])
def test_two_at_the_same_moment_send_one_mail_to_each(scene, name):
    with for_school(scene.school):
        OutgoingMail.objects.all().delete()
    together, faults = threading.Barrier(2), []

    def send():
        try:
            with for_school(scene.school):
                together.wait(20)
                calls(scene)[name]()
        except Exception as fault:  # noqa: BLE001 - any fault of a thread is a fault of the test
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with for_school(scene.school):
        to = list(OutgoingMail.objects.values_list("to", flat=True))

    assert faults == []
    assert to
    assert len(to) == len(set(to))
