"""Every term: announced thirty days ahead, told once, erased on its day, and not while it is held."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from core import files
from core.models import Job, OutgoingMail
from core.tenancy import for_school
from placements.models import AttendanceDay, DayReport, PlacementRequest
from schools import retention, tasks
from schools.enums import ErasureState
from schools.models import Erasure, ImportRun, LoginCode, Student
from schools.retention import keep_for, shift
from tests.factories import (
    AssignmentFactory,
    DayReportFactory,
    GroupFactory,
    PlacementFactory,
    RequestFactory,
    StudentFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db
LEFT = datetime.date(2027, 7, 15)


def the_day(day):
    """The daily task on this day, at the hour it runs."""
    with time_machine.travel(datetime.datetime.combine(day, datetime.time(6), datetime.UTC), tick=False):
        tasks.keep_the_terms()


def opened(school, **what):
    with for_school(school):
        return list(Erasure.objects.filter(**what).order_by("term", "pk"))


def test_months_are_counted_to_the_same_day_or_the_last_of_the_month():
    assert shift(datetime.date(2027, 7, 15), 24) == datetime.date(2029, 7, 15)
    assert shift(datetime.date(2027, 8, 31), 6) == datetime.date(2028, 2, 29)
    assert shift(datetime.date(2027, 1, 31), -2) == datetime.date(2026, 11, 30)


def test_a_dossier_is_announced_thirty_days_ahead_told_once_and_erased_on_its_day(school, coordinator):
    student = StudentFactory(school=school, left_on=LEFT, phone="0612345678", street="Kerkstraat 1")
    due = shift(LEFT, 24)
    the_day(due - datetime.timedelta(days=31))
    assert opened(school) == []

    for number in (30, 29, 1):
        the_day(due - datetime.timedelta(days=number))
    (erasure,) = opened(school)
    assert (erasure.term, erasure.state, erasure.due_on) == ("dossier", ErasureState.PLANNED, due)
    with for_school(school):
        mail = OutgoingMail.objects.get(kind="schools/mail/erasures_announced")
        assert (mail.to, student.last_name in mail.text) == (coordinator.user.email, False)
        assert Student.objects.get().phone == "0612345678"

    for _twice in (1, 2):
        the_day(due)
    with for_school(school):
        found = Student.objects.get()
        assert (found.phone, found.street, found.dossier_erased_on) == ("", "", due)
        assert (found.first_name, found.number) == (student.first_name, student.number)  # the law keeps these longer
    assert [one.state for one in opened(school, term="dossier")] == [ErasureState.DONE]

    gone = shift(LEFT, 60)
    the_day(gone - datetime.timedelta(days=30))
    the_day(gone)
    with for_school(school):
        assert Student.objects.get().name == "gewiste leerling"


def test_whoever_left_long_ago_when_the_school_begins_still_gets_thirty_days(school, coordinator):
    StudentFactory(school=school, left_on=datetime.date(2019, 7, 1))
    today = datetime.date(2027, 1, 10)
    the_day(today)

    assert {one.due_on for one in opened(school)} == {today + datetime.timedelta(days=30)}


def test_what_is_held_stays_and_all_else_of_the_student_too(school, coordinator):
    student = StudentFactory(school=school, left_on=LEFT, phone="0612345678")
    with for_school(school):
        mail = {"school": school, "kind": "x", "subject": "x", "text": "x", "state": "sent"}
        OutgoingMail.objects.create(key="a", message_id="a", to=student.member.user.email, **mail)
        OutgoingMail.objects.create(key="b", message_id="b", to="iemand@x.example", **mail)
        OutgoingMail.objects.update(created_at=datetime.datetime(2028, 6, 1, tzinfo=datetime.UTC))
    due = shift(LEFT, 24)
    the_day(due - datetime.timedelta(days=30))
    with for_school(school):
        Erasure.objects.get(term="dossier").hold(by=coordinator, note="Bezwaarprocedure")
    for number in (0, 1, 40):
        the_day(due + datetime.timedelta(days=number))

    with for_school(school):
        assert Student.objects.get().phone == "0612345678"
        texts = dict(OutgoingMail.objects.filter(kind="x").values_list("key", "text"))
        assert texts == {"a": "x", "b": ""}
        with time_machine.travel(datetime.datetime(2030, 1, 1, 12, tzinfo=datetime.UTC)):
            held = Erasure.objects.get(term="dossier")
            held.release(by=coordinator)
    assert opened(school, term="dossier")[0].due_on == datetime.date(2030, 1, 31)
    the_day(datetime.date(2030, 1, 31))
    with for_school(school):
        assert Student.objects.get().phone == ""


def test_a_student_who_comes_back_is_not_erased(school, coordinator):
    StudentFactory(school=school, left_on=LEFT, phone="0612345678")
    due = shift(LEFT, 24)
    the_day(due - datetime.timedelta(days=30))
    with for_school(school):
        Student.objects.update(left_on=None)
    the_day(due)

    assert [one.state for one in opened(school)] == [ErasureState.OFF]
    with for_school(school):
        assert Student.objects.get().phone == "0612345678"


def test_photos_go_half_a_year_after_the_stage_and_the_words_stay(school, coordinator):
    with for_school(school):
        photo = files.keep(school, b"jpeg", name="foto.jpg", content_type="image/jpeg")
    report = DayReportFactory(school=school, photo=photo)
    due = shift(report.placement.ends_on, 6)
    the_day(due - datetime.timedelta(days=30))
    (erasure,) = opened(school)
    assert (erasure.term, erasure.student_id, erasure.due_on, erasure.rows) == (
        "photos", report.placement.student_id, due, 1,
    )  # fmt: skip

    the_day(due - datetime.timedelta(days=1))
    with for_school(school):
        assert DayReport.objects.get().photo_id == photo.pk
    the_day(due)
    with for_school(school):
        found = DayReport.objects.get()
        assert (found.photo_id, found.did) == (None, report.did)


def test_wishes_that_came_to_nothing_go_a_year_after_the_round_and_the_others_stay(school, coordinator):
    group = GroupFactory(school=school)
    lost = RequestFactory(
        school=school, group=group, state="declined", decline_reason="full", decline_text="Helaas vol."
    )
    won = RequestFactory(school=school, group=group, state="accepted")
    due = shift(group.ends_on, 12)
    the_day(due - datetime.timedelta(days=30))
    the_day(due)

    with for_school(school):
        texts = dict(PlacementRequest.objects.values_list("pk", "why"))
        assert texts == {lost.pk: "", won.pk: won.why}
        assert PlacementRequest.objects.get(pk=lost.pk).decline_text == "gewist"


def test_lists_papers_and_codes_go_for_the_whole_school(school, coordinator):
    student, long_ago = StudentFactory(school=school), datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC)
    with for_school(school):
        run = ImportRun.objects.create(kind="students", state="done", source_name="P4a.csv", created_by=coordinator)
        paper = files.keep(school, b"%PDF", name="brieven.pdf", content_type="application/pdf")
        job = Job.objects.create(kind="x", label="Brieven", state="done", file=paper, faults=["Sem: geen adres"])
        LoginCode.objects.create(student=student, code_hmac="x", state="void", expires_on=long_ago.date())
        ImportRun.objects.update(created_at=long_ago)
        Job.objects.update(finished_at=long_ago)
    for day in (datetime.date(2027, 3, 10), datetime.date(2027, 4, 9)):
        the_day(day)

    with for_school(school):
        run.refresh_from_db()
        job.refresh_from_db()
        assert (run.source_name, job.label, job.faults, job.file_id) == ("gewiste lijst", "gewist", [], None)
        assert not LoginCode.objects.exists()
        assert {one.term: one.state for one in Erasure.objects.all()} == {
            "letters": ErasureState.DONE, "lists": ErasureState.DONE,
        }  # fmt: skip


def test_the_second_day_there_is_nothing_left_to_announce(school, coordinator):
    test_lists_papers_and_codes_go_for_the_whole_school(school, coordinator)
    the_day(datetime.date(2027, 4, 10))

    assert opened(school, state=ErasureState.PLANNED) == []


def test_attendance_stays_five_years_and_its_numbers_for_ever(school, coordinator):
    stage = PlacementFactory(school=school, state="completed", student__left_on=LEFT)
    task = AssignmentFactory(school=school, group=stage.group)
    SubmissionFactory(school=school, placement=stage, text="Mijn werk", assignment=task)
    with for_school(school):
        times = {"starts_at": "08:30", "ends_at": "15:30"}
        AttendanceDay.objects.create(placement=stage, date=stage.starts_on, presence="present", **times)
    for months in (24, 60):
        the_day(shift(LEFT, months) - datetime.timedelta(days=30))
        the_day(shift(LEFT, months))

    with for_school(school):
        assert AttendanceDay.objects.get().presence == "present"
        assert stage.submissions.get().text == ""


def test_one_school_s_terms_are_its_own(school, coordinator):
    theirs = StudentFactory(left_on=LEFT)
    with for_school(school):
        StudentFactory(school=school, left_on=LEFT)
        keep_for("dossier", 12, by=coordinator)
    the_day(shift(LEFT, 12) - datetime.timedelta(days=30))

    assert [one.due_on for one in opened(school)] == [shift(LEFT, 12)]
    assert opened(theirs.school) == []


def test_what_is_expected_costs_few_questions_however_many_students(school, django_assert_max_num_queries):
    for _number in range(6):
        StudentFactory(school=school, left_on=timezone.localdate() - datetime.timedelta(days=800))
    with for_school(school), django_assert_max_num_queries(20):
        assert len(retention.expected(timezone.localdate())) == 6
