"""Erasure stops at other people: a second child, another role, another school; and the record stays append-only."""

import datetime

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from core import erasing as cellar
from core import files
from core.models import AuditEntry, OutgoingMail, StoredFile
from core.moves import MoveRefused
from core.tenancy import for_school
from schools import erasing, tasks
from schools.enums import ErasureState, Purpose, Role
from schools.letters import write_letter
from schools.models import Erasure, Guardianship, Letter, Membership, SchoolAccount, Student, User
from tests.factories import DayReportFactory, GuardianshipFactory, MembershipFactory, PlacementFactory, StudentFactory

pytestmark = pytest.mark.django_db


def erase(student):
    """Erase inside the school, as the worker does."""
    with for_school(student.school_id):
        found = Student.objects.select_related("member__user").get(pk=student.pk)
        return erasing.erase_student(found)


@pytest.fixture
def student(school):
    return StudentFactory(school=school, number="4711")


def test_a_guardian_without_another_child_is_gone_and_one_with_another_stays(school, student):
    sister = StudentFactory(school=school)
    father = GuardianshipFactory(school=school, student=student).member
    mother = GuardianshipFactory(school=school, student=student).member
    GuardianshipFactory(school=school, student=sister, member=mother)
    with for_school(school):
        for member in (father, mother):
            write_letter(member, Purpose.ENTRY, expires_at=timezone.now() + datetime.timedelta(days=9))

    erase(student)

    with for_school(school):
        assert list(Guardianship.objects.values_list("member", flat=True)) == [mother.pk]
        assert list(Letter.objects.values_list("member", flat=True)) == [mother.pk]
        assert set(Membership.objects.current().filter(role=Role.GUARDIAN)) == {mother}
    gone, stays = User.objects.get(pk=father.user_id), User.objects.get(pk=mother.user_id)
    assert (gone.name, gone.email, gone.is_active) == ("gewist", None, False)
    assert (stays.name, stays.email, stays.is_active) == (mother.user.name, mother.user.email, True)


def test_somebody_with_a_role_at_another_school_keeps_the_account(school, student):
    elsewhere = MembershipFactory(user=student.member.user, role=Role.STUDENT)
    for school_of in (school, elsewhere.school):
        with for_school(school_of):
            SchoolAccount.objects.create(user=student.member.user, subject_hmac="x", how="code", school=school_of)
    parent = GuardianshipFactory(school=school, student=student).member
    MembershipFactory(user=parent.user, role=Role.SUPERVISOR)

    erase(student)

    for member in (student.member, parent):
        user = User.objects.get(pk=member.user_id)
        assert (user.name, user.is_active) == (member.user.name, True)
    with for_school(elsewhere.school):
        assert Membership.objects.current().filter(pk=elsewhere.pk).exists()
        assert SchoolAccount.objects.exists()
    with for_school(school):
        assert not Membership.objects.current().filter(pk=student.member_id).exists()
        assert not SchoolAccount.objects.exists()


def test_the_erased_are_signed_out_and_others_are_not(school, student, coordinator):
    for user in (student.member.user, coordinator.user):
        Client().force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    erase(student)

    assert [row.get_decoded()["_auth_user_id"] for row in Session.objects.all()] == [str(coordinator.user_id)]


def test_the_number_is_free_for_somebody_else(school, student):
    erase(student)

    assert StudentFactory(school=school, number="4711").number == "4711"


def test_another_student_s_work_is_untouched(school, student):
    other = DayReportFactory(school=school, did="Ik heb gelast.")
    erase(student)

    with for_school(school):
        other.refresh_from_db()
    assert other.did == "Ik heb gelast."


def test_a_mail_that_did_not_leave_is_not_sent_empty(school, student):
    with for_school(school):
        mail = {"school": school, "kind": "x", "to": student.member.user.email, "subject": "x", "text": "x"}
        OutgoingMail.objects.create(key="a", message_id="a", state="waiting", **mail)
        OutgoingMail.objects.create(key="b", message_id="b", state="sent", **mail)
    erase(student)

    with for_school(school):
        assert list(OutgoingMail.objects.values_list("state", "to", "text", "subject")) == [("sent", "", "", "")]


def test_a_namesake_s_mail_stays(school, student):
    with for_school(school):
        stage = PlacementFactory(school=school, student__first_name=student.first_name, student__last_name="x")
        mail = {"school": school, "kind": "x", "to": "baas@x.example", "state": "sent", "subject": "x"}
        for key, about in (("theirs", f"placements.placement:{stage.pk}"), ("loose", "")):
            OutgoingMail.objects.create(key=key, message_id=key, about=about, text=f"Over {student.name}.", **mail)
    erase(student)

    with for_school(school):
        texts = dict(OutgoingMail.objects.values_list("key", "text"))
    assert texts == {"theirs": f"Over {student.name}.", "loose": ""}


