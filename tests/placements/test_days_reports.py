"""Day reports: written by the student on stage days, read and answered by school and company, by guardians read."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import StoredFile
from core.tenancy import for_school
from placements.models import DayReport, ReportReply
from placements.todo import today_of
from schools.models import Guardianship
from tests.factories import DayReportFactory, PlacementFactory
from tests.placements.days import FRIDAY, NEXT_THURSDAY, THURSDAY, photo
from tests.queries import count_queries

READERS = ["student", "mentor", "coordinator", "guardian", "company"]
WORDS = {"did": "Ik heb banden gewisseld.", "mood": "3", "learned": "Ik kan nu een krik zetten."}


@pytest.fixture
def written(stage):
    return DayReportFactory(school=stage.placement.school, placement=stage.placement, date=THURSDAY)


def reports_of(stage):
    with for_school(stage.placement.school):
        return list(DayReport.objects.filter(placement=stage.placement).select_related("photo"))


def reply(stage, report, who="mentor"):
    with for_school(stage.placement.school):
        return ReportReply.objects.create(report=report, author=getattr(stage, who), text="Goed gedaan!")


def test_the_student_writes_a_report_with_a_photo(stage, sign_in, to):
    browser = sign_in(stage.student)
    answer = browser.post(to("report_write", THURSDAY), WORDS | {"photo": photo()}, follow=True)
    assert "Je verslag is verstuurd." in answer.text
    (report,) = reports_of(stage)
    assert (report.date, report.mood, report.learned) == (THURSDAY, 3, "Ik kan nu een krik zetten.")
    shown = browser.get(to("report_photo", THURSDAY))
    assert (shown["Content-Type"], shown["Cache-Control"]) == ("image/jpeg", "no-store")
    assert b"".join(shown.streaming_content)[:3] == b"\xff\xd8\xff"


def test_without_words_or_face_the_report_comes_back_with_all_that_was_typed(stage, sign_in, to):
    answer = sign_in(stage.student).post(to("report_write", THURSDAY), {"did": "", "learned": "Ik kan nu lassen."})
    assert "Schrijf op wat je hebt gedaan." in answer.text
    assert "Kies hoe het ging." in answer.text
    assert "Ik kan nu lassen." in answer.text
    assert reports_of(stage) == []


@pytest.mark.parametrize("mood", ["0", "5", "blij", "\x00", "9" * 40])
def test_an_odd_face_is_refused(stage, sign_in, to, mood):
    answer = sign_in(stage.student).post(to("report_write", THURSDAY), WORDS | {"mood": mood})
    assert answer.status_code == 200
    assert reports_of(stage) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg onload=alert(1)>", "geen foto die we kennen"),
        (b"", "leeg"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 99, "HEIC"),
        (b"\xff\xd8\xff\xe0" + b"kapot" * 99, "geen foto|beschadigd"),
    ],
)
def test_a_photo_that_is_none_is_refused_and_the_words_stay(stage, sign_in, to, content, words):
    upload = SimpleUploadedFile("foto.jpg", content, content_type="image/jpeg")
    answer = sign_in(stage.student).post(to("report_write", THURSDAY), WORDS | {"photo": upload})
    assert any(word in answer.text for word in words.split("|"))
    assert "Ik heb banden gewisseld." in answer.text
    assert reports_of(stage) == []


def test_a_report_is_changed_until_somebody_reacts(stage, written, sign_in, to):
    browser = sign_in(stage.student)
    browser.post(to("report_write", THURSDAY), WORDS | {"did": "Ik heb geveegd."})
    assert [report.did for report in reports_of(stage)] == ["Ik heb geveegd."]
    reply(stage, written)
    answer = browser.post(to("report_write", THURSDAY), WORDS, follow=True)
    assert "Er is al gereageerd op je verslag." in answer.text
    assert [report.did for report in reports_of(stage)] == ["Ik heb geveegd."]


def test_a_photo_that_is_replaced_or_removed_is_gone(stage, school, sign_in, to):
    browser = sign_in(stage.student)
    browser.post(to("report_write", THURSDAY), WORDS | {"photo": photo()})
    (first,) = reports_of(stage)
    browser.post(to("report_write", THURSDAY), WORDS | {"photo": photo(size=(30, 30))})
    with for_school(school):
        assert not StoredFile.objects.filter(pk=first.photo_id).exists()
    browser.post(to("report_write", THURSDAY), WORDS | {"without_photo": "on"})
    (report,) = reports_of(stage)
    assert (report.photo, browser.get(to("report_photo", THURSDAY)).status_code) == (None, 404)


def test_a_day_to_come_has_no_report_yet(stage, sign_in, to):
    answer = sign_in(stage.student).post(to("report_write", NEXT_THURSDAY), WORDS, follow=True)
    assert "Deze dag is nog niet geweest." in answer.text
    assert reports_of(stage) == []


def test_a_day_without_stage_has_no_report(stage, sign_in, to):
    wednesday = datetime.date(2027, 2, 3)
    assert sign_in(stage.student).post(to("report_write", wednesday), WORDS).status_code == 404


@pytest.mark.parametrize("who", READERS)
def test_who_may_read_reads(stage, written, sign_in, to, who):
    browser = sign_in(getattr(stage, who))
    assert "Ik heb banden gewisseld." in browser.get(to("reports")).text
    assert "Ik heb banden gewisseld." in browser.get(to("report", THURSDAY)).text


@pytest.mark.parametrize("who", ["stranger_mentor", "other_student", "other_company", "other_guardian"])
@pytest.mark.parametrize("name", ["report", "report_photo", "report_write"])
def test_others_find_no_report_and_no_photo(stage, sign_in, to, who, name):
    sign_in(stage.student).post(to("report_write", THURSDAY), WORDS | {"photo": photo()})
    assert sign_in(getattr(stage, who)).get(to(name, THURSDAY)).status_code == 404


def test_guardians_see_no_photo(stage, sign_in, to):
    sign_in(stage.student).post(to("report_write", THURSDAY), WORDS | {"photo": photo()})
    guardian = sign_in(stage.guardian)
    assert "<img" not in guardian.get(to("reports")).text
    assert guardian.get(to("report_photo", THURSDAY)).status_code == 404
    assert "<img" in sign_in(stage.company).get(to("reports")).text


def test_guardians_read_reports_only_while_the_student_is_a_minor(stage, school, written, sign_in, to):
    with for_school(school):
        Guardianship.objects.filter(member=stage.guardian).update(student_agreed_on=THURSDAY)
        stage.pupil.birth_date = datetime.date(2009, 2, 5)
        stage.pupil.save()
    browser = sign_in(stage.guardian)
    assert browser.get(to("days")).status_code == 200
    assert browser.get(to("reports")).status_code == 404
    assert browser.get(to("report", THURSDAY)).status_code == 404


@pytest.mark.parametrize("who", ["mentor", "coordinator", "company"])
def test_school_and_company_react_and_the_student_reads_it(stage, written, sign_in, to, who):
    sign_in(getattr(stage, who)).post(to("report", THURSDAY), {"text": "Mooi werk!"})
    assert "Mooi werk!" in sign_in(stage.student).get(to("reports")).text


@pytest.mark.parametrize("who", ["student", "guardian"])
def test_student_and_guardian_do_not_react(stage, school, written, sign_in, to, who):
    sign_in(getattr(stage, who)).post(to("report", THURSDAY), {"text": "Hoi"})
    with for_school(school):
        assert ReportReply.objects.count() == 0


def test_an_empty_reaction_gets_a_sentence(stage, written, sign_in, to):
    assert "Dit veld is verplicht" in sign_in(stage.mentor).post(to("report", THURSDAY), {"text": " "}).text


@pytest.mark.parametrize("query", ["?voor=x", "?voor=2027-02-30", "?voor=%00"])
def test_an_odd_page_is_not_there(stage, sign_in, to, query):
    assert sign_in(stage.mentor).get(to("reports") + query).status_code == 404


def test_many_reports_come_in_pages(stage, sign_in, to):
    for number in range(25):
        day = THURSDAY - datetime.timedelta(days=number)
        DayReportFactory(school=stage.placement.school, placement=stage.placement, date=day, did=f"Dag {number}.")
    browser = sign_in(stage.mentor)
    first = browser.get(to("reports")).text
    assert "Dag 19." in first
    assert "Dag 20." not in first
    assert "Dag 20." in browser.get(to("reports") + "?voor=2027-01-16").text


@pytest.mark.parametrize("who", READERS)
def test_the_list_asks_the_same_number_of_questions_however_many_reports(stage, written, sign_in, to, who):
    browser = sign_in(getattr(stage, who))
    reply(stage, written)
    one = count_queries(browser, to("reports"))
    for number in range(1, 6):
        day = THURSDAY - datetime.timedelta(days=number)
        reply(stage, DayReportFactory(school=stage.placement.school, placement=stage.placement, date=day), "company")
    assert count_queries(browser, to("reports")) == one <= 8


class TestHome:
    """What the home pages are told."""

    def asked(self, school, member, django_assert_max_num_queries, most=2):
        with for_school(school), django_assert_max_num_queries(most):
            return today_of(member)

    def test_the_student(self, stage, school, say, django_assert_max_num_queries):
        told = self.asked(school, stage.student, django_assert_max_num_queries)
        assert (told["today"].date, told["is_checked_in"], told["missing"]) == (FRIDAY, False, [])
        assert told["next"].date == NEXT_THURSDAY
        say(THURSDAY, stage.student)
        say(FRIDAY, stage.student)
        DayReportFactory(school=school, placement=stage.placement, date=FRIDAY)
        told = self.asked(school, stage.student, django_assert_max_num_queries)
        assert told["is_checked_in"]
        assert [day.date for day in told["missing"]] == [THURSDAY]

    def test_the_mentor(self, stage, school, say, written, clock, django_assert_max_num_queries):
        say(THURSDAY, stage.mentor, "absent")
        say(FRIDAY, stage.mentor, "absent")
        clock.move_to(datetime.datetime(2027, 2, 12, 12, tzinfo=datetime.UTC))
        say(NEXT_THURSDAY, stage.student)
        told = self.asked(school, stage.mentor, django_assert_max_num_queries)
        assert [report.pk for report in told["unanswered"]] == [written.pk]
        assert [(row["name"], row["absent"]) for row in told["absent"]] == [(stage.pupil.name, 2)]
        assert [(row["pk_of"], row["silent"]) for row in told["silent"]] == [(stage.placement.pk, 1)]
        reply(stage, written, "company")
        assert self.asked(school, stage.mentor, django_assert_max_num_queries)["unanswered"]
        reply(stage, written, "mentor")
        assert not self.asked(school, stage.mentor, django_assert_max_num_queries)["unanswered"]
        assert today_of_stranger(stage, school) == ([], [], [])

    def test_the_company(self, stage, school, say, django_assert_max_num_queries):
        say(FRIDAY, stage.student)
        told = self.asked(school, stage.company, django_assert_max_num_queries)
        assert [day.date for day in told["to_confirm"]] == [FRIDAY]
        assert [day.date for day in told["to_fill"]] == [THURSDAY]
        say(FRIDAY, stage.company)
        assert self.asked(school, stage.company, django_assert_max_num_queries)["to_confirm"] == []

    def test_the_coordinator(self, stage, school, say, django_assert_max_num_queries):
        told = self.asked(school, stage.coordinator, django_assert_max_num_queries)
        assert told == {"total": 1, "unheard": 1, "gone": 0}
        say(FRIDAY, stage.mentor, "sick")
        assert today_of_coordinator(stage, school) == {"total": 1, "unheard": 0, "gone": 1}

    def test_somebody_else_has_nothing_to_do_here(self, stage, school):
        with for_school(school):
            assert today_of(stage.guardian) == {}

    def test_a_stage_that_was_called_off_asks_nothing(self, stage, school):
        other = PlacementFactory(school=school, student=stage.pupil)
        with for_school(school):
            stage.placement.cancel(by=stage.coordinator, note="Het bedrijf stopt.")
            assert today_of(stage.student)["today"] is None
            assert today_of(other.student.member)["next"] is None


def today_of_stranger(stage, school):
    with for_school(school):
        told = today_of(stage.stranger_mentor)
    return told["unanswered"], told["absent"], told["silent"]


def today_of_coordinator(stage, school):
    with for_school(school):
        return today_of(stage.coordinator)
