"""After it is fixed: the groeiladder, the PDF and the mail."""

import io

import pytest
from pypdf import PdfReader

from assessments.growth import ladder
from assessments.models import Assessment
from assessments.tasks import make_document, make_missing_documents
from core import files
from core.models import OutgoingMail, StoredFile
from core.tenancy import for_school
from schools.enums import Role
from tests.factories import AssessmentFactory
from tests.queries import count_queries


def second_of(stage, day="2027-03-12"):
    return AssessmentFactory(school=stage.school, placement=stage.placement, moment="middle", planned_on=day)


def reread(stage):
    with for_school(stage.school):
        return Assessment.objects.select_related("file").get(pk=stage.assessment.pk)


def test_there_is_no_ladder_before_something_is_fixed(stage):
    with for_school(stage.school):
        assert not ladder(stage.placement)


def test_the_ladder_shows_now_and_the_time_before(stage, fix, django_assert_num_queries):
    fix(value=2)
    fix(second_of(stage), value=lambda i: 3 if i.aspect.code != "D" else None)

    with for_school(stage.school), django_assert_num_queries(1):
        shown = ladder(stage.placement)
    assert [(r.previous, r.now) for r in shown.rungs if r.name.startswith("Samenwerken")] == [(2, 3)]
    assert [(r.previous, r.now, r.moved) for r in shown.rungs if r.name.startswith("Aandacht")] == [(2, None, "")]
    assert {r.moved for r in shown.rungs} == {"gegroeid", ""}
    with for_school(stage.school):
        assert len(ladder(stage.student).rungs) == 9


def test_the_drawing_and_the_table_tell_the_same(stage, fix, sign_in):
    fix(value=2)
    second = fix(second_of(stage), value=4)
    page = sign_in(stage.members[Role.GUARDIAN]).get(stage.url("assessment", second.pk)).text

    assert page.count('class="ladder__now"') == page.count('class="ladder__before"') == 9
    assert page.count("<td>goed</td>") == page.count("<td>voldoende</td>") == 9


def test_the_worker_makes_the_pdf_once(stage, fix):
    fix()
    for _n in range(2):
        make_document(stage.school.pk, stage.assessment.pk)

    one = reread(stage)
    with for_school(stage.school):
        assert StoredFile.objects.count() == 1
        assert OutgoingMail.objects.count() == 1
    assert one.file.name == "00123_Youssef_stagebeoordeling_2027-02-09.pdf"
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(files.read(one.file))).pages)
    assert "Samenwerken en overleggen" in text
    assert "Goed bezig." in text
    assert "ruim voldoende" in text


def test_what_the_queue_lost_is_made_by_the_sweep(stage, fix, at_once):
    fix()
    make_missing_documents()
    make_missing_documents()

    with for_school(stage.school):
        assert (StoredFile.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_no_pdf_of_what_is_not_fixed(stage):
    make_document(stage.school.pk, stage.assessment.pk)
    assert reread(stage).file is None


def test_fixed_again_gives_a_new_pdf_and_the_old_one_stays_kept(stage, fix, mentor, coordinator):
    fix()
    make_document(stage.school.pk, stage.assessment.pk)
    with for_school(stage.school):
        stage.assessment.reopen(by=coordinator, note="Fout")
        stage.assessment.finalise(by=mentor)
    make_document(stage.school.pk, stage.assessment.pk)

    with for_school(stage.school):
        assert StoredFile.objects.count() == 2


def test_guardians_get_a_mail_without_scores(stage, fix):
    fix()
    make_document(stage.school.pk, stage.assessment.pk)
    with for_school(stage.school):
        mail = OutgoingMail.objects.get()
    assert mail.to == stage.members[Role.GUARDIAN].user.email
    assert mail.reply_to == stage.members[Role.MENTOR].user.email
    for word in ("voldoende", "zwak", "goed", "Goed bezig"):
        assert word not in mail.text


@pytest.mark.parametrize("role", [Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR, Role.MENTOR, Role.COORDINATOR])
def test_whoever_sees_it_downloads_it(stage, fix, sign_in, role):
    fix()
    make_document(stage.school.pk, stage.assessment.pk)
    answer = sign_in(stage.members[role]).get(stage.url("document", stage.assessment.pk))

    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
    assert "00123_Youssef_stagebeoordeling_2027-02-09.pdf" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"


def test_before_it_is_there_the_page_says_so(stage, fix, sign_in):
    fix()
    answer = sign_in(stage.members[Role.STUDENT]).get(stage.url("document", stage.assessment.pk), follow=True)
    assert "De PDF wordt gemaakt" in answer.text


def test_pages_ask_at_most_eight_questions(stage, fix, say, sign_in, indicators):
    mentor, pk = sign_in(stage.members[Role.MENTOR]), stage.assessment.pk
    fill, agree = stage.url("fill", pk, 1), stage.url("agree", pk, 1)
    data = {f"score_{i.pk}": 3 for i in indicators[:9]} | {f"remark_{i.aspect_id}": "Ja" for i in indicators[:9]}
    there = dict.fromkeys(("student_took_part", "company_took_part", "mentor_took_part"), "on")

    asked = {
        "before": count_queries(mentor, stage.url("assessment", pk)),
        "plan": count_queries(mentor, stage.url("plan", stage.placement.pk)),
        "fill": count_queries(mentor, fill),
        "fill_post": count_queries(mentor, fill, data),
        "discuss": count_queries(mentor, stage.url("discuss", pk), {}),
        "agree": count_queries(mentor, agree),
        "agree_post": count_queries(mentor, agree, data),
        "conclude": count_queries(mentor, stage.url("conclude", pk)),
        "conclude_post": count_queries(mentor, stage.url("conclude", pk), there),
        "during": count_queries(mentor, stage.url("assessment", pk)),
        "finalise": count_queries(mentor, stage.url("finalise", pk), {}),
        "after": count_queries(mentor, stage.url("assessment", pk)),
    }
    assert asked.pop("finalise") == 9  # the nine aspect scores are fixed in the same act
    assert {name: number for name, number in asked.items() if number > 8} == {}


@pytest.mark.parametrize("rows", [1, 6])
def test_lists_ask_the_same_for_one_and_for_six(stage, sign_in, rows, time_machine):
    time_machine.move_to("2027-02-20")
    for day in range(1, rows):
        second_of(stage, f"2027-02-{10 + day}")
    browser = sign_in(stage.members[Role.MENTOR])

    due, own = stage.url("due"), stage.url("assessments", stage.placement.pk)
    assert browser.get(due).text.count('data-label="Gesprek"') == rows
    assert (count_queries(browser, due), count_queries(browser, own)) == (5, 6)  # one for the line of places
