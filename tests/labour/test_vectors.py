"""The boundary vectors of the law on working hours, one by one, each on the last minute that is allowed and the next.

All in the week of Monday 14 September 2026. Source: ATW, Nadere regeling kinderarbeid.
"""

from datetime import date, timedelta

import pytest

from schools.labour import RULES, Severity, findings, gathered, sentence, sentence_for_student
from tests.labour.days import MONDAY, born, codes, on


def found(age, *days, **more):
    return codes(findings(born(age), days, **more))


def test_at_15_seven_hours_with_half_an_hour_of_break_is_well():
    assert found(15, on(0, "08:00–15:30", 30)) == []


def test_at_15_seven_hours_and_a_minute_is_over_the_day():
    assert found(15, on(0, "08:00–15:31", 30)) == ["day"]


def test_at_15_two_breaks_of_a_quarter_are_not_half_an_hour_in_one_piece():
    assert found(15, on(0, "08:00–15:30", 15, 15)) == ["break"]


def test_at_15_work_does_not_begin_at_a_minute_to_seven():
    assert found(15, on(0, "06:59–13:00", 30)) == ["too_early"]
    assert found(15, on(0, "07:00–13:00", 30)) == []


def test_at_15_work_ends_at_seven_at_night_and_not_a_minute_later():
    assert found(15, on(0, "13:00–19:00", 30)) == []
    assert found(15, on(0, "13:00–19:01", 30)) == ["too_late"]


def test_at_15_thirteen_hours_of_rest_is_too_short():
    assert found(15, on(0, "13:00–19:00", 30), on(1, "08:00–12:00")) == ["rest"]
    assert found(15, on(0, "13:00–18:00", 30), on(1, "08:00–12:00")) == []


def test_at_15_a_morning_of_lessons_and_an_afternoon_of_stage_is_over_seven_hours():
    day = on(2, "13:00–17:00", lessons="08:30–12:00")
    assert [(one.code, one.measured) for one in findings(born(15), [day])] == [("day", 450)]
    assert found(15, on(2, "13:00–16:30", lessons="08:30–12:00")) == []


def stage_and_school(school):
    return [on(n, "08:00–15:30", 30) for n in (0, 1)] + [on(n, lessons=school) for n in (2, 3, 4)]


def test_at_15_two_days_of_stage_and_three_of_school_are_35_hours_and_well():
    assert found(15, *stage_and_school("08:00–15:00")) == []


def test_at_15_three_longer_days_of_school_make_35_and_three_quarters_too_much():
    [week] = findings(born(15), stage_and_school("08:00–15:15"))
    assert (week.code, week.measured) == ("week", 35 * 60 + 45)


def test_at_15_sunday_is_never_a_day_of_work():
    assert found(15, on(6, "10:00–14:00")) == ["sunday"]


def test_who_turns_16_on_wednesday_works_eight_hours_from_that_day_on():
    birth = date(2010, 9, 16)
    assert codes(findings(birth, [on(1, "08:00–16:30", 30)])) == ["day"]
    assert codes(findings(birth, [on(2, "08:00–16:30", 30)])) == []


def test_at_16_nine_hours_with_twice_a_quarter_of_break_is_well():
    assert found(16, on(0, "08:00–17:30", 15, 15)) == []


def test_at_16_nine_hours_with_one_break_of_twenty_minutes_is_not():
    assert found(16, on(0, "08:00–17:20", 20)) == ["break"]


def test_at_17_ten_and_a_half_hours_of_rest_is_too_short():
    days = [on(0, "14:00–22:30", 30), on(1, "09:00–13:00")]
    assert [(one.code, one.measured) for one in findings(born(17), days)] == [("rest", 630)]


def test_at_17_four_weeks_of_five_long_days_are_on_average_too_much():
    days = [on(n, "08:00–17:00", 30, week=week) for week in range(4) for n in range(5)]
    [mean] = findings(born(17), days)
    assert (mean.code, mean.measured, mean.until) == ("four_weeks", 42 * 60 + 30, date(2026, 10, 9))
    assert sentence(mean).endswith("gemiddeld 42,5 uur per week. Het mag hoogstens 40 uur zijn.")
    assert codes(findings(born(17), days[:-2])) == []


def test_weeks_that_are_past_do_not_hide_the_weeks_that_come():
    days = [on(n, "08:00–17:00", 30, week=week) for week in range(6) for n in range(5)]
    week_5, week_6, after = (MONDAY + timedelta(weeks=n) for n in (4, 5, 6))
    assert [one.until for one in findings(born(17), days)] == [date(2026, 10, 9)]
    assert [one.until for one in findings(born(17), days, since=week_5)] == [date(2026, 10, 16)]
    assert [one.until for one in findings(born(17), days, since=week_6)] == [date(2026, 10, 23)]
    assert findings(born(17), days, since=after) == []


