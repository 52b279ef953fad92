"""A leer-werktraject beside the law (domain I13): what stands in its way, and what asks a reason.

Year, recognised company, size, a school day in every week, and an agreement with an mbo. Source: Wvo 2020 art. 2.38
lid 9 and 2.103–2.107; a size below the least is a reason to explain, for leerjaar 3 and 4 count together. A change of
a signed contract is held against what it touches.
"""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.budget import HOUR, LEAST_DAYS, LEAST_HOURS, MOST_DAYS, MOST_HOURS, Size, fits, too_large, too_small
from contracts.calendar import minutes_of, week_of
from contracts.enums import ContractState
from contracts.models.lwt import LwtPlan
from contracts.models.partner import PartnerAgreement
from core.calendar import iso_week_label, minutes_between, nl_date, school_year
from core.moves import MoveRefused
from core.templatetags.ui_words import hours
from placements.attendance import FREE, hours_by_date, monday_of, pattern
from placements.enums import PlacementState
from placements.lawful import open_warnings
from placements.models import AttendanceDay, Placement
from schools.labour import Severity
from schools.lessons import HALF_DAY, Lessons
from schools.models import ClosedDays

CODE = "lwt"
YEARS = (3, 4)
SCHOOL_WEEK = 5
PLANNING = {"weekdays", "starts_at", "ends_at", "break_minutes", "ends_on"}  # what of a change moves days or hours
PLAN_SIZE = ("plan_days", "plan_hours")  # what of a change is the size that was agreed
LAW = "Wvo 2020 art."


class Rule(NamedTuple):
    """One row of the law on leer-werktrajecten; `key` stands with a reason that was written down."""

    key: str
    article: str
    severity: Severity = Severity.BLOCK


PLAN = Rule("lwt_plan", f"{LAW} 2.103 lid 6")
YEAR = Rule("lwt_year", f"{LAW} 2.103 lid 1")
RECOGNISED = Rule("lwt_recognised", f"{LAW} 2.103–2.107")
LAPSES = Rule("lwt_lapses", f"{LAW} 2.103–2.107", Severity.WARN)
BUDGET = Rule("lwt_budget", f"{LAW} 2.38 lid 9")
LARGE = Rule("lwt_large", f"{LAW} 2.38 lid 9")
SMALL = Rule("lwt_small", f"{LAW} 2.38 lid 9", Severity.WARN)
SCHOOL_DAY = Rule("lwt_school_day", f"{LAW} 2.103–2.107")
SHORT_WEEK = Rule("lwt_short_week", f"{LAW} 2.103–2.107", Severity.WARN)
PARTNER = Rule("lwt_partner", f"{LAW} 2.103–2.107")


class Finding(NamedTuple):
    """A rule that does not hold for this stage, in a sentence for school."""

    rule: Rule
    words: str

    @property
    def blocks(self):
        return self.rule.severity == Severity.BLOCK


def is_lwt(placement):
    """The stage is a leer-werktraject at a company."""
    kind = placement.group.kind
    return kind.code.startswith(CODE) and not kind.is_internal


def plan_of(contract):
    """What was filled in for the leer-werkovereenkomst; None before that."""
    return LwtPlan.objects.filter(contract=contract.pk).first() if contract.pk else None


def planned(placement):
    """The days and minutes of this stage by its own terms, without the days on which school is closed."""
    days = pattern(placement)
    return Size(len(days), minutes_of(week_of(placement, days)))


def elsewhere(placement):
    """The days and minutes of the student's other leer-werktrajecten, those before this one too."""
    others = Placement.objects.filter(
        student=placement.student_id, group__kind__code__startswith=CODE, group__kind__is_internal=False
    ).exclude(pk=placement.pk).exclude(state=PlacementState.CANCELLED).select_related("group")
    total = Size()
    for other in others:
        known = list(other.days.all())
        rows = [row for row in known if row.presence not in FREE]
        spent = sum(minutes_between(row.starts_at, row.ends_at) - row.break_minutes for row in rows)
        made = Size(len(rows), spent)
        total = total.plus(made if known else planned(other))
    return total


def sizes_of(placement):
    """(what is planned here, what the student does elsewhere)."""
    return planned(placement), elsewhere(placement)


