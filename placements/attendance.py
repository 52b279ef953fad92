"""The attendance list of a placement: planned from its seats or its pattern, counted for every page that shows it."""

from datetime import timedelta
from itertools import groupby

from django.db.models import Count, ExpressionWrapper, F, IntegerField, Q, Sum
from django.db.models.functions import Coalesce, Extract, Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import iso_week_label, stage_days
from core.models import AuditEntry
from groups.enums import Part
from placements.enums import PlacementState, Presence
from placements.models import AttendanceDay
from schools.enums import STAFF, Role
from schools.models import ClosedDays

WORKED = (Presence.PRESENT, Presence.LATE)
FREE = (Presence.EXCUSED, Presence.CANCELLED)


def plan_days(placement):
    """Make the stage days of a placement as they should be now; safe to call again, a reported day is never touched.

    With seats these are the dates of its seats, without seats its weekdays in its period that no closed day takes.
    Returns how many days were added.
    """
    wanted = set(_dates(placement))
    untouched = AttendanceDay.objects.filter(placement=placement, presence=Presence.EXPECTED, reported_at=None)
    written = placement.reports.values("date")
    untouched.exclude(date__in=wanted).exclude(date__in=written).delete()
    parts = _parts(placement)
    for part in {Part.DAY, *parts.values()}:
        hours = _hours(placement, part)
        of_part = Q(date__in=[day for day, one in parts.items() if one == part])
        of_part = of_part if part != Part.DAY else ~Q(date__in=parts)
        untouched.filter(of_part, date__gte=timezone.localdate()).exclude(**hours).update(**hours)
    known = set(AttendanceDay.objects.filter(placement=placement).values_list("date", flat=True))
    AttendanceDay.objects.bulk_create(
        [
            AttendanceDay(
                school_id=placement.school_id,
                placement=placement,
                date=day,
                **_hours(placement, parts.get(day, Part.DAY)),
            )
            for day in sorted(wanted - known)
        ],
        ignore_conflicts=True,
    )
    return len(wanted - known)


def _dates(placement):
    """The dates on which this placement should have a stage day."""
    if placement.state == PlacementState.CANCELLED:
        return []
    seats = placement.taken_seats.all()
    held = list(seats.filter(released_at=None).values_list("date", flat=True))
    today = timezone.localdate()
    if not held and not seats.exists():
        held = stage_days(placement.starts_on, placement.ends_on, placement.weekdays, _closed(placement))
    if placement.state == PlacementState.ENDED_EARLY:
        held = [day for day in held if day < today]
    return held


def _parts(placement):
    """{date: part} of the dates on which the student comes for a part of the day."""
    held = placement.taken_seats.filter(released_at=None).exclude(seat__part=Part.DAY)
    return dict(held.values_list("date", "seat__part"))


def _hours(placement, part):
    """Begin, end and break of a day of this placement, or of one part of it; a part has no break."""
    hours = {"starts_at": placement.starts_at, "ends_at": placement.ends_at, "break_minutes": placement.break_minutes}
    if part == Part.DAY or not placement.starts_at < placement.group.split_at < placement.ends_at:
        return hours
    half = {"ends_at": placement.group.split_at} if part == Part.MORNING else {"starts_at": placement.group.split_at}
    return hours | half | {"break_minutes": 0}


def _closed(placement):
    """The dates in the period of the placement on which there is no stage."""
    spans = ClosedDays.objects.between(placement.starts_on, placement.ends_on).filter(stage_goes_on=False)
    return {
        span.starts_on + timedelta(days=n) for span in spans for n in range((span.ends_on - span.starts_on).days + 1)
    }


