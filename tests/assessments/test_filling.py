"""Filling in: half, without JavaScript, by htmx, and with mistakes."""

import pytest

from assessments.enums import Voice
from assessments.models import AspectVerdict, IndicatorScore
from core.tenancy import for_school
from schools.enums import Role


def page_of(indicators, part, value):
    return {f"score_{i.pk}": value for i in indicators[(part - 1) * 9 : part * 9]}


def kept(stage):
    with for_school(stage.school):
        return list(IndicatorScore.objects.order_by("pk").values_list("voice", "value"))


@pytest.mark.parametrize(
    ("role", "voice"),
    [(Role.STUDENT, "student"), (Role.SUPERVISOR, "company"), (Role.MENTOR, "mentor"), (Role.COORDINATOR, "mentor")],
)
def test_each_role_speaks_with_its_own_voice(stage, indicators, sign_in, role, voice):
    url = stage.url("fill", stage.assessment.pk, 1)
    answer = sign_in(stage.members[role]).post(url, page_of(indicators, 1, 3) | {"go": "next"})

    assert answer.url == stage.url("fill", stage.assessment.pk, 2)
    assert kept(stage) == [(voice, 3)] * 9


def test_half_a_page_is_kept_and_shown_again(stage, indicators, sign_in):
    browser, url = sign_in(stage.members[Role.STUDENT]), stage.url("fill", stage.assessment.pk, 1)
    first, second = indicators[0], indicators[1]

    browser.post(url, {f"score_{first.pk}": 2, f"score_{second.pk}": 0, "go": "stay"})
    page = browser.get(url).text

    assert kept(stage) == [("student", 2), ("student", None)]
    assert page.count(" checked") == 2


def test_forward_backward_and_done(stage, sign_in):
    browser, pk = sign_in(stage.members[Role.SUPERVISOR]), stage.assessment.pk

    assert browser.post(stage.url("fill", pk, 2), {"go": "previous"}).url == stage.url("fill", pk, 1)
    assert browser.post(stage.url("fill", pk, 4), {"go": "next"}).url == stage.url("assessment", pk)
    assert "Dank u wel" in browser.get(stage.url("assessment", pk)).text
    assert browser.get(stage.url("fill", pk, 5)).status_code == 404
    assert browser.get(stage.url("fill", pk, 0)).status_code == 404


