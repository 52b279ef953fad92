import datetime

import pytest

from assessments.models import Assessment
from assessments.planning import due_for, stage_days, suggest, to_plan_for
from core.models import OutgoingMail
from core.tenancy import for_school
from placements.attendance import plan_days
from placements.terms import change_terms
from schools.enums import Role
from tests.factories import PlacementFactory

DAY = datetime.date


@pytest.fixture
def fresh(stage):
    """A stage without an assessment: Thursdays and Fridays, 1 February until 23 April 2027."""
    return PlacementFactory(school=stage.school, mentor=stage.members[Role.MENTOR])


def test_first_comes_after_the_first_stage_day_then_halfway_then_the_end(fresh, stage, time_machine):
    time_machine.move_to(DAY(2027, 1, 15))
    with for_school(stage.school):
        suggested = []
        for _n in range(3):
            one = suggest(fresh)
            suggested.append((one.moment.value, one.planned_on))
            Assessment.objects.create(placement=fresh, form=stage.assessment.form, **one._asdict())
    assert [moment for moment, _day in suggested] == ["first", "middle", "end"]
    assert suggested[0][1] == DAY(2027, 2, 5)
    assert all(day.weekday() in (3, 4) for _moment, day in suggested)


def test_planning_asks_the_company_by_mail(fresh, stage, sign_in):
    data = {"moment": "first", "planned_on": "2027-02-05", "ask_company": "on"}
    answer = sign_in(stage.members[Role.MENTOR]).post(stage.url("plan", fresh.pk), data)

    assert answer.url == stage.url("assessments", fresh.pk)
    with for_school(stage.school):
        mail = OutgoingMail.objects.get()
        assert mail.to == fresh.supervisor.member.user.email
        assert "Wilt u" in mail.text
        assert " je " not in mail.text


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("2027-01-31", "eerste stagedag"), ("2028-01-01", "tijdens de stage"), ("morgen", "datum"), ("", "verplicht")],
)
def test_a_day_that_cannot_be_is_refused_in_words(fresh, stage, sign_in, day, sentence):
    answer = sign_in(stage.members[Role.MENTOR]).post(
        stage.url("plan", fresh.pk), {"moment": "first", "planned_on": day}
    )
    assert answer.status_code == 200
    assert sentence in answer.text


def test_the_same_day_twice_is_refused_in_words(stage, sign_in):
    answer = sign_in(stage.members[Role.MENTOR]).post(
        stage.url("plan", stage.placement.pk), {"moment": "middle", "planned_on": "2027-02-09"}
    )
    assert "staat al een beoordeling" in answer.text


def test_another_day_and_calling_off(stage, sign_in):
    browser, pk = sign_in(stage.members[Role.MENTOR]), stage.assessment.pk
    browser.post(stage.url("replan", pk), {"moment": "first", "planned_on": "2027-02-11"})
    refused = browser.post(stage.url("cancel", pk), {"note": ""})
    browser.post(stage.url("cancel", pk), {"note": "De stage is gestopt"})

    assert refused.status_code == 200
    stage.assessment = one_of(stage)
    assert (stage.assessment.planned_on, stage.assessment.state) == (DAY(2027, 2, 11), "cancelled")
    assert "gaat niet door" in browser.get(stage.url("assessment", pk)).text


def one_of(stage):
    with for_school(stage.school):
        return Assessment.objects.get(pk=stage.assessment.pk)


def test_a_talk_is_due_a_week_before_and_a_stage_without_one_is_to_be_planned(fresh, stage, time_machine):
    mentor = stage.members[Role.MENTOR]
    with for_school(stage.school):
        time_machine.move_to(DAY(2027, 2, 1))
        assert (list(due_for(mentor)), list(to_plan_for(mentor))) == ([], [fresh])
        time_machine.move_to(DAY(2027, 2, 2))
        assert list(due_for(mentor)) == [stage.assessment]


def test_student_and_company_have_it_on_their_list_until_they_filled_in(stage, say):
    from assessments.enums import Voice

    for role, voice in ((Role.STUDENT, Voice.STUDENT), (Role.SUPERVISOR, Voice.COMPANY)):
        with for_school(stage.school):
            assert list(due_for(stage.members[role])) == [stage.assessment]
            say(voice, 3)
            assert list(due_for(stage.members[role])) == []
            assert list(due_for(stage.members[Role.GUARDIAN])) == []


def test_a_talk_on_a_day_that_moved_away_says_so_to_whoever_leads_it(fresh, stage, sign_in, time_machine):
    time_machine.move_to(DAY(2027, 1, 15))
    with for_school(stage.school):
        plan_days(fresh)
        talk = Assessment.objects.create(
            placement=fresh, form=stage.assessment.form, moment="middle", planned_on=DAY(2027, 3, 4)
        )
    page, words = stage.url("assessment", talk.pk), "Op deze dag is er geen stage"
    assert words not in sign_in(stage.members[Role.MENTOR]).get(page).text

    with for_school(stage.school):
        change_terms(fresh, from_date=DAY(2027, 3, 1), by=stage.members[Role.MENTOR], cause="x", weekdays=[2])
        assert {day.weekday() for day in stage_days(fresh) if day >= DAY(2027, 3, 1)} == {2}

    assert words in sign_in(stage.members[Role.MENTOR]).get(page).text
