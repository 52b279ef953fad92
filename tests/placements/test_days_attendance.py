"""Attendance: who may say what of which day, and what the others see of it."""

import datetime

import pytest

from core.models import AuditEntry
from core.moves import MoveRefused
from core.tenancy import for_school
from placements.attendance import history
from placements.enums import Presence
from placements.models import AttendanceDay
from tests.factories import MembershipFactory, PlacementFactory
from tests.placements.days import FRIDAY, NEXT_THURSDAY, THURSDAY
from tests.queries import count_queries

SEERS = ["student", "mentor", "coordinator", "guardian", "company"]
STRANGERS = ["stranger_mentor", "other_student", "other_company", "other_guardian"]


@pytest.mark.parametrize("who", SEERS)
def test_everybody_around_the_stage_sees_the_list(stage, sign_in, to, who):
    assert "do 4 februari" in sign_in(getattr(stage, who)).get(to("days")).text


@pytest.mark.parametrize("name", ["days", "reports", "assignments"])
@pytest.mark.parametrize("who", STRANGERS)
def test_who_has_nothing_to_do_with_the_stage_finds_nothing(stage, sign_in, to, who, name):
    assert sign_in(getattr(stage, who)).get(to(name)).status_code == 404


def test_the_student_checks_in_with_one_tap(stage, sign_in, to, day_of):
    browser = sign_in(stage.student)
    assert "Ik ben er" in browser.get(to("days")).text
    answer = browser.post(to("check_in"), {"date": FRIDAY, "presence": "present"}, follow=True)
    assert "Fijn, je bent er." in answer.text
    day = day_of(FRIDAY)
    assert (day.presence, day.reported_by_id) == ("present", stage.student.pk)
    assert "Ben je op je stage?" not in answer.text


def test_too_late_asks_for_minutes_and_takes_them_off_the_hours(stage, sign_in, to, day_of):
    browser = sign_in(stage.student)
    answer = browser.post(to("check_in"), {"date": FRIDAY, "presence": "late"})
    assert (answer.status_code, "Vul in hoeveel minuten" in answer.text) == (422, True)
    browser.post(to("check_in"), {"date": FRIDAY, "presence": "late", "minutes_late": "15"})
    assert (day_of(FRIDAY).presence, day_of(FRIDAY).minutes) == ("late", 7 * 60 - 30 - 15)


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"date": "gisteren", "presence": "present"},
        {"date": "2027-02-05", "presence": "sick"},
        {"date": "2027-02-05", "presence": "late", "minutes_late": "-5"},
        {"date": "2027-02-05", "presence": "late", "minutes_late": "9" * 30},
        {"date": "2027-02-05", "presence": "late", "minutes_late": "tien"},
        {"date": "2027-02-05\x00", "presence": "present"},
    ],
)
def test_nonsense_is_answered_with_the_page_and_changes_nothing(stage, sign_in, to, day_of, posted):
    assert sign_in(stage.student).post(to("check_in"), posted).status_code == 422
    assert day_of(FRIDAY).presence == Presence.EXPECTED


def test_a_day_without_stage_cannot_be_checked_in(stage, sign_in, to):
    browser = sign_in(stage.student)
    assert browser.post(to("check_in"), {"date": "2027-02-03", "presence": "present"}).status_code == 404


@pytest.mark.parametrize("address", ["2027-02-30", "2027-13-01", "0000-00-00", "99999-01-01", "morgen"])
def test_an_odd_date_in_the_address_is_not_there(stage, sign_in, to, address):
    page = to("days") + f"{address}/"
    assert sign_in(stage.coordinator).get(page).status_code == 404


@pytest.mark.parametrize("presence", ["sick", "absent", "excused", "cancelled", "expected"])
def test_a_student_says_only_that_he_was_there(stage, say, presence):
    with pytest.raises(MoveRefused):
        say(FRIDAY, stage.student, presence)


def test_a_student_says_it_of_today_and_yesterday_only(stage, say, clock):
    assert say(THURSDAY, stage.student).presence == Presence.PRESENT
    with pytest.raises(MoveRefused, match="nog niet geweest"):
        say(NEXT_THURSDAY, stage.student)
    clock.move_to(datetime.datetime(2027, 2, 7, 12, tzinfo=datetime.UTC))
    with pytest.raises(MoveRefused, match="Vraag je begeleider"):
        say(FRIDAY, stage.student)


