"""The school calendar against the dates the ministry set."""

from datetime import date

import pytest

from core.calendar import (
    free_days,
    iso_week,
    iso_week_label,
    nl_date,
    nl_weekday,
    public_holidays,
    school_holidays,
    school_year,
    stage_days,
)

HERFST, KERST, VOORJAAR, MEI, ZOMER = (
    "Herfstvakantie",
    "Kerstvakantie",
    "Voorjaarsvakantie",
    "Meivakantie",
    "Zomervakantie",
)
SCHOOL_YEARS = {
    (2025, "N"): "18-10/26-10 20-12/04-01 21-02/01-03 25-04/03-05 04-07/16-08",
    (2025, "M"): "18-10/26-10 20-12/04-01 14-02/22-02 25-04/03-05 18-07/30-08",
    (2025, "Z"): "11-10/19-10 20-12/04-01 14-02/22-02 25-04/03-05 11-07/23-08",
    (2026, "N"): "10-10/18-10 19-12/03-01 20-02/28-02 24-04/02-05 10-07/22-08",
    (2026, "M"): "17-10/25-10 19-12/03-01 20-02/28-02 24-04/02-05 17-07/29-08",
    (2026, "Z"): "17-10/25-10 19-12/03-01 13-02/21-02 24-04/02-05 24-07/05-09",
    (2027, "N"): "16-10/24-10 25-12/09-01 19-02/27-02 29-04/07-05 15-07/27-08",
    (2027, "M"): "16-10/24-10 25-12/09-01 26-02/05-03 29-04/07-05 08-07/20-08",
    (2027, "Z"): "23-10/31-10 25-12/09-01 26-02/05-03 29-04/07-05 22-07/03-09",
}


@pytest.mark.parametrize(("year", "region"), SCHOOL_YEARS)
def test_school_holidays_are_those_of_the_region(year, region):
    found = school_holidays(region, date(year, 9, 15), date(year + 1, 7, 31))

    assert [name for _start, _end, name in found] == [HERFST, KERST, VOORJAAR, MEI, ZOMER]
    assert " ".join(f"{run.start:%d-%m}/{run.end:%d-%m}" for run in found) == SCHOOL_YEARS[year, region]


def test_a_holiday_that_touches_the_period_comes_whole():
    assert school_holidays("N", date(2027, 1, 2), date(2027, 1, 20)) == [(date(2026, 12, 19), date(2027, 1, 3), KERST)]


def test_a_period_without_holiday_has_none():
    assert school_holidays("Z", date(2026, 11, 1), date(2026, 11, 30)) == []


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, "01-01 03-04 05-04 06-04 27-04 05-05 14-05 24-05 25-05 25-12 26-12"),
        (2027, "01-01 26-03 28-03 29-03 27-04 05-05 06-05 16-05 17-05 25-12 26-12"),
        (2028, "01-01 14-04 16-04 17-04 27-04 05-05 25-05 04-06 05-06 25-12 26-12"),
    ],
)
def test_public_holidays_are_all_there(year, days):
    found = public_holidays(date(year, 1, 1), date(year, 12, 31))

    assert " ".join(f"{day.start:%d-%m}" for day in found) == days


@pytest.mark.parametrize(("year", "day"), [(2025, 26), (2026, 27), (2031, 26)])
def test_koningsdag_moves_off_a_sunday(year, day):
    found = public_holidays(date(year, 4, 25), date(year, 4, 29))

    assert found == [(date(year, 4, day), date(year, 4, day), "Koningsdag")]


def test_stage_days_leave_out_the_free_days():
    closed = free_days("N", date(2027, 2, 11), date(2027, 3, 31))

    days = stage_days(date(2027, 2, 11), date(2027, 3, 31), {3, 4}, closed)

    assert [f"{day:%d-%m}" for day in days] == (
        ["11-02", "12-02", "18-02", "19-02", "04-03", "05-03", "11-03", "12-03", "18-03", "19-03", "25-03"]
    )
    assert closed[date(2027, 2, 25)] == VOORJAAR
    assert closed[date(2027, 3, 26)] == "Goede vrijdag"


def test_a_school_year_starts_in_august():
    assert school_year(date(2026, 11, 21)) == (date(2026, 8, 1), date(2027, 7, 31))
    assert school_year(date(2027, 7, 31)) == (date(2026, 8, 1), date(2027, 7, 31))


def test_weeks_and_dates_are_named_in_dutch():
    day = date(2027, 2, 11)

    assert nl_weekday(day) == "donderdag"
    assert nl_weekday(day, short=True) == "do"
    assert nl_date(day) == "11 februari 2027"
    assert nl_date(day, weekday=True, year=False) == "donderdag 11 februari"
    assert (iso_week(day), iso_week_label(day)) == ("2027-W06", "week 6")
    assert iso_week(date(2027, 1, 1)) == "2026-W53"