def test_a_change_by_htmx_is_kept_without_an_answer(stage, indicators, sign_in):
    data = {f"score_{indicators[0].pk}": 4, f"remark_{indicators[0].aspect_id}": "Hielp Anna."}
    url = stage.url("fill", stage.assessment.pk, 1)
    answer = sign_in(stage.members[Role.STUDENT]).post(url, data, headers={"hx-request": "true"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert kept(stage) == [("student", 4)]


def test_a_remark_may_be_taken_back(stage, indicators, sign_in):
    browser, url = sign_in(stage.members[Role.STUDENT]), stage.url("fill", stage.assessment.pk, 1)
    name = f"remark_{indicators[0].aspect_id}"
    browser.post(url, {name: "Hielp Anna."})
    browser.post(url, {name: ""})

    with for_school(stage.school):
        assert AspectVerdict.objects.get().remark == ""


def test_a_mistake_keeps_everything_that_was_typed(stage, indicators, sign_in):
    first, second = indicators[0], indicators[1]
    data = {f"score_{first.pk}": 2, f"score_{second.pk}": 9, f"remark_{first.aspect_id}": "lang " * 300}
    answer = sign_in(stage.members[Role.STUDENT]).post(stage.url("fill", stage.assessment.pk, 1), data)

    assert answer.status_code == 200
    assert "Kies een van de vier punten" in answer.text
    assert "Maak de tekst korter" in answer.text
    assert ("lang " * 300).strip() in answer.text
    assert f'name="score_{first.pk}" value="2" checked' in answer.text


def test_who_is_still_filling_in_when_the_talk_begins_reads_why_and_loses_nothing(stage, indicators, sign_in, mentor):
    with for_school(stage.school):
        stage.assessment.discuss(by=mentor)
    data = {f"score_{indicators[0].pk}": 2, f"remark_{indicators[0].aspect_id}": "Dit typte ik."}
    answer = sign_in(stage.members[Role.STUDENT]).post(stage.url("fill", stage.assessment.pk, 1), data)

    assert "Dit kan nu niet" in answer.text
    assert "Dit typte ik." in answer.text
    assert kept(stage) == []


def test_the_talk_shows_who_chose_what_and_suggests_where_all_agree(stage, say, indicators, sign_in):
    same, other = indicators[0], indicators[1]
    say(Voice.STUDENT, lambda i: 4 if i == other else 3)
    say(Voice.COMPANY, lambda i: None if i == indicators[2] else 3)
    browser = sign_in(stage.members[Role.MENTOR])

    assert browser.post(stage.url("discuss", stage.assessment.pk)).url == stage.url("agree", stage.assessment.pk, 1)
    page = browser.get(stage.url("agree", stage.assessment.pk, 1)).text

    assert page.count("is-different") == 1
    assert page.count(" checked") == 7  # not where they differ, not where only one saw it
    assert f'name="score_{same.pk}" value="3" aria-describedby="heard-{same.pk}" checked' in page
    assert page.count('<span class="sb-voice">L</span>') == 9
    assert kept(stage)[-1][0] != "agreed"  # a suggestion is no score


def test_the_talk_works_without_any_voice_before_it(stage, indicators, sign_in):
    browser, pk = sign_in(stage.members[Role.MENTOR]), stage.assessment.pk
    browser.post(stage.url("discuss", pk))
    for part in range(1, 5):
        answer = browser.post(stage.url("agree", pk, part), page_of(indicators, part, 3) | {"go": "next"})
    assert answer.url == stage.url("conclude", pk)

    there = {"student_took_part": "on", "company_took_part": "on", "mentor_took_part": "on", "remarks": "Ga zo door."}
    assert browser.post(answer.url, there).url == stage.url("assessment", pk)
    assert "Vaststellen" in browser.get(stage.url("assessment", pk)).text
    browser.post(stage.url("finalise", pk))

    page = browser.get(stage.url("assessment", pk)).text
    assert "Ga zo door." in page
    assert page.count('class="ladder__now"') == 9


def test_another_joint_score_asks_for_the_reason_and_keeps_what_was_typed(stage, say, indicators, sign_in, mentor):
    with for_school(stage.school):
        stage.assessment.discuss(by=mentor)
    aspect, url = indicators[0].aspect_id, stage.url("conclude", stage.assessment.pk)
    browser = sign_in(mentor)

    without = browser.post(url, {f"value_{aspect}": 4, "remarks": "Blijf hier staan."})
    lonely = browser.post(url, {f"reason_{aspect}": "Daarom."})
    good = browser.post(url, {f"value_{aspect}": 4, f"reason_{aspect}": "Daarom."})

    assert "Schrijf op waarom" in without.text
    assert "Blijf hier staan." in without.text
    assert "Kies welke score" in lonely.text
    assert good.status_code == 302


def test_fixing_too_early_says_what_is_missing(stage, say, sign_in, mentor):
    with for_school(stage.school):
        stage.assessment.discuss(by=mentor)
    answer = sign_in(mentor).post(stage.url("finalise", stage.assessment.pk), follow=True)
    assert "Vink eerst aan" in answer.text


def test_last_times_score_stands_in_its_tile(stage, fix, sign_in):
    from tests.factories import AssessmentFactory

    fix(value=2)
    second = AssessmentFactory(
        school=stage.school, placement=stage.placement, moment="middle", planned_on="2027-03-12"
    )
    page = sign_in(stage.members[Role.STUDENT]).get(stage.url("fill", second.pk, 1)).text
    assert page.count("vorige keer") == 9