def test_the_day_ends_at_midnight_in_the_netherlands(stage, say, clock):
    clock.move_to(datetime.datetime(2027, 2, 10, 23, 30, tzinfo=datetime.UTC))
    assert say(NEXT_THURSDAY, stage.student).presence == Presence.PRESENT


def test_what_school_said_stands(stage, say):
    say(FRIDAY, stage.mentor, Presence.SICK)
    for other in (stage.student, stage.company):
        with pytest.raises(MoveRefused, match="School heeft deze dag al ingevuld"):
            say(FRIDAY, other)


def test_school_plans_a_free_day_ahead_but_reports_nothing_ahead(stage, say):
    assert say(NEXT_THURSDAY, stage.mentor, Presence.EXCUSED).presence == Presence.EXCUSED
    with pytest.raises(MoveRefused, match="nog niet geweest"):
        say(NEXT_THURSDAY, stage.coordinator, Presence.PRESENT)
    assert say(NEXT_THURSDAY, stage.mentor, Presence.EXPECTED).reported_by is None


def test_a_company_reports_no_day_to_come(stage, say):
    with pytest.raises(MoveRefused, match="nog niet geweest"):
        say(NEXT_THURSDAY, stage.company, Presence.ABSENT)


def test_the_mentor_sets_a_day_and_the_history_tells(stage, school, sign_in, to, day_of, say):
    say(THURSDAY, stage.student)
    browser = sign_in(stage.mentor)
    browser.post(to("day", THURSDAY), {"presence": "late", "minutes_late": "20"})
    day = day_of(THURSDAY)
    assert (day.presence, day.minutes_late, day.reported_by_id) == ("late", 20, stage.mentor.pk)
    with for_school(school):
        told = [(line["what"], line["why"]) for line in history(day)]
    assert told == [("niet ingevuld → aanwezig", ""), ("aanwezig → te laat", "20 minuten te laat")]
    assert "aanwezig → te laat" in browser.get(to("day", THURSDAY)).text


def test_late_without_minutes_keeps_the_choice_on_the_page(stage, sign_in, to):
    answer = sign_in(stage.mentor).post(to("day", THURSDAY), {"presence": "late"})
    assert "Vul in hoeveel minuten de leerling te laat was." in answer.text
    assert 'value="late"' in answer.text


def test_a_company_confirms_the_week_in_one_tap(stage, sign_in, to, say, day_of):
    say(THURSDAY, stage.student)
    say(FRIDAY, stage.student)
    browser = sign_in(stage.company)
    assert "Alles klopt (2 dagen)" in browser.get(to("days")).text
    answer = browser.post(to("confirm_week", "2027-02-01"), follow=True)
    assert "2 dagen zijn bevestigd" in answer.text
    assert {day_of(THURSDAY).confirmed_by_id, day_of(FRIDAY).confirmed_by_id} == {stage.company.pk}
    assert "Alles was al bevestigd" in browser.post(to("confirm_week", "2027-02-01"), follow=True).text


def test_a_week_of_more_days_is_confirmed_in_as_many_questions(stage, sign_in, to, say):
    browser = sign_in(stage.company)
    say(THURSDAY, stage.student, Presence.PRESENT)
    one = count_queries(browser, to("confirm_week", "2027-02-01"), {})
    for day in (THURSDAY, FRIDAY):
        say(day, stage.mentor, Presence.PRESENT)

    assert count_queries(browser, to("confirm_week", "2027-02-01"), {}) == one <= 8


def test_a_company_that_says_the_same_confirms(stage, say):
    say(FRIDAY, stage.student)
    day = say(FRIDAY, stage.company)
    assert (day.reported_by_id, day.confirmed_by_id) == (stage.student.pk, stage.company.pk)


def test_when_student_and_company_differ_both_stay_in_sight_until_school_decides(stage, sign_in, to, say):
    say(FRIDAY, stage.student)
    day = say(FRIDAY, stage.company, Presence.ABSENT)
    assert day.presence == Presence.ABSENT
    assert "leerling: aanwezig · bedrijf: afwezig zonder reden" in sign_in(stage.mentor).get(to("days")).text
    assert "jij: aanwezig · bedrijf: afwezig zonder reden" in sign_in(stage.student).get(to("days")).text
    say(FRIDAY, stage.mentor, Presence.PRESENT)
    assert "bedrijf: afwezig" not in sign_in(stage.mentor).get(to("days")).text


