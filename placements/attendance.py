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
from placements.models import AttendanceDay, Placement
from placements.models.attendance import WORKED
from placements.models.term import HOURS
from schools.enums import STAFF, Role
from schools.models import ClosedDays

FREE = (Presence.EXCUSED, Presence.CANCELLED)


def plan_days(placement, since=None):
    """Make the stage days of a placement as they should be now; safe to call again, a reported day is never touched.

    With seats these are the dates of its seats, without seats its weekdays in its period that no closed day takes.
    Hours are those agreed for the date, corrected from today on, or from `since`. Returns how many days were added.
    """
    wanted = set(_dates(placement))
    untouched = AttendanceDay.objects.filter(placement=placement, presence=Presence.EXPECTED, reported_at=None)
    written = placement.reports.values("date")
    untouched.exclude(date__in=wanted).exclude(date__in=written).delete()
    hours = hours_by_date(placement)
    _correct(untouched.filter(date__gte=min(since or timezone.localdate(), timezone.localdate())), hours)
    known = set(AttendanceDay.objects.filter(placement=placement).values_list("date", flat=True))
    gate = Placement.objects.values_list("may_work_from", flat=True).get(pk=placement.pk) if wanted - known else None
    AttendanceDay.objects.bulk_create(
        [
            AttendanceDay(
                school_id=placement.school_id, placement=placement, date=day, may_work_from=gate, **hours(day)
            )
            for day in sorted(wanted - known)
        ],
        ignore_conflicts=True,
    )
    return len(wanted - known)


def _correct(days, hours):
    """Give these days the hours that hold on their date."""
    wrong = [day for day in days if any(getattr(day, name) != value for name, value in hours(day.date).items())]
    for day in wrong:
        for name, value in hours(day.date).items():
            setattr(day, name, value)
    AttendanceDay.objects.bulk_update(wrong, HOURS)


def _dates(placement):
    """The dates on which this placement should have a stage day."""
    if placement.state == PlacementState.CANCELLED:
        return []
    seats = placement.taken_seats.all()
    held = list(seats.filter(released_at=None).values_list("date", flat=True))
    today = timezone.localdate()
    if not held and not seats.exists():
        held = pattern(placement)
    if placement.state == PlacementState.ENDED_EARLY:
        held = [day for day in held if day < today]
    return held


def pattern(placement, timeline=None):
    """The dates on the agreed days of the week that no closed day takes; with another timeline as they would be."""
    timeline = timeline or placement.timeline()
    days = stage_days(placement.starts_on, placement.ends_on, range(7), _closed(placement))
    return [day for day in days if day.weekday() in timeline.on(day).weekdays]


def hours_by_date(placement):
    """A function of a date: begin, end and break of a whole day, or of the part of it that the seat is for."""
    parts, timeline = parts_by_date(placement), placement.timeline()
    return lambda day: hours_of_part(placement, timeline.on(day).hours, parts.get(day, Part.DAY))


def parts_by_date(placement):
    """{date: morning or afternoon} of the days on which the seat is for a part of the day."""
    held = placement.taken_seats.filter(released_at=None).exclude(seat__part=Part.DAY)
    return dict(held.values_list("date", "seat__part"))


def hours_of_part(placement, hours, part):
    """These hours of a whole day, or of one part of it; a part has no break."""
    if part == Part.DAY or not hours["starts_at"] < placement.group.split_at < hours["ends_at"]:
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
