"""Who signs, in which order, and what the last signature does."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from contracts import signing
from contracts.enums import Method, Proof
from contracts.models import Contract, ContractVersion, PaperRules, Signature
from core.moves import MoveRefused
from core.tenancy import for_school
from schools.models import Student
from tests.contracts.conftest import print_them

SCREEN = {"method": Method.TYPED, "proof": Proof.MAIL_CODE, "statement": "Ik ga akkoord."}


@pytest.fixture
def version(checked, stage):
    """A version of a contract of a student of 15 that waits for its signatures; its school is open."""
    print_them(stage.coordinator, checked)
    with for_school(stage.school):
        yield ContractVersion.objects.get(contract=checked)


def signatories(version):
    return list(version.signatories.for_list())


def put(signatory, **more):
    return signing.sign(signatory, by=signatory.member, name=signatory.name, **SCREEN | more)


def test_director_student_guardian_and_company_sign_in_this_order(version):
    assert [(one.role, one.name) for one in signatories(version)] == [
        ("director", "Anja de Groot"),
        ("student", "Youssef el Amrani"),
        ("guardian", "Fatima el Amrani"),
        ("company", "Jan Bakker"),
    ]


def test_a_school_chooses_its_own_order(checked, stage):
    with for_school(stage.school):
        PaperRules.objects.create(
            school=stage.school, order=["student", "guardian", "company", "director", "partner"]
        )
    print_them(stage.coordinator, checked)
    with for_school(stage.school):
        found = signatories(ContractVersion.objects.get(contract=checked))
    assert [one.role for one in found] == ["student", "guardian", "company", "director"]


def test_an_order_names_every_signer_once(school):
    with for_school(school), pytest.raises(IntegrityError), transaction.atomic():
        PaperRules.objects.create(school=school, order=["student", "guardian", "company", "director"])


def test_who_is_not_first_hears_who_is(version):
    with pytest.raises(MoveRefused, match="Eerst tekent Anja de Groot"):
        put(signatories(version)[1])


def test_the_last_signature_makes_the_contract_complete_and_signing_twice_is_once(version):
    for signatory in signatories(version):
        assert put(signatory) == put(signatory)
    version.refresh_from_db()
    assert version.state == "complete"
    assert version.completed_at
    assert Contract.objects.get(pk=version.contract_id).state == "complete"
    assert Signature.objects.count() == 4


def test_paper_may_come_in_another_order(version):
    company = signatories(version)[-1]
    put(company, in_order=False)
    assert [one.state for one in signatories(version)] == ["waiting", "waiting", "waiting", "signed"]


def test_who_does_not_agree_says_why_and_the_contract_is_written_again(version):
    director, student, guardian, company = signatories(version)
    put(director)
    signing.refuse(student, by=student.member, note="De dagen kloppen niet.")
    version.refresh_from_db()
    assert version.state == "refused"
    assert Contract.objects.get(pk=version.contract_id).state == "submitted"
    with pytest.raises(MoveRefused, match="niet getekend: iemand wil het anders"):
        put(guardian)
    assert signatories(version)[0].signature


def test_a_new_version_lets_the_signatures_of_the_old_one_fall_but_keeps_them(version, stage):
    put(signatories(version)[0])
    print_them(stage.coordinator, version.contract)
    with for_school(stage.school):
        old, new = ContractVersion.objects.order_by("number")
        assert (old.state, new.state) == ("superseded", "open")
        assert signatories(old)[0].signature
        assert not signatories(new)[0].signature
        with pytest.raises(MoveRefused, match="vervangen door een nieuwe versie"):
            put(signatories(old)[1])


def test_a_student_who_turned_18_signs_without_the_guardians(version, stage):
    today = timezone.localdate()
    Student.objects.filter(pk=stage.placement.student_id).update(birth_date=today.replace(year=today.year - 18, day=1))
    signing.leave_out_guardians(version, by=None)
    assert [one.state for one in signatories(version)] == ["waiting", "waiting", "not_needed", "waiting"]


def test_the_database_lets_nobody_change_a_signature_or_what_a_version_says(version):
    signature = put(signatories(version)[0])
    for rows, change in (
        (Signature.objects.filter(pk=signature.pk), {"name": "Iemand anders"}),
        (ContractVersion.objects.filter(pk=version.pk), {"snapshot": {}}),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows.update(**change)


def test_the_file_of_a_version_cannot_go_while_the_version_is_there(version):
    with pytest.raises(ProtectedError):
        version.file.delete()


def test_a_paper_that_nobody_signs_is_never_whole(version):
    student = version.contract.placement.student
    Student.objects.filter(pk=student.pk).update(birth_date=timezone.localdate().replace(year=2000, day=1))
    version.signatories.all().delete()
    signing.leave_out_guardians(ContractVersion.objects.get(pk=version.pk), by=None)
    version.refresh_from_db()
    assert (version.state, Contract.objects.get(pk=version.contract_id).state) == ("open", "signing")
