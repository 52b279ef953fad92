"""A stage beside the law on work and age: what it does not allow, and what it asks a reason for.

Match, transfer, bulk placing, contract and addendum all come here; of a timetable that changes, a round tells what
it did to each stage. Beside the days of the stage itself count the lessons, other stages and prestaties of the student
in the same weeks.
"""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import minutes_between, nl_date
from core.moves import MoveRefused
from placements.attendance import FREE, hours_by_date, pattern
from placements.models import AttendanceDay, LawReason, Placement, SignUp
from placements.safety import blocked
from schools.labour import UNASKED, Day, findings, gathered, sentence_for_student
from schools.lessons import Lessons, days_of

LONG, VERY_LONG = 270, 600  # minutes after which a piece of work has half an hour of break, or three quarters
CLEAREST = ("too_young", "sunday", "too_early", "too_late")  # what a student can do most with
WEEKS_BEFORE = {True: 3, False: 15}  # the averages look back over 4 weeks under 18, over 16 later


class ReasonWanted(MoveRefused):
    """It may be, when somebody writes down why. The message says what the law asks."""


def findings_for(placement, terms_by_date=None, *, since=date.min, cosigned_on=UNASKED):
    """[Finding] of a stage with the days it has now, of those `since` a day when asked.

    `terms_by_date` is {date: Terms, or None: no stage that day} for days that would become different. `cosigned_on`:
    when a parent signed, None for not yet.
    """
    student, kind = placement.student, placement.group.kind
    planned = _days_of(student)
    own = {row.date: Day.of(row, kind) for row in _own_days(placement, planned)}
    for day, terms in (terms_by_date or {}).items():
        own.pop(day, None)
        if terms is not None:
            own[day] = Day.of(terms, kind, day)
    others = [row for row in planned if row.placement_id != placement.pk]
    found = findings_of(student, own, others=others, cosigned_on=cosigned_on, since=since)
    return [one for one in found if (one.until or one.date) >= since]


def findings_ahead(placement):
    """[Finding] of the days that can still become different; those before count along in their week."""
    return findings_for(placement, since=timezone.localdate())


def keep_first_unlawful(placement):
    """Keep the first coming day of a stage that the law forbids, or that there is none any more."""
    today = timezone.localdate()
    day = min((max(one.date, today) for one in findings_ahead(placement) if one.blocks), default=None)
    Placement.objects.filter(pk=placement.pk).exclude(unlawful_from=day).update(unlawful_from=day)


def findings_of(student, own, *, others=None, cosigned_on=UNASKED, since=date.min):
    """[Finding] about these days, {date: Day}, of a student; `others`: the days elsewhere, when they are known.

    What is over before `since` hides nothing after it.
    """
    if not own:
        return []
    weeks = timedelta(weeks=WEEKS_BEFORE[student.age_on(max(own)) < 18])
    first = min(own) - timedelta(days=min(own).weekday()) - weeks
    last = max(own) + timedelta(days=6 - max(own).weekday())
    stage, school_kind = _elsewhere(student, first, last, _days_of(student) if others is None else others)
    for day, row in own.items():
        stage.setdefault(day, []).append(row)
    days = days_of(student, Lessons([student], first, last), stage, first, last)
    found = findings(student.birth_date, days, school_kind=school_kind, cosigned_on=cosigned_on, since=since)
    return [one for one in found if _concerns(one, own)]


def _days_of(student):
    """The stage days of a student at every place, without those that are free."""
    found = AttendanceDay.objects.filter(placement__student=student).exclude(presence__in=FREE)
    return list(found.select_related("placement__group__kind"))


def _own_days(placement, planned):
    """The stage days as they are planned; without any those of the agreed days of the week."""
    found = [row for row in planned if row.placement_id == placement.pk]
    if found or placement.days.exists():
        return found
    hours = hours_by_date(placement)
    return [AttendanceDay(date=day, **hours(day)) for day in pattern(placement)]


def _elsewhere(student, first, last, others):
    """({date: [Day]} of other stages and of prestaties in this period, the kind of school)."""
    stage = {}
    for row in others:
        if first <= row.date <= last:
            stage.setdefault(row.date, []).append(Day.of(row, row.placement.group.kind))
    chosen = SignUp.objects.chosen().filter(student=student, engagement__date__range=(first, last))
    for one in chosen.select_related("engagement__kind"):
        stage.setdefault(one.engagement.date, []).append(day_of(one.engagement))
    return stage, student.school.kind


def day_of(engagement):
    """A prestatie as a day of work, with the break that goes with its length."""
    begin, end = engagement.starts_at, engagement.ends_at
    span = minutes_between(begin, end)
    pause = 45 if span > VERY_LONG else 30 if span > LONG else 0
    kind = engagement.kind
    return Day(engagement.date, ((begin, end),), (pause,), kind=kind.code, is_internal=kind.is_internal)


def _concerns(found, own):
    """It speaks of one of these days, or of the night or weeks around them."""
    until = found.until or found.date
    return any(found.date - timedelta(days=1) <= day <= until for day in own)


def why_not_work(engagement, student):
    """The sentence that tells a student why this work cannot be; "" when it can."""
    found = findings_of(student, {engagement.date: day_of(engagement)})
    said = [sentence_for_student(one) for one in sorted(found, key=lambda one: one.code not in CLEAREST) if one.blocks]
    return next(filter(None, said), _("Dit past niet bij de regels voor jouw leeftijd.") if said else "")


def too_young(age, asked, day):
    """The sentence for a student who is younger than the work asks on that day; "" when old enough."""
    if not asked or age >= asked:
        return ""
    return _("Je moet %(age)s zijn op %(day)s. Dat ben je dan nog niet.") % {"age": asked, "day": nl_date(day)}


def open_warnings(placement, found):
    """Those that warn and have no reason yet."""
    warned = [one for one in found if not one.blocks]
    known = set(LawReason.objects.filter(placement=placement).values_list("rule", flat=True)) if warned else ()
    return [one for one in warned if one.rule.key not in known]


def reasons_of(placement):
    """{rule: why it may be at this stage}"""
    given = LawReason.objects.filter(placement=placement).select_related("given_by__user")
    return {one.rule: one for one in given}


def give_reason(placement, found, reason, *, by):
    """Write down why it may be, for each of these rules once."""
    for rule in {one.rule.key for one in found if not one.blocks}:
        LawReason.objects.get_or_create(
            placement=placement, rule=rule, defaults={"reason": reason[:600], "given_by": by}
        )


def refuse_unlawful(placement, found=None):
    """Raise MoveRefused with every sentence when the law, or forbidden work, stands in the way."""
    found = findings_ahead(placement) if found is None else found
    faults = [words for one, words in gathered(found) if one.blocks] + blocked(placement)
    if faults:
        raise MoveRefused(" ".join(faults))


def require(placement, *, by, reason=""):
    """Let a stage go on when the law allows it, and keep the reason where the law warns.

    Raises MoveRefused when it may not be, ReasonWanted when it may be with a reason that was not given.
    """
    found = findings_ahead(placement)
    refuse_unlawful(placement, found)
    warned = open_warnings(placement, found)
    if warned and not reason.strip():
        raise ReasonWanted(" ".join(words for _one, words in gathered(warned)))
    give_reason(placement, warned, reason.strip(), by=by)