def findings(contract, plan, sizes=None):
    """[Finding] of a leer-werktraject with this plan (None: not filled in), what blocks first."""
    placement = contract.placement
    size, others = sizes or sizes_of(placement)
    found = [*_year(placement, plan), *_recognised(placement), *_partner(contract), *_weeks(placement)]
    if plan is None:
        found.insert(0, Finding(PLAN, _("Het leerwerkplan is nog niet ingevuld.")))
    else:
        is_signed = contract.state == ContractState.COMPLETE
        way = _("Maak een wijziging van het contract.") if is_signed else _("Pas het plan aan.")
        found += _budget(size, plan.size, way)
    found += _size((plan.size if plan else size).plus(others), others)
    return sorted(found, key=lambda one: not one.blocks)


def refuse(contract):
    """Raise MoveRefused when the law stands in the way of this leer-werkovereenkomst, or asks a reason first."""
    if not is_lwt(contract.placement):
        return
    placement = contract.placement
    found = findings(contract, plan_of(contract))
    faults = [one for one in found if one.blocks] or open_warnings(placement, found)
    if faults:
        raise MoveRefused(" ".join(one.words for one in faults) + _(" Kijk bij het leerwerkplan."))


def of_change(addendum, placement, since):
    """[Finding] of what a change touches, at the stage as it becomes: its size, its lessons from then on, and the
    recognition when it lasts longer. Raises MoveRefused when one of them blocks.
    """
    changes = addendum.changes
    touched = changes.keys()
    if not is_lwt(placement) or not touched & {*PLANNING, *PLAN_SIZE}:
        return []
    size, others = sizes_of(placement)
    agreed = _agreed(plan_of(addendum.contract), changes)
    way = _("Verander in deze wijziging ook de dagen en uren bij dit bedrijf.")
    found = [*_budget(size, agreed, way), *_size(size.most(agreed).plus(others), others)] if agreed else []
    if touched & PLANNING:
        found += _weeks(placement, since)
    if lasts_longer(changes):
        found += _recognised(placement)
    if faults := [one.words for one in found if one.blocks]:
        raise MoveRefused(" ".join(faults))
    return found


def refuse_planning(placement):
    """Raise MoveRefused when a leer-werktraject that is not signed yet became larger than the law allows, or takes its
    lessons. The rest is asked when its paper is made.
    """
    if is_lwt(placement):
        size, others = sizes_of(placement)
        found = [*_size(size.plus(others), others), *_weeks(placement, timezone.localdate())]
        if faults := [one.words for one in found if one.blocks]:
            raise MoveRefused(" ".join(faults))


def lasts_longer(changes):
    """The last day of the stage moves to a later one."""
    old, new = changes.get("ends_on", ("", ""))
    return new > old


def _agreed(plan, changes):
    """The size that is agreed when this change holds."""
    days, spent = (changes.get(name, (None, None))[1] for name in PLAN_SIZE)
    return plan and Size(days or plan.days, (spent or plan.hours) * HOUR)


def _budget(size, agreed, way):
    if not fits(size, agreed):
        said = _("In de planning staan %(planned)s. Afgesproken is hoogstens %(agreed)s.")
        yield Finding(BUDGET, said % {"planned": in_words(size), "agreed": in_words(agreed)} + f" {way}")


def in_words(size):
    """80 dagen, 640 uur"""
    return _("%(days)s dagen, %(hours)s") % {"days": size.days, "hours": hours(size.minutes)}


def year_on(student, day):
    """The leerjaar of the student on a day, with a year more for each school year that begins before it."""
    if student.year is None:
        return None
    return student.year + school_year(day)[0].year - school_year(timezone.localdate())[0].year


def _year(placement, plan):
    year = year_on(placement.student, placement.starts_on)
    if year is not None and year not in YEARS:
        said = _("Op de eerste dag zit de leerling in leerjaar %(year)s. Een leer-werktraject is er voor leerjaar 3"
                 " en 4. Klopt dat leerjaar niet? Pas het aan bij de leerling.")  # fmt: skip
        yield Finding(YEAR, said % {"year": year})
    elif plan is not None and not plan.right_year:
        yield Finding(YEAR, _("Een leer-werktraject is er alleen in leerjaar 3 en 4 van de basisberoepsgerichte"
                              " leerweg. Zet daar een vinkje voor."))  # fmt: skip


def _recognised(placement):
    last = placement.company.recognitions.order_by("-valid_until").first()
    if last is None:
        yield Finding(RECOGNISED, _("%s is nog geen erkend leerbedrijf.") % placement.company.name)
    elif last.valid_until < placement.starts_on:
        words = {"company": placement.company.name, "day": nl_date(last.valid_until)}
        said = _("De erkenning van %(company)s liep tot en met %(day)s. Op de eerste dag is die voorbij.")
        yield Finding(RECOGNISED, said % words)
    elif last.valid_until < placement.ends_on:
        said = _("De erkenning loopt tot en met %(day)s. Dat is vóór de laatste dag. Wie zorgt voor een nieuwe?")
        yield Finding(LAPSES, said % {"day": nl_date(last.valid_until)})