def test_what_is_held_is_not_erased_by_hand_either(school, student, coordinator):
    with for_school(school):
        due = {"due_on": timezone.localdate(), "school": school}
        held = Erasure.objects.create(student=student, term="dossier", **due)
        held.hold(by=coordinator, note="Bezwaarprocedure")
        by_hand = Erasure.objects.create(student=student, **due)
        with pytest.raises(MoveRefused, match="vastgezet"):
            by_hand.carry_out(by=coordinator)
        by_hand.refresh_from_db()
        assert by_hand.state == ErasureState.PLANNED


def notes(school):
    with for_school(school):
        return list(AuditEntry.objects.order_by("pk").values_list("note", flat=True))


def test_notes_are_blanked_by_the_narrow_function_only(school, student, coordinator):
    other = StudentFactory()
    for one in (student, other):
        with for_school(one.school):
            AuditEntry.record(one, action="edited", by=None, note="woont nu bij oma")

    with for_school(school):
        cellar.blank_acts({"schools.Student": [student.pk, other.pk]}, [])
        with pytest.raises(ProgrammingError), transaction.atomic():
            AuditEntry.objects.update(note="anders")
        with pytest.raises(ProgrammingError), transaction.atomic():
            AuditEntry.objects.all().delete()

    assert (notes(school), notes(other.school)) == ([""], ["woont nu bij oma"])


def test_acts_of_the_last_year_are_never_forgotten(school, student):
    with for_school(school):
        AuditEntry.record(student, action="edited", by=None)
        assert cellar.forget_acts(timezone.now() + datetime.timedelta(days=1)) == 0
        assert AuditEntry.objects.count() == 1


def test_acts_older_than_the_term_are_forgotten_in_the_open_school_only(school, student):
    other, long_ago = StudentFactory(), timezone.now() - datetime.timedelta(days=1100)
    for one in (student, other):
        with for_school(one.school), time_machine.travel(long_ago):
            AuditEntry.record(one, action="edited", by=None)

    with for_school(school):
        assert cellar.forget_acts(timezone.now() - datetime.timedelta(days=730)) == 1
    assert (len(notes(school)), len(notes(other.school))) == (0, 1)


def test_nobody_but_the_application_may_call_the_narrow_functions():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig::text, prosecdef, proacl::text FROM pg_proc WHERE proname LIKE 'audit_%'"
        )
        found = {name: (config, definer, acl) for name, config, definer, acl in cursor.fetchall()}

    assert found.keys() == {"audit_blank_notes", "audit_blank_naming", "audit_forget"}
    for config, definer, acl in found.values():
        assert (config, definer) == ('{"search_path=pg_catalog, pg_temp"}', True)
        assert sorted(part.partition("=")[0] for part in acl.strip("{}").split(",")) == ["stage_app", "stage_owner"]


@transaction.atomic
def drop_and_fail(pk):
    """Throw a file away in a transaction that fails."""
    cellar.drop({pk})
    raise RuntimeError


@pytest.mark.django_db(transaction=True)
def test_bytes_go_after_the_commit_and_a_crash_is_swept_up(school, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path  # files of other tests lie where a school of this number keeps its own
    with for_school(school):
        kept = [files.keep(school, b"x", name=f"{n}.pdf", content_type="application/pdf") for n in range(3)]
        places = [settings.MEDIA_ROOT / one.path for one in kept]
    with for_school(school), pytest.raises(RuntimeError):
        drop_and_fail(kept[0].pk)
    assert places[0].exists()  # taken back: the row is there, and so are the bytes

    with for_school(school):
        StoredFile.objects.filter(pk=kept[1].pk).delete()  # the process died between commit and unlink
        places[2].unlink()  # and somebody lost a disk
        report = DayReportFactory(school=school, photo=kept[0])
        tomorrow = timezone.now() + datetime.timedelta(days=1)
        assert files.sweep(school.pk, timezone.now() - datetime.timedelta(days=1)) == (0, [kept[2].pk])
        assert files.sweep(school.pk, tomorrow) == (1, [kept[2].pk])
        assert (places[0].exists(), places[1].exists()) == (True, False)
        report.photo = None
        report.save()
    tasks.sweep_the_disk()
    with for_school(school):
        assert not StoredFile.objects.exists()
    assert not places[0].exists()


def test_a_running_stage_keeps_its_student(school):
    stage = PlacementFactory(school=school)
    with pytest.raises(MoveRefused, match="eerst stoppen"):
        erase(stage.student)
