"""Two people sign at the same moment: both signatures stand, and the contract is complete once."""

import threading

import pytest
from django.db import connection

from contracts import signing
from contracts.enums import Method, Proof
from contracts.models import Contract, Signatory, Signature
from core.models import AuditEntry
from core.tenancy import for_school
from tests.contracts.conftest import print_them
from tests.contracts.signers import newest_version
from tests.factories import GuardianshipFactory

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
