"""A day as the law counts it: work without pauses, lessons with their breaks, all in minutes."""

from datetime import date, timedelta
from typing import NamedTuple

UNASKED = date.min  # whether parents signed is no matter here
PAUSE = 15  # less in one piece is no pause (ATW art. 1:7 lid 1 onder e)
MIDNIGHT = 24 * 60
MONDAY = 0


class Day(NamedTuple):
    """What somebody does on a date. Work that ends before it begins, ends the next morning. `breaks` are minutes, each
    in one piece. `job_minutes` is a job beside the stage, None when nobody asked.
    """

    date: date
    work: tuple = ()
    breaks: tuple = ()
    lessons: tuple = ()
    kind: str = ""
    is_internal: bool = False
    on_call: bool = False
    job_minutes: int | None = None

    @classmethod
    def of(cls, row, kind, day=None):
        """The day of anything with begin, end and break in minutes; `day` where the row has no date of its own."""
        work, pause = ((row.starts_at, row.ends_at),), (row.break_minutes,)
        return cls(day or row.date, work, pause, kind=kind.code, is_internal=kind.is_internal)


class Measured(NamedTuple):
    """One date in minutes since the first midnight of the calendar. `own` is the work alone, `minutes` with school.
    `breaks`: the pauses, and what is free between two pieces of work; the longest first.
    """

    date: date
    age: int
    first: int
    last: int
    work_first: int
    work_last: int
    own: int
    minutes: int
    breaks: tuple
    kind: str
    on_call: bool
    job: int | None

    @property
    def works(self):
        return self.work_last > self.work_first

    @property
    def monday(self):
        """The first day of the ISO week."""
        return self.date - timedelta(days=self.date.weekday())

    @property
    def midnight(self):
        return self.date.toordinal() * MIDNIGHT


def age_on(birth_date, day):
    """Age in whole years; born on 29 February counts from 1 March."""
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (not had_birthday)


def measured(birth_date, days):
    """The days in order, those on one date together. An interne stage is not counted (ATW art. 2:3)."""
    of_date = {}
    for day in days:
        of_date.setdefault(day.date, []).append(day)
    return [_measure(age_on(birth_date, when), when, together) for when, together in sorted(of_date.items())]


def _measure(age, when, together):
    outside = [day for day in together if not day.is_internal]
    zero = when.toordinal() * MIDNIGHT
    work = [_span(zero, *span) for day in outside for span in day.work if span[0] != span[1]]
    lessons = [_span(zero, *span) for day in together for span in day.lessons] if age < 18 else []
    pauses = [minutes for day in outside for minutes in day.breaks if minutes >= PAUSE]
    own, school, present = _length(work), _length(lessons), _length(work + lessons)
    pause = min(sum(pauses), own)
    all_of_it = work + lessons
    work_first, work_last = min(work, default=(zero, zero))[0], max((last for _first, last in work), default=zero)
    free = [span for span in _between(all_of_it) if work_first <= span[0] and span[1] <= work_last]
    jobs = [day.job_minutes for day in outside if day.work]
    return Measured(
        date=when,
        age=age,
        first=min((first for first, _last in all_of_it), default=zero),
        last=max((last for _first, last in all_of_it), default=zero),
        work_first=work_first,
        work_last=work_last,
        own=own - pause,
        minutes=max(school, present - pause),
        breaks=tuple(sorted([*pauses, *(last - first for first, last in free)], reverse=True)),
        kind=next((day.kind for day in outside if day.work), ""),
        on_call=any(day.on_call for day in outside),
        job=None if None in jobs else sum(jobs),
    )


def _span(zero, first, last):
    begin, end = first.hour * 60 + first.minute, last.hour * 60 + last.minute
    return zero + begin, zero + end + (MIDNIGHT if end < begin else 0)


def _between(spans):
    """What lies free between these, where it is long enough to be a pause."""
    found, reached = [], None
    for first, last in sorted(spans):
        if reached is not None and first - reached >= PAUSE:
            found.append((reached, first))
        reached = last if reached is None else max(reached, last)
    return found


def _length(spans):
    """Minutes covered, what overlaps once."""
    total, reached = 0, 0
    for first, last in sorted(spans):
        if last > reached:
            total += last - max(first, reached)
            reached = last
    return total
