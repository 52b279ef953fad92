"""The database keeps a trace of every write: who, which rows, which columns, never what was in them."""

import time
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from companies.models import Company
from core import checks, traces
from core.models import Job, WriteTrace
from core.tenancy import for_school
from groups.models import Seat
from schools.models import ReadTrace, Student
from schools.tasks import make_login_letters
from tests.core.test_walls_stand import catalogue
from tests.factories import CompanyFactory, InvitationFactory, StudentFactory

pytestmark = pytest.mark.django_db
WITHOUT = {"core_auditentry", "core_writetrace", "core_job", "core_outgoingmail"}
WITHOUT |= {"schools_failedentry", "schools_readtrace", "schools_glasspage"}
TRACES = ["core_auditentry", "core_writetrace", "schools_readtrace", "schools_glasspage"]


def rows_of(table):
    return list(WriteTrace.objects.filter(table=table).order_by("pk"))


def test_every_table_of_schools_is_traced_or_named_with_a_reason():
    guarded = catalogue("SELECT relname FROM pg_class WHERE relrowsecurity")
    for operation, bit in (("insert", 4), ("delete", 8), ("update", 16)):
        traced = catalogue(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgfoid = %s::regproc AND tgenabled = 'O'"
            " AND tgtype & %s > 0 AND tgtype & 1 = 0",
            f"public.trace_{operation}",
            bit,
        )
        assert guarded - traced == WITHOUT, operation
    assert {table for table, reason in traces.UNTRACED.items() if len(reason) > 10} == WITHOUT


def test_a_row_that_comes_changes_and_goes_leaves_three_lines(school):
    with for_school(school):
        company = CompanyFactory(school=school)
        Company.objects.filter(pk=company.pk).update(name="Anders", phone="06")
        Company.objects.filter(pk=company.pk).delete()
        told = [(one.operation, one.ids, sorted(one.columns)) for one in rows_of("companies_company")]

    assert told == [
        ("insert", [company.pk], []),
        ("update", [company.pk], ["name", "phone"]),
        ("delete", [company.pk], []),
    ]


def test_what_stays_the_same_leaves_no_line(school):
    with for_school(school):
        company = CompanyFactory(school=school)
        company.save()
        Company.objects.filter(pk=0).update(name="Niemand")

        assert [one.operation for one in rows_of("companies_company")] == ["insert"]


def test_three_thousand_seats_in_one_statement_are_one_line(school, figure):
    with for_school(school):
        invitation = InvitationFactory(school=school)
        days = [date(2027, 1, 1) + timedelta(days=n) for n in range(3000)]
        seats = [Seat(school=school, invitation=invitation, date=day, number=1) for day in days]
        begin = time.perf_counter()
        Seat.objects.bulk_create(seats)
        Seat.objects.filter(invitation=invitation).update(is_offered=False)
        took = time.perf_counter() - begin
        made, changed = rows_of("groups_seat")

    assert (len(made.ids), len(changed.ids), changed.columns) == (3000, 3000, ["is_offered"])
    figure("walls.trace_rows_for_3000_seats", 1, "1")
    assert took < 10


def test_no_value_is_kept(school):
    with for_school(school):
        student = StudentFactory(school=school, first_name="Zonderling", street="Verdwijnpad 7")
        Student.objects.filter(pk=student.pk).update(first_name="Wonderling", phone="0612345678")
        with connection.cursor() as cursor:
            cursor.execute("SELECT string_agg(to_jsonb(one)::text, ' ') FROM core_writetrace one")
            kept = cursor.fetchone()[0]

    assert "schools_student" in kept
    assert "first_name" in kept
    assert not {"Zonderling", "Wonderling", "Verdwijnpad", "0612345678"} & set(kept.replace('"', " ").split())


