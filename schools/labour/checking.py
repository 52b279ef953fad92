"""Hold days against the law: every date with the age on that date, every ISO week, and the weeks together."""

from datetime import date, timedelta

from schools.labour.day import UNASKED, measured
from schools.labour.law import Finding, rule_for
from schools.labour.resting import resting

COMMUNITY = "maatschappelijk"
SCHOOL_DAYS, SUNDAY = range(5), 6
WEEK = timedelta(days=7)
YEAR = 52


def findings(birth_date, days, *, school_kind="", cosigned_on=UNASKED, since=date.min):
    """What the law says about these days of somebody with this birth date: [Finding], in order; [] when all is well.

    Days with lessons and no work count along, and are never found fault with. `cosigned_on` is the day on which a
    parent signed too: None when that did not happen yet. What is told once for a longer time is told of the first time
    that reaches `since`, so what is past hides nothing that comes.
    """
    rows = measured(birth_date, days)
    found = []
    for row in rows:
        if row.works:
            found += _of_the_day(row, cosigned_on)
        elif row.on_call:
            found += _when("on_call", row, True)
    found += _weeks(rows, school_kind, since) + _sundays(rows, since) + _side_job(rows, since) + resting(rows, since)
    return sorted(found, key=lambda one: (one.date, one.rule.code, one.until or one.date))


def _when(code, row, wrong, measured=None):
    rule = rule_for(code, row.age, row.date)
    return [Finding(rule, row.date, row.age, measured)] if rule and wrong else []


def _over(code, row, amount):
    rule = rule_for(code, row.age, row.date)
    return [Finding(rule, row.date, row.age, amount)] if rule and amount > rule.limit else []


def _of_the_day(row, cosigned_on):
    begin, end = row.work_first - row.midnight, row.work_last - row.midnight
    early = rule_for("too_early", row.age, row.date)
    found = _when("too_young", row, not (row.age == 13 and row.kind == COMMUNITY), row.age)
    found += _when("cosigned", row, cosigned_on is None or cosigned_on > row.date)
    found += _over("day", row, row.minutes) + _over("too_late", row, end) + _over("span", row, row.last - row.first)
    found += _when("too_early", row, early and begin < early.limit, begin)
    found += _when("sunday", row, row.date.weekday() == SUNDAY) + _when("on_call", row, row.on_call)
    if row.kind == COMMUNITY and row.age == 13 and row.date.weekday() in SCHOOL_DAYS:
        found += _over("community_day", row, row.own)
    return found + _break("break", row) + _break("long_break", row)


def _break(code, row):
    rule = rule_for(code, row.age, row.date)
    if not rule or row.own <= rule.after:
        return []
    rest = row.breaks[0] if row.breaks and rule.in_one else sum(row.breaks)
    return [Finding(rule, row.date, row.age, rest)] if rest < rule.limit else []


def _weeks(rows, school_kind, since):
    weeks = {}
    for row in rows:
        weeks.setdefault(row.monday, []).append(row)
    found = []
    for of_week in weeks.values():
        found += _together("week", of_week, 1)
        worked = [row for row in of_week if row.works]
        if school_kind == "vso" and worked:
            found += _over("four_days", worked[-1], len(worked))
        helped = [row for row in worked if row.kind == COMMUNITY and row.age == 13]
        if helped:
            found += _over("community_week", helped[0], sum(row.own for row in helped))
    return found + _averages("four_weeks", weeks, 4, since) + _averages("sixteen_weeks", weeks, 16, since)


def _averages(code, weeks, length, since):
    """Every run of so many successive weeks that reaches `since`; runs that overlap one already told are left out."""
    found, told = [], {}
    if not any(rule_for(code, row.age, row.date) for rows in weeks.values() for row in (rows[0], rows[-1])):
        return found
    for monday in sorted(weeks):
        run = [row for n in range(length) for row in weeks.get(monday - (length - 1 - n) * WEEK, ())]
        for one in _together(code, run, length):
            if one.until < since:
                continue
            if one.rule not in told or monday - told[one.rule] >= length * WEEK:
                told[one.rule] = monday
                found.append(one)
    return found


def _together(code, rows, number):
    """The hours of these weeks, once for every age that has a rule: what was done when younger counts along."""
    found, total, seen = [], 0, {}
    for row in rows:
        total += row.minutes
        rule = rule_for(code, row.age, row.date)
        if rule:
            first, _last, works, _total = seen.get(rule, (row, row, False, 0))
            seen[rule] = first, row, works or row.works, total
    for rule, (first, last, works, amount) in seen.items():
        if works and amount > rule.limit * number:
            found.append(Finding(rule, first.date, first.age, amount // number, last.date))
    return found


def _sundays(rows, since):
    """At least 13 Sundays free in every 52 weeks (ATW art. 5:6)."""
    worked = [row for row in rows if row.works and row.date.weekday() == SUNDAY]
    for number, row in enumerate(worked):
        rule = rule_for("free_sundays", row.age, row.date)
        busy = sum(1 for one in worked[: number + 1] if row.date - one.date < YEAR * WEEK)
        if rule and row.date >= since and YEAR - busy < rule.limit:
            return [Finding(rule, row.date, row.age, YEAR - busy)]
    return []


def _side_job(rows, since):
    """At 14 a job counts along: ask for it; then at most 7 hours a day and 35 a week together (NRK art. 12:1)."""
    own = [row for row in rows if row.works and rule_for("side_job", row.age, row.date)]
    coming = [row for row in own if row.date >= since]
    if any(row.job is None for row in coming):
        return _when("side_job", coming[0], True)
    for day in coming:
        of_week = [row for row in own if row.monday == day.monday]
        job = sum(row.job or 0 for row in of_week)
        total = job + sum(row.minutes for row in rows if row.monday == day.monday)
        too_long = any(row.job and row.minutes + row.job > 7 * 60 for row in of_week)
        if job and (too_long or total > 35 * 60):
            return _when("side_job", day, True, total)
    return []
