"""A student says how a place was; school sees a trend, and a single answer stays with who guides."""

import datetime

import pytest
from django.urls import reverse

from core.tenancy import for_school
from placements.models import Placement, StageRating
from placements.ratings import rating_trend
from tests.factories import CompanyFactory, ContactFactory, PlacementFactory
from tests.queries import asked

TODAY = datetime.date(2026, 12, 1)  # where the clock of these tests stands
GLAD = {"work": 3, "people": 3, "learning": 2, "sentence": "Ik mocht veel zelf doen."}


def over(school, **facts):
    """A stage that was over three days ago."""
    days = {"starts_on": TODAY - datetime.timedelta(days=60), "ends_on": TODAY - datetime.timedelta(days=3)}
    placement = PlacementFactory(school=school, **(days | facts))
    with for_school(school):
        Placement.objects.filter(pk=placement.pk).update(state="completed")
    return placement


def rated(company, *answers):
    """So many stages at this company, each with this smiley three times."""
    for points in answers:
        placement = over(company.school, company=company, supervisor=ContactFactory(
            school=company.school, company=company, is_first=False
        ))  # fmt: skip
        with for_school(company.school):
            StageRating.objects.create(placement=placement, work=points, people=points, learning=points)


def page(placement):
    return reverse("placements:rating", args=[placement.school.slug, placement.pk])


def test_three_taps_and_a_sentence_from_the_first_page_on(school, sign_in):
    placement = over(school)
    browser, home = sign_in(placement.student.member), reverse("school_home", args=[school.slug])

    assert page(placement) in browser.get(home).text
    half = browser.post(page(placement), GLAD | {"people": ""})
    assert half.status_code == 422
    assert "Tik op een gezicht." in half.text
    assert "Ik mocht veel zelf doen." in half.text
    assert browser.post(page(placement), GLAD).url == home
    assert page(placement) not in browser.get(home).text
    assert "Jij hebt het al gezegd" in browser.get(page(placement)).text
    browser.post(page(placement), GLAD | {"work": 1})
    with for_school(school):
        assert StageRating.objects.get().work == 3


@pytest.mark.parametrize(
    ("state", "days", "asks"),
    [("running", 7, True), ("running", 8, False), ("planned", 5, False), ("completed", -60, True),
     ("completed", -61, False), ("transferred", -2, True), ("cancelled", -2, False)],
)  # fmt: skip
def test_it_is_asked_in_the_last_week_and_two_months_after(school, sign_in, state, days, asks):
    placement = over(school, ends_on=TODAY + datetime.timedelta(days=days), starts_on=TODAY - datetime.timedelta(90))
    with for_school(school):
        Placement.objects.filter(pk=placement.pk).update(state=state, end_reason="x")

    text = sign_in(placement.student.member).get(page(placement)).text

    assert ("Verstuur" in text) == asks


def test_a_single_answer_is_read_by_who_guides_and_nobody_else(school, coordinator, sign_in):
    placement = over(school)
    sign_in(placement.student.member).post(page(placement), GLAD)
    guidance = reverse("placements:guidance", args=[school.slug, placement.pk])
    stage = reverse("placements:placement", args=[school.slug, placement.pk])

    assert GLAD["sentence"] in sign_in(placement.mentor).get(guidance).text
    assert GLAD["sentence"] in sign_in(coordinator).get(guidance).text
    company = sign_in(placement.supervisor.member)
    assert company.get(guidance).status_code == 404
    assert GLAD["sentence"] not in company.get(stage).text
    with for_school(school):
        assert not StageRating.objects.visible_to(placement.supervisor.member).exists()
        other = over(school, company=placement.company, supervisor=placement.supervisor).student.member
        assert not StageRating.objects.visible_to(other).exists()


def test_a_trend_begins_with_three_answers_and_asks_one_question(school, django_assert_num_queries):
    few, enough, better = (CompanyFactory(school=school) for _ in range(3))
    rated(few, 3, 3)
    rated(enough, 1, 1, 2)
    rated(better, 1, 1, 1, 3, 3, 3)

    with for_school(school), django_assert_num_queries(1):
        trend = rating_trend([few.pk, enough.pk, better.pk])

    assert trend.keys() == {enough.pk, better.pk}
    assert (trend[enough.pk].number, trend[enough.pk].direction) == (3, 0)
    assert (str(trend[enough.pk].words), trend[enough.pk].icon) == ("vaak niet zo fijn", "emoji-frown")
    assert (trend[better.pk].direction, str(trend[better.pk].direction_words)) == (1, "beter dan eerder")


def test_the_first_page_of_a_student_asks_one_question_more_for_it(school, sign_in):
    placement = over(school)

    _answer, questions = asked(sign_in(placement.student.member), reverse("school_home", args=[school.slug]))

    assert sum("placements_stagerating" in question for question in questions) == 1
