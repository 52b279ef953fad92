"""Assignments: made for a group, handed in by the student, judged by school, seen by the company."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.tenancy import for_school
from placements.models import Submission
from tests.core.hostile import opens_with_script, pdf
from tests.factories import AssignmentFactory, GroupFactory, GroupStudentFactory, PlacementFactory, SubmissionFactory
from tests.placements.days import photo
from tests.queries import count_queries

SEERS = ["student", "mentor", "coordinator", "guardian", "company"]


@pytest.fixture
def submission(stage, school):
    assignment = AssignmentFactory(
        school=school, group=stage.placement.group, due_on=datetime.date(2027, 2, 4), created_by=stage.mentor
    )
    return SubmissionFactory(school=school, assignment=assignment, placement=stage.placement)


@pytest.fixture
def hand_in(stage, sign_in, to, submission):
    def run(**posted):
        return sign_in(stage.student).post(to("submission", submission.pk), posted, follow=True)

    return run


@pytest.fixture
def judge(stage, sign_in, to, submission):
    def run(who="mentor", **posted):
        return sign_in(getattr(stage, who)).post(to("submission", submission.pk), posted, follow=True)

    return run


def now(submission):
    with for_school(submission.school):
        return Submission.objects.select_related("file").get(pk=submission.pk)


def group_page(name, school, group):
    return reverse(f"placements:{name}", args=[school.slug, group.pk])


@pytest.mark.parametrize("who", ["mentor", "coordinator"])
def test_school_makes_an_assignment_for_the_whole_group(stage, school, sign_in, who):
    GroupStudentFactory(school=school, group=stage.placement.group, student=stage.pupil)
    PlacementFactory(school=school, group=stage.placement.group)
    page = group_page("assignment_new", school, stage.placement.group)
    posted = {"title": "Maak een foto", "text": "Van je werkplek.", "due_on": "2027-03-01"}
    answer = sign_in(getattr(stage, who)).post(page, posted, follow=True)
    assert "De opdracht staat klaar voor 2 leerlingen." in answer.text
    assert "Maak een foto" in answer.text


@pytest.mark.parametrize(
    "posted", [{"title": ""}, {"title": "x" * 300, "text": "y"}, {"title": "a", "text": "b", "due_on": "31-02-2027"}]
)
def test_a_faulty_assignment_comes_back(stage, school, sign_in, posted):
    page = group_page("assignment_new", school, stage.placement.group)
    answer = sign_in(stage.coordinator).post(page, posted)
    assert (answer.status_code, "Dit klopt nog niet" in answer.text) == (200, True)


def test_a_mentor_makes_none_for_a_group_without_own_students(stage, school, sign_in):
    page = group_page("assignment_new", school, GroupFactory(school=school))
    assert sign_in(stage.mentor).get(page).status_code == 404


@pytest.mark.parametrize("who", SEERS)
def test_everybody_around_the_stage_sees_the_assignments(stage, submission, sign_in, to, who):
    browser = sign_in(getattr(stage, who))
    assert submission.assignment.title in browser.get(to("assignments")).text
    assert submission.assignment.text in browser.get(to("submission", submission.pk)).text


@pytest.mark.parametrize("who", ["stranger_mentor", "other_student", "other_company", "other_guardian"])
@pytest.mark.parametrize("name", ["submission", "submission_file"])
def test_others_find_no_work(stage, submission, hand_in, sign_in, to, who, name):
    hand_in(text="Klaar", file=photo())
    assert sign_in(getattr(stage, who)).get(to(name, submission.pk)).status_code == 404


def test_a_submission_of_another_placement_is_not_under_this_address(stage, school, submission, sign_in, to):
    other = SubmissionFactory(school=school)
    assert sign_in(stage.coordinator).get(to("submission", other.pk)).status_code == 404


def test_the_student_hands_in_words_and_a_photo(submission, hand_in, stage, sign_in, to):
    assert "Ingeleverd. Goed gedaan!" in hand_in(text="Dit is mijn plek.", file=photo()).text
    assert (now(submission).state, now(submission).text) == ("handed_in", "Dit is mijn plek.")
    page = sign_in(stage.company).get(to("submission", submission.pk)).text
    assert "Dit is mijn plek." in page
    assert "<img" in page
    assert sign_in(stage.company).get(to("submission_file", submission.pk))["Content-Type"] == "image/jpeg"
    assert "<img" not in sign_in(stage.guardian).get(to("submission", submission.pk)).text


def test_a_pdf_is_handed_out_as_a_download(submission, hand_in, stage, sign_in, to):
    hand_in(file=SimpleUploadedFile("verslag.pdf", pdf(), content_type="application/pdf"))
    answer = sign_in(stage.mentor).get(to("submission_file", submission.pk))
    assert (answer["Content-Type"], answer["Content-Disposition"].split(";")[0]) == ("application/pdf", "attachment")


def test_a_pdf_with_a_script_is_refused_and_the_words_stay(submission, hand_in):
    upload = SimpleUploadedFile("verslag.pdf", pdf(opens_with_script), content_type="application/pdf")
    answer = hand_in(text="Dit is mijn plek.", file=upload)
    assert "programmaatje" in answer.text
    assert "Dit is mijn plek." in answer.text
    assert now(submission).state == "open"


def test_nothing_at_all_cannot_be_handed_in(submission, hand_in):
    assert "Schrijf iets op, of kies een foto of PDF." in hand_in(text="  ").text
    assert now(submission).state == "open"


def test_late_is_shown_and_never_refused(submission, hand_in, stage, sign_in, to):
    assert "na de datum" in sign_in(stage.student).get(to("assignments")).text
    hand_in(text="Sorry, te laat.")
    assert now(submission).state == "handed_in"
    assert "na de datum" in sign_in(stage.mentor).get(to("assignments")).text


def test_the_mentor_asks_again_with_words_and_then_approves(submission, hand_in, judge):
    hand_in(text="Kort.")
    assert "Schrijf op wat de leerling nog moet doen." in judge(answer="ask_again").text
    judge(answer="ask_again", feedback="Vertel wat meer.")
    assert (now(submission).state, now(submission).feedback) == ("again", "Vertel wat meer.")
    hand_in(text="Langer.")
    judge("coordinator", answer="approve", feedback="")
    assert (now(submission).state, now(submission).text) == ("approved", "Langer.")


def test_handed_in_again_keeps_the_file_that_was_there(submission, hand_in):
    hand_in(text="Eerst.", file=photo())
    kept = now(submission).file_id
    hand_in(text="Beter.")
    assert (now(submission).text, now(submission).file_id) == ("Beter.", kept)


def test_what_is_approved_is_not_handed_in_again(submission, hand_in, judge):
    hand_in(text="Klaar.")
    judge(answer="approve", feedback="Mooi!")
    assert "Dit kan nu niet meer." in hand_in(text="Nog iets.").text
    assert now(submission).text == "Klaar."


@pytest.mark.parametrize("who", ["guardian", "company"])
def test_company_and_guardian_do_not_judge(submission, hand_in, judge, who):
    hand_in(text="Klaar.")
    judge(who, answer="approve", feedback="x")
    assert now(submission).state == "handed_in"


@pytest.mark.parametrize("answer", ["", "delete", "\x00"])
def test_an_odd_judgement_changes_nothing(submission, hand_in, judge, answer):
    hand_in(text="Klaar.")
    assert judge(answer=answer, feedback="x").status_code == 200
    assert now(submission).state == "handed_in"


@pytest.mark.parametrize("who", SEERS)
def test_the_list_asks_the_same_number_of_questions_however_many(stage, school, submission, sign_in, to, who):
    browser = sign_in(getattr(stage, who))
    one = count_queries(browser, to("assignments"))
    for _ in range(5):
        assignment = AssignmentFactory(school=school, group=stage.placement.group)
        SubmissionFactory(school=school, assignment=assignment, placement=stage.placement)
    assert count_queries(browser, to("assignments")) == one <= 8


def test_the_page_of_the_group_asks_the_same_number_of_questions(stage, school, submission, hand_in, sign_in):
    hand_in(text="Klaar.")
    browser, page = sign_in(stage.coordinator), group_page("group_assignments", school, stage.placement.group)
    assert stage.pupil.name in browser.get(page).text
    one = count_queries(browser, page)
    for _ in range(5):
        other = PlacementFactory(school=school, group=stage.placement.group)
        assignment = AssignmentFactory(school=school, group=stage.placement.group)
        SubmissionFactory(school=school, assignment=assignment, placement=other, state="handed_in")
    assert count_queries(browser, page) == one <= 8