def summary(placement_ids):
    """{placement id: counts and minutes} in one question to the database.

    Keys: total, each Presence value, to_come, unreported (past, nobody said anything), planned_minutes, made_minutes.
    Free days count neither as planned nor as made.
    """
    today = timezone.localdate()
    planned = ExpressionWrapper(
        Extract(F("ends_at") - F("starts_at"), "epoch") / 60 - F("break_minutes"), output_field=IntegerField()
    )
    made = Greatest(planned - F("minutes_late"), 0, output_field=IntegerField())
    rows = (
        AttendanceDay.objects.filter(placement__in=list(placement_ids))
        .order_by()
        .values("placement")
        .annotate(
            total=Count("pk"),
            to_come=Count("pk", filter=Q(presence=Presence.EXPECTED, date__gt=today)),
            unreported=Count("pk", filter=Q(presence=Presence.EXPECTED, date__lt=today)),
            planned_minutes=Coalesce(Sum(planned, filter=~Q(presence__in=FREE)), 0),
            made_minutes=Coalesce(Sum(made, filter=Q(presence__in=WORKED)), 0),
            **{value: Count("pk", filter=Q(presence=value)) for value in Presence.values},
        )
    )
    empty = dict.fromkeys(["total", "to_come", "unreported", "planned_minutes", "made_minutes", *Presence.values], 0)
    return {pk: dict(empty) for pk in placement_ids} | {row.pop("placement"): row for row in rows}


class Week:
    """One week of an attendance list."""

    def __init__(self, monday, days):
        self.monday, self.days = monday, days
        self.label = iso_week_label(monday)
        self.to_confirm = [day for day in days if day.is_to_confirm]

    @property
    def is_past(self):
        """The whole week lies behind us."""
        return self.monday + timedelta(days=6) < timezone.localdate()

    @property
    def is_current(self):
        """Today is in this week."""
        return self.monday <= timezone.localdate() <= self.monday + timedelta(days=6)


def weeks(days):
    """The days in weeks: (this week or None, earlier ones newest first, coming ones)."""
    found = [Week(monday, list(of_it)) for monday, of_it in groupby(days, key=lambda day: monday_of(day.date))]
    now = next((week for week in found if week.is_current), None)
    earlier = [week for week in reversed(found) if week.is_past]
    return now, earlier, [week for week in found if not week.is_past and not week.is_current]


def monday_of(day):
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def with_voices(days):
    """Put beside each day what student and company said of it, when they differ and school has not decided."""
    days = list(days)
    entries = AuditEntry.objects.filter(
        subject=AttendanceDay._meta.label_lower, subject_id__in=[day.pk for day in days], action="report"
    )
    said = {}
    for entry in entries.order_by("at", "pk"):
        said.setdefault(entry.subject_id, {})[entry.role] = entry.after
    for day in days:
        voices = said.get(day.pk, {})
        student, company = voices.get(Role.STUDENT), voices.get(Role.SUPERVISOR)
        by_school = day.reported_by_id and day.reported_by.role in STAFF
        day.is_disputed = bool(student and company and student != company and not by_school)
        day.says_student = Presence(student).label if student else ""
        day.says_company = Presence(company).label if company else ""
    return days


def report(day, *, by, presence, minutes_late=0):
    """Say what happened on a day, or confirm it when the company says the same as stands there. See the moves."""
    same = (day.presence, day.minutes_late) == (presence, minutes_late or 0)
    if by.role == Role.SUPERVISOR and same and day.reported_at:
        return day.confirm(by=by)
    note = _("%(minutes)s minuten te laat") % {"minutes": minutes_late} if presence == Presence.LATE else ""
    return day.report(by=by, presence=presence, minutes_late=minutes_late or 0, note=note)


def history(day):
    """What was said of a day, newest last, as the history component shows it."""
    words = dict(Presence.choices) | {Presence.EXPECTED: _("niet ingevuld"), "": ""}
    return [
        {
            "at": entry.at,
            "who": entry.who,
            "why": entry.note,
            "what": _("Bevestigd: %(after)s") % {"after": words[entry.after]}
            if entry.action == "confirm"
            else f"{words[entry.before]} → {words[entry.after]}",
        }
        for entry in AuditEntry.objects.about(day).for_list()
    ]