def test_a_page_names_who_wrote(sign_in, school, coordinator):
    with for_school(school):
        student = StudentFactory(school=school, number="901")
        before = WriteTrace.objects.count()
    posted = {"number": "901", "first_name": "Nu", "last_name": "Anders", "birth_date": "2011-02-03",
              "class_name": "P4a"}  # fmt: skip

    sign_in(coordinator).post(f"/{school.slug}/leerlingen/{student.pk}/aanpassen/", posted)

    with for_school(school):
        line = WriteTrace.objects.filter(table="schools_student").latest("pk")
        assert WriteTrace.objects.count() > before
    assert (line.operation, line.ids, line.user_id) == ("update", [student.pk], coordinator.user_id)
    assert {"first_name", "last_name"} <= set(line.columns)


def test_the_worker_acts_for_whoever_asked_and_otherwise_for_nobody(school, coordinator):
    with for_school(school):
        student = StudentFactory(school=school)
        job = Job.objects.create(
            kind=make_login_letters.name, label="Brieven", created_by=coordinator.user,
            arguments={"students": [student.pk]},
        )  # fmt: skip
        assert {one.user_id for one in rows_of("schools_student")} == {None}

    make_login_letters(school.pk, job.pk)

    with for_school(school):
        assert [one.user_id for one in rows_of("schools_logincode")] == [coordinator.user_id]


def test_a_lost_trigger_is_noticed_before_anything_starts():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE stage_owner")
        cursor.execute("ALTER TABLE groups_group DISABLE TRIGGER trace_update")
        cursor.execute("SET LOCAL ROLE stage_app")

    assert checks.faults() == ["Writes to groups_group leave no trace."]


def attempts():
    for table in TRACES:
        yield f"UPDATE {table} SET school_id = school_id"
        yield f"DELETE FROM {table}"
        yield f"TRUNCATE {table}"
        yield f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"
        yield f"DROP TABLE {table}"
    yield "UPDATE schools_breakglass SET reason = 'anders'"
    yield "UPDATE schools_breakglass SET ends_at = ends_at + interval '1 day'"
    yield "DELETE FROM schools_breakglass"
    yield "INSERT INTO core_writetrace SELECT * FROM core_writetrace"
    yield "ALTER TABLE schools_student DISABLE TRIGGER trace_update"
    yield "DROP TRIGGER trace_delete ON schools_student"
    yield "DROP FUNCTION trace_update() CASCADE"
    yield "CREATE OR REPLACE FUNCTION trace_update() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
    yield "SET session_replication_role = replica"


def test_no_trace_can_be_changed_or_wiped_by_the_application(school, figure):
    tried = succeeded = 0
    for sentence in attempts():
        tried += 1
        try:
            with for_school(school), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sentence)
            succeeded += 1
        except ProgrammingError:
            pass
    figure("walls.audit_tamper_attempts", f"{succeeded} of {tried}", "0")

    assert succeeded == 0


def test_old_traces_go_with_the_record_of_acts_and_never_within_a_year(school, coordinator):
    with for_school(school), connection.cursor() as cursor:
        student = StudentFactory(school=school)
        looked = {"school": school, "user": coordinator.user, "role": "coordinator", "student": student}
        for hour in ("2026-01-01T10:00:00Z", "2026-01-01T11:00:00Z"):
            ReadTrace.objects.create(what="dossier", hour=hour, **looked)
        old, look = WriteTrace.objects.latest("pk").pk, ReadTrace.objects.latest("pk").pk
        cursor.execute("SET LOCAL ROLE stage_owner")
        cursor.execute("UPDATE core_writetrace SET at = now() - interval '3 years' WHERE id = %s", [old])
        cursor.execute("UPDATE schools_readtrace SET at = now() - interval '3 years' WHERE id = %s", [look])
        cursor.execute("SET LOCAL ROLE stage_app")
        kept = WriteTrace.objects.count()
        cursor.execute("SELECT audit_forget(now())")

        assert (WriteTrace.objects.count(), ReadTrace.objects.count()) == (kept - 1, 1)
        assert not WriteTrace.objects.filter(pk=old).exists()


def test_the_owner_could_so_the_refusals_above_are_of_the_role(school):
    with for_school(school), connection.cursor() as cursor:
        StudentFactory(school=school)
        cursor.execute("SET LOCAL ROLE stage_owner")
        cursor.execute("DELETE FROM core_writetrace")
        removed = cursor.rowcount
        cursor.execute("SET LOCAL ROLE stage_app")

    assert removed > 0
