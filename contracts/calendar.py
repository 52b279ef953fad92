"""The dates and hours of one stage, as they are agreed on paper."""

from datetime import date, timedelta
from typing import NamedTuple

from core.calendar import minutes_between, nl_weekdays, school_year
from core.templatetags.ui_words import hours as in_hours
from core.templatetags.ui_words import times
from placements.attendance import hours_by_date, monday_of
from schools.models import ClosedDays


def closed_days(placement):
    """Spans within the stage on which school is closed and there is no stage."""
    return list(ClosedDays.objects.between(placement.starts_on, placement.ends_on).filter(stage_goes_on=False))


class Span(NamedTuple):
    """Days without stage, from the first to the last."""

    starts_on: date
    ends_on: date


def closed_of(contract):
    """The same, as the contract of a page knows them already; otherwise they are asked for."""
    known = getattr(contract, "closed_spans", None)
    if known is None:
        return closed_days(contract.placement)
    return [Span(date.fromisoformat(one["first"]), date.fromisoformat(one["last"])) for one in known]


def stage_dates(placement, closed):
    """The dates of the stage: the weekdays that are agreed for each date in its period, without the closed ones."""
    timeline = placement.timeline()
    span = (placement.starts_on + timedelta(days=n) for n in range((placement.ends_on - placement.starts_on).days + 1))
    return [
        day
        for day in span
        if day.weekday() in timeline.on(day).weekdays and not any(c.starts_on <= day <= c.ends_on for c in closed)
    ]


def _minutes(starts_at, ends_at, break_minutes):
    return minutes_between(starts_at, ends_at) - break_minutes


def week_of(placement, dates):
    """{weekday: [((begin, end, break), [dates])]}: the hours of each day of the week, the usual ones first.

    A place for a morning or an afternoon has the hours of that part; before a change of the hours others hold.
    """
    if not dates:
        usual = (placement.starts_at, placement.ends_at, placement.break_minutes)
        return {number: [(usual, [])] for number in sorted(placement.weekdays)}
    hours, found = hours_by_date(placement), {}
    for day in dates:
        at = hours(day)
        spell = (at["starts_at"], at["ends_at"], at["break_minutes"])
        found.setdefault(day.weekday(), {}).setdefault(spell, []).append(day)
    return {number: sorted(spells.items(), key=_by_number) for number, spells in sorted(found.items())}


def _by_number(spell):
    return -len(spell[1])


def times_in_words(week):
    """08:30 – 15:30; where the days differ, each day with its own times."""
    usual = {number: times(*spells[0][0][:2]) for number, spells in week.items()}
    return _each(usual)


def minutes_of(week):
    """All minutes of work in the stage."""
    return sum(_worked(hours) * len(days) for spells in week.values() for hours, days in spells)


def times_of(contract):
    """The times as they are agreed, in words. Asks only where there are half days."""
    return told_hours(contract)["times"]


def told_hours(contract):
    """{days, minutes, times} of the stage, for a page. Asks for the half days only where there are some."""
    stage = contract.placement
    dates = stage_dates(stage, closed_of(contract))
    if getattr(contract, "has_halves", True):
        week = week_of(stage, dates)
        return {"days": len(dates), "minutes": minutes_of(week), "times": times_in_words(week)}
    timeline = stage.timeline()
    minutes = sum(_minutes(**timeline.on(day).hours) for day in dates)
    return {"days": len(dates), "minutes": minutes, "times": times(stage.starts_at, stage.ends_at)}


def breaks_in_words(week):
    """30 minuten; where the days differ, each day with its own."""
    return _each({number: break_words(spells[0][0][2]) for number, spells in week.items()})


def break_words(minutes):
    return f"{minutes} minuten" if minutes else "geen"


def week_in_words(week):
    """13 uur; an average where the same day of the week has several hours."""
    if all(len(spells) == 1 for spells in week.values()):
        return in_hours(sum(_worked(spells[0][0]) for spells in week.values()))
    spells = [spell for found in week.values() for spell in found]
    weeks = {monday_of(day) for _hours, days in spells for day in days}
    return f"gemiddeld {in_hours(round(minutes_of(week) / len(weeks)))}"


def week_rows(week):
    """[{day, on, times, break, hours}] for the paper; `on` tells which of these days, where they differ."""
    return [
        {
            "day": nl_weekdays([number]).capitalize(),
            "on": _on(place, days) if len(spells) > 1 else "",
            "times": times(*hours[:2]),
            "break": break_words(hours[2]),
            "hours": in_hours(_worked(hours)),
        }
        for number, spells in week.items()
        for place, (hours, days) in enumerate(spells)
    ]


def year_rows(week):
    """[{year, days, hours}] for the paper: what is done in each school year (WEB art. 7.2.8)."""
    found = {}
    for spells in week.values():
        for hours, days in spells:
            for day in days:
                found.setdefault(school_year(day)[0].year, []).append(_worked(hours))
    return [
        {"year": f"{year}-{year + 1}", "days": len(minutes), "hours": in_hours(sum(minutes))}
        for year, minutes in sorted(found.items())
    ]


def _each(words):
    """{weekday: words} in one sentence."""
    different = list(dict.fromkeys(words.values()))
    if len(different) == 1:
        return different[0]
    return ", ".join(
        f"{nl_weekdays([number for number, one in words.items() if one == said])} {said}" for said in different
    )


def _on(place, days):
    return "op " + ", ".join(f"{day:%-d-%-m}" for day in days) if place else "de andere weken"


def _worked(hours):
    begin, end, pause = hours
    return _minutes(begin, end, pause)