def test_at_13_three_hours_outside_school_is_not_allowed():
    assert found(13, on(0, "09:00–12:00")) == ["too_young"]


def test_at_13_an_interne_stage_is():
    assert found(13, on(0, "09:00–12:00", is_internal=True)) == []


def test_at_18_ten_and_a_half_hours_asks_for_more_than_half_an_hour_of_break():
    assert found(18, on(0, "07:00–18:00", 30)) == ["long_break"]
    assert found(18, on(0, "07:00–18:00", 45)) == []


def test_hours_that_are_free_between_two_pieces_of_work_are_a_break():
    assert found(17, on(0, "09:00–12:00"), on(0, "18:00–20:30")) == []
    assert found(17, on(0, "09:00–12:00"), on(0, "12:15–15:00"), on(0, "15:15–16:30")) == []
    assert found(15, on(0, "09:00–12:00"), on(0, "12:30–15:00")) == []


def test_less_than_a_quarter_between_two_pieces_of_work_is_no_break_and_neither_are_lessons():
    assert found(17, on(0, "09:00–12:00"), on(0, "12:14–15:00")) == ["break"]
    assert found(17, on(0, "09:00–12:00", lessons="12:00–15:00"), on(0, "15:00–17:30")) == ["break"]
    assert found(17, on(0, "12:00–17:00", lessons="08:30–11:00")) == ["break"]
    assert found(15, on(0, "09:00–12:00"), on(0, "12:15–14:30"), on(0, "14:45–15:30")) == ["break"]


def test_a_break_under_a_quarter_is_work():
    assert found(15, on(0, "08:00–15:30", 30, 14)) == []
    assert found(15, on(0, "08:00–15:44", 30, 14)) == ["day"]


def test_at_16_a_week_holds_45_hours():
    assert found(16, *(on(n, "08:00–17:30", 30) for n in range(5))) == []
    assert found(16, *(on(n, "08:00–17:30", 30) for n in range(5)), on(5, "09:00–09:01")) == ["week"]


def test_at_18_a_week_holds_60_hours_and_lessons_do_not_count():
    days = [on(n, "07:00–18:30", 45, lessons="18:30–22:00") for n in range(5)]
    assert found(18, *days) == []
    assert found(18, *days, on(5, "08:00–15:00", 45)) == []
    assert found(18, *days, on(5, "08:00–15:01", 45)) == ["week"]


def test_at_18_weeks_of_fifty_hours_are_too_many_over_sixteen_weeks():
    days = [on(n, "07:30–18:00", 30, week=week) for week in range(16) for n in range(5)]
    [mean] = findings(born(18), days)
    assert (mean.code, mean.measured) == ("sixteen_weeks", 50 * 60)


def test_at_18_a_short_night_is_allowed_once_in_seven_days():
    late, early = on(0, "14:00–22:30", 30), on(1, "07:00–12:00")
    assert found(18, late, early) == []
    assert found(18, late, early, on(2, "14:00–22:30", 30), on(3, "07:00–12:00")) == ["rest"]
    assert found(18, on(0, "14:00–23:30", 30), early) == ["rest"]


def test_at_17_seven_days_on_end_leave_no_long_rest():
    days = [on(n, "08:00–13:00", 30) for n in range(6)]
    assert found(17, *days) == []
    assert sorted(found(17, *days, on(6, "08:00–13:00", 30))) == ["sunday", "week_rest"]


def test_at_18_long_rest_may_come_once_in_fourteen_days_when_it_is_long():
    days = [on(n, "08:00–13:00", 30) for n in range(10)]
    assert found(18, *days) == []
    assert found(18, *days, on(11, "08:00–13:00"), on(12, "08:00–13:00"), on(13, "08:00–13:00")) == ["week_rest"]


def test_at_16_sunday_asks_for_a_reason():
    [one] = findings(born(16), [on(6, "10:00–14:00")])
    assert (one.code, one.blocks, one.rule.key) == ("sunday", False, "sunday:16")


def test_at_16_thirteen_sundays_a_year_stay_free():
    birth = MONDAY.replace(year=MONDAY.year - 16)
    days = [on(6, "10:00–14:00", week=week) for week in range(40)]
    assert "free_sundays" not in codes(findings(birth, days[:39]))
    assert "free_sundays" in codes(findings(birth, days))


def test_a_sunday_that_is_past_does_not_hide_the_next_one_too_many():
    birth = MONDAY.replace(year=MONDAY.year - 16)
    days = [on(6, "10:00–14:00", week=week) for week in range(42)]
    told = [one.date for one in findings(birth, days, since=days[41].date) if one.code == "free_sundays"]
    assert told == [days[41].date]


