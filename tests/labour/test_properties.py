"""What holds for every pattern of days and every birthday (hypothesis, the same examples each run)."""

from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from schools.labour import Day, findings, gathered, sentence_for_student
from schools.labour.day import age_on

SAME = settings(max_examples=150, derandomize=True, deadline=None, database=None)
FIRST = date(2026, 8, 31)
OF_A_DAY = {"day", "too_early", "too_late", "span", "sunday", "community_day", "too_young"}
clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
spans = st.tuples(clocks, clocks)
EITHER = st.booleans()
birthdays = st.dates(date(2006, 1, 1), date(2014, 12, 31))


@st.composite
def patterns(draw, internal=EITHER, last=60):
    """A few days of some weeks, in any shape."""
    return [
        Day(
            FIRST + timedelta(days=draw(st.integers(0, last))),
            work=tuple(draw(st.lists(spans, max_size=2))),
            breaks=tuple(draw(st.lists(st.integers(0, 120), max_size=3))),
            lessons=tuple(draw(st.lists(spans, max_size=2))),
            kind=draw(st.sampled_from(["", "maatschappelijk"])),
            is_internal=draw(internal),
            on_call=draw(st.booleans()),
            job_minutes=draw(st.sampled_from([None, 0, 240])),
        )
        for _n in range(draw(st.integers(0, 12)))
    ]


@SAME
@given(birthdays, patterns(), st.sampled_from(["", "vso"]), st.sampled_from([None, FIRST]))
def test_no_pattern_is_too_strange(birth, days, kind, signed):
    found = findings(birth, days, school_kind=kind, cosigned_on=signed)

    assert all(words for _one, words in gathered(found))
    assert [one for one in found if sentence_for_student(one) is None] == []
    assert findings(birth, list(reversed(days)), school_kind=kind, cosigned_on=signed) == found


@SAME
@given(birthdays, patterns())
def test_every_finding_speaks_to_the_age_on_its_own_date(birth, days):
    for one in findings(birth, days, school_kind="vso", cosigned_on=None):
        assert one.age == age_on(birth, one.date)
        assert one.rule.ages[0] <= one.age <= one.rule.ages[1]


@SAME
@given(st.dates(date(1990, 1, 1), date(2008, 8, 31)), patterns())
def test_nobody_of_18_meets_a_rule_for_the_young(birth, days):
    assert [one for one in findings(birth, days, cosigned_on=None) if one.rule.ages[1] < 18] == []


@SAME
@given(birthdays, patterns(internal=st.just(True)))
def test_an_interne_stage_never_meets_a_rule_on_hours(birth, days):
    assert findings(birth, days, school_kind="vso", cosigned_on=None) == []


@SAME
@given(birthdays, patterns(internal=st.just(False)))
def test_school_alone_is_never_found_fault_with(birth, days):
    lessons = [day._replace(work=(), on_call=False) for day in days]

    assert findings(birth, lessons, school_kind="vso", cosigned_on=None) == []


@SAME
@given(birthdays, patterns(internal=st.just(False)), st.data())
def test_a_day_less_gives_nothing_new(birth, days, data):
    """Which job asks at 14 hangs on what is known; the averages may name another week, never another rule."""
    if not days:
        return
    gone = data.draw(st.integers(0, len(days) - 1))
    less = [day._replace(work=(), breaks=(), on_call=False) if n == gone else day for n, day in enumerate(days)]
    before, after = findings(birth, days, school_kind="vso"), findings(birth, less, school_kind="vso")

    assert {one.rule for one in after if one.code != "side_job"} <= {one.rule for one in before}
    same = {(one.rule, one.date) for one in before}
    assert [one for one in after if one.code in OF_A_DAY and (one.rule, one.date) not in same] == []


@SAME
@given(patterns(internal=st.just(False)), st.sampled_from([14, 16, 18]), st.integers(0, 60))
def test_a_birthday_splits(days, age, number):
    """Up to the day itself everything is as for somebody who is a day younger than that birthday ever comes."""
    birthday = FIRST + timedelta(days=number)
    birth = birthday.replace(year=birthday.year - age)
    before = [day for day in days if day.date < birthday]
    later = [day for day in days if day.date >= birthday]

    def of_days(found):
        return [(one.rule, one.date, one.measured) for one in found if one.code in OF_A_DAY]

    assert {one.age for one in findings(birth, before)} <= {age - 1}
    assert all(one.age >= age for one in findings(birth, later))
    assert sorted(of_days(findings(birth, before)) + of_days(findings(birth, later))) == sorted(
        of_days(findings(birth, days))
    )