def test_a_student_cannot_overrule_the_company(stage, say):
    say(FRIDAY, stage.company, Presence.ABSENT)
    with pytest.raises(MoveRefused, match="Het bedrijf heeft deze dag al ingevuld"):
        say(FRIDAY, stage.student)


def test_a_change_by_school_asks_the_company_again(stage, say, sign_in, to):
    say(FRIDAY, stage.student)
    say(FRIDAY, stage.company)
    assert say(FRIDAY, stage.mentor, Presence.LATE, 10).confirmed_at is None


def test_nobody_is_asked_why_somebody_is_ill(stage, sign_in, to):
    page = sign_in(stage.company).get(to("day", FRIDAY)).text
    assert "textarea" not in page
    assert "geen reden" in page


def test_a_company_sees_the_days_until_a_week_after_the_stage(stage, sign_in, to, clock):
    clock.move_to(datetime.datetime(2027, 4, 30, 12, tzinfo=datetime.UTC))
    assert sign_in(stage.company).get(to("days")).status_code == 200
    clock.move_to(datetime.datetime(2027, 5, 1, 12, tzinfo=datetime.UTC))
    assert sign_in(stage.company).get(to("days")).status_code == 404


def test_a_refused_move_leaves_no_trace(stage, school, say, day_of):
    with pytest.raises(MoveRefused):
        say(NEXT_THURSDAY, stage.student)
    with for_school(school):
        assert AuditEntry.objects.about(day_of(NEXT_THURSDAY)).count() == 0


@pytest.mark.parametrize("who", SEERS)
def test_the_list_asks_the_same_number_of_questions_however_many_days(stage, school, sign_in, to, who, say):
    browser = sign_in(getattr(stage, who))
    say(THURSDAY, stage.student)
    many = count_queries(browser, to("days"))
    with for_school(school):
        AttendanceDay.objects.filter(placement=stage.placement, date__gt=THURSDAY).delete()
    assert count_queries(browser, to("days")) == many <= 8


class TestToday:
    """Who is where today?"""

    def page(self, school, browser, query=""):
        return browser.get(f"/{school.slug}/stages/vandaag/{query}")

    def test_the_coordinator_sees_all_and_a_mentor_the_own(self, stage, school, sign_in):
        other = PlacementFactory(school=school)
        with for_school(school):
            AttendanceDay.objects.create(
                placement=other, date=FRIDAY, starts_at=other.starts_at, ends_at=other.ends_at
            )
        everybody = self.page(school, sign_in(stage.coordinator)).text
        assert stage.pupil.name in everybody
        assert other.student.name in everybody
        mine = self.page(school, sign_in(stage.mentor)).text
        assert stage.pupil.name in mine
        assert other.student.name not in mine

    def test_a_day_and_a_presence_can_be_chosen(self, stage, school, sign_in, say):
        say(THURSDAY, stage.student)
        browser = sign_in(stage.coordinator)
        assert stage.pupil.name in self.page(school, browser, "?dag=2027-02-04&stand=present").text
        assert stage.pupil.name not in self.page(school, browser, "?dag=2027-02-04&stand=absent").text
        assert stage.pupil.name not in self.page(school, browser, "?dag=2027-02-06").text

    @pytest.mark.parametrize(
        "query", ["?dag=31-02-2027", "?dag=x", "?stand=raar", "?groep=99999", "?groep=x", "?bladzijde=x", "?dag=%00"]
    )
    def test_odd_questions_get_the_page(self, stage, school, sign_in, query):
        assert self.page(school, sign_in(stage.coordinator), query).status_code == 200

    @pytest.mark.parametrize("rows", [1, 6])
    def test_it_asks_the_same_number_of_questions_however_many_students(self, stage, school, sign_in, rows):
        mentor = MembershipFactory(school=school, role="mentor")
        for placement in PlacementFactory.create_batch(rows, school=school, mentor=mentor):
            with for_school(school):
                AttendanceDay.objects.create(
                    placement=placement, date=FRIDAY, starts_at=placement.starts_at, ends_at=placement.ends_at
                )
        assert count_queries(sign_in(stage.coordinator), f"/{school.slug}/stages/vandaag/") == 7