def test_days_on_end_that_are_past_do_not_hide_that_the_long_rest_still_misses():
    days = [on(n, "08:00–13:00", 30) for n in range(10)]
    told = [one.date for one in findings(born(17), days, since=days[8].date) if one.code == "week_rest"]
    assert told == [days[8].date]


def test_at_14_a_day_that_is_past_does_not_hide_that_school_must_ask_for_the_job():
    days = [on(n, "09:00–12:00", job_minutes=None) for n in range(3)]
    assert [one.date for one in findings(born(14), days, since=days[2].date)] == [days[2].date]


@pytest.mark.parametrize(("age", "wrong"), [(15, ["on_call"]), (17, ["on_call"]), (18, [])])
def test_nobody_under_18_is_on_call(age, wrong):
    assert found(age, on(0, on_call=True)) == wrong


def test_a_vso_student_has_at_most_four_stage_days_a_week():
    days = [on(n, "09:00–12:00") for n in range(5)]
    assert found(16, *days, school_kind="vso") == ["four_days"]
    assert found(16, *days[:4], school_kind="vso") == []
    assert found(16, *days, school_kind="pro") == []


def test_under_16_a_parent_signs_before_the_first_day():
    day = on(0, "09:00–12:00")
    assert found(15, day, cosigned_on=None) == ["cosigned"]
    assert found(15, day, cosigned_on=MONDAY + timedelta(days=1)) == ["cosigned"]
    assert found(15, day, cosigned_on=MONDAY) == []
    assert [one.blocks for one in findings(born(17), [day], cosigned_on=None)] == [False]
    assert found(18, day, cosigned_on=None) == []


def test_at_14_school_asks_for_a_job_beside_the_stage():
    assert found(14, on(0, "09:00–12:00", job_minutes=None)) == ["side_job"]
    assert found(14, on(0, "09:00–12:00", job_minutes=4 * 60)) == []
    assert found(14, on(0, "09:00–12:00", job_minutes=4 * 60 + 1)) == ["side_job"]
    assert found(15, on(0, "09:00–12:00", job_minutes=None)) == []


def test_at_13_a_maatschappelijke_stage_is_two_hours_on_a_school_day():
    assert found(13, on(0, "09:00–11:00", kind="maatschappelijk")) == []
    assert found(13, on(0, "09:00–11:01", kind="maatschappelijk")) == ["community_day"]
    days = [on(n, "09:00–11:00", kind="maatschappelijk") for n in range(5)]
    assert found(13, *days, on(5, "09:00–11:01", kind="maatschappelijk")) == ["community_week"]


def test_who_turns_16_in_the_week_may_work_35_hours_before_that_day():
    birth = date(2010, 9, 18)  # Friday
    days = [on(n, "08:00–15:30", 30) for n in range(4)]
    assert codes(findings(birth, [*days, on(4, "08:00–17:30", 30)])) == []


def test_every_finding_has_a_sentence_without_loose_ends():
    days = [on(n, "05:00–23:30", 20, week=week, on_call=True) for week in range(41) for n in range(7)]
    seen = {}
    for age in (13, 14, 15, 16, 17, 18):
        for kind in ("", "maatschappelijk"):
            mine = [day._replace(kind=kind, job_minutes=None) for day in days]
            for one in findings(born(age), mine, school_kind="vso", cosigned_on=None):
                seen[one.rule] = sentence(one), sentence_for_student(one)
    asked = [on(0, "09:00–12:00", job_minutes=6 * 60)]
    long = findings(born(14), asked)
    assert all("%" not in text and "None" not in text for pair in seen.values() for text in pair)
    assert set(RULES) - seen.keys() == set()
    assert sentence(long[0]).startswith("In week 38 zijn stage, school en bijbaan samen 9 uur.")


def test_the_same_rule_is_told_once_and_what_blocks_comes_first():
    days = [on(6, "10:00–14:00"), *(on(n, "08:00–18:00", 30) for n in range(3))]
    told = [words for _one, words in gathered(findings(born(16), days))]
    assert told == [
        "Op maandag 14 september 2026 zijn het 9,5 uur, met school erbij. Op 16 jaar mag hoogstens 9 uur."
        " Ook op 15 september en 16 september.",
        "Zondag 20 september 2026 is een zondag. Dat mag alleen als het bij dit werk hoort en is afgesproken.",
    ]


def test_every_row_says_where_it_stands_and_since_when():
    assert all(rule.article and rule.valid_from < MONDAY and rule.severity in Severity for rule in RULES)
    assert len({(rule.code, rule.ages) for rule in RULES}) == len(RULES)