def _partner(contract):
    day, study = contract.placement.starts_on, f"{contract.study} {contract.crebo}".strip()
    valid = PartnerAgreement.objects.valid_on(day)
    if valid.for_study(contract.study, contract.crebo).exists():
        return
    if not valid.exists():
        said = _("Op de eerste dag, %s, is er geen geldige samenwerkingsovereenkomst met een mbo-school.")
        yield Finding(PARTNER, said % nl_date(day))
    elif study:
        yield Finding(PARTNER, _("De samenwerkingsovereenkomst met het mbo geldt niet voor de opleiding %s.") % study)
    else:
        yield Finding(PARTNER, _("De samenwerkingsovereenkomst met het mbo geldt voor één opleiding. Vul bij het"
                                 " contract in welke opleiding deze leerling gaat doen."))  # fmt: skip


def _size(total, others):
    words = {
        "total": in_words(total), "most_days": MOST_DAYS, "most_hours": MOST_HOURS,
        "least_days": LEAST_DAYS, "least_hours": LEAST_HOURS,
        "with": _(" Daarvan %s bij een ander bedrijf.") % in_words(others) if others.days else "",
    }  # fmt: skip
    if too_large(total):
        said = _("Samen zijn het %(total)s. In leerjaar 3 en 4 mag %(most_days)s dagen en %(most_hours)s uur zijn.")
        yield Finding(LARGE, said % words + words["with"])
    elif too_small(total):
        said = _("Samen zijn het %(total)s. Het traject vraagt minstens %(least_days)s dagen en %(least_hours)s uur in"
                 " leerjaar 3 en 4. Wanneer komt de rest?")  # fmt: skip
        yield Finding(SMALL, said % words + words["with"])


def _weeks(placement, since=None):
    """One finding for whole weeks without a school day, and one for weeks that days off made short."""
    bare = list(_weeks_without_school(placement, max(placement.starts_on, since or placement.starts_on)))
    for rule, said in (
        (SCHOOL_DAY, _("In elke schoolweek hoort les op school. Dat mist in %(week)s.")),
        (SHORT_WEEK, _("In %(week)s blijft er door vrije dagen geen lesdag over.")),
    ):
        weeks = [monday for monday, is_short in bare if is_short == (rule is SHORT_WEEK)]
        if weeks:
            also = _(" Ook nog in %s andere weken.") % (len(weeks) - 1) if weeks[1:] else ""
            yield Finding(rule, said % {"week": iso_week_label(weeks[0])} + also)


def _weeks_without_school(placement, since):
    """(Monday, whether days off made it short) of each week from then on with stage and without any day at school."""
    first = monday_of(since)
    last = placement.ends_on + timedelta(days=6 - placement.ends_on.weekday())
    work, student = _work(placement, first, last), placement.student
    lessons, closed = Lessons([student], first, last), list(ClosedDays.objects.between(first, last))
    while first < last:
        week = [first + timedelta(days=n) for n in range(SCHOOL_WEEK)]
        open_days = [day for day in week if not any(one.starts_on <= day <= one.ends_on for one in closed)]
        at_school = [day for day in open_days if _may_learn(lessons, student, day, work.get(day, ()))]
        if open_days and not at_school and any(first + timedelta(days=n) in work for n in range(7)):
            yield first, len(open_days) < SCHOOL_WEEK
        first += timedelta(weeks=1)


def _work(placement, first, last):
    """{date: ((begin, end), …)} of this stage and of the student's other stages."""
    own = hours_by_date(placement)
    found = {day: ((own(day)["starts_at"], own(day)["ends_at"]),) for day in pattern(placement)}
    rows = AttendanceDay.objects.filter(placement__student=placement.student_id, date__range=(first, last))
    for row in rows.exclude(placement=placement.pk).exclude(presence__in=FREE):
        found[row.date] = (*found.get(row.date, ()), (row.starts_at, row.ends_at))
    return found


def _may_learn(lessons, student, day, work):
    """There are lessons on this day. As long as no timetable says so: there is no stage, or half a day of it."""
    if lessons.knows(student, day):
        return lessons.on(student, day, work)
    return sum(minutes_between(begin, end) for begin, end in work) <= HALF_DAY
