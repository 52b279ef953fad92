"""What the days of a placement ask of each person today; the home pages show it. At most two questions each."""

from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from placements.attendance import FREE, WORKED
from placements.enums import Presence
from placements.models import AttendanceDay, DayReport, Placement
from placements.models.attendance import HAPPENED
from schools.enums import Role

TWO_WEEKS, FOUR_WEEKS = timedelta(days=14), timedelta(days=28)
A_WEEK = timedelta(days=7)


def today_of(member):
    """What the days ask of this member, as a dict by role; empty for other roles."""
    asked = {Role.STUDENT: _student, Role.MENTOR: _mentor, Role.SUPERVISOR: _company, Role.COORDINATOR: _coordinator}
    return asked[member.role](member) if member.role in asked else {}


def _has_report():
    return Exists(DayReport.objects.filter(placement=OuterRef("placement"), date=OuterRef("date")))


def _days(member):
    return AttendanceDay.objects.filter(placement__in=Placement.objects.followed_by(member).live())


def _student(member):
    """today: the day or None · is_checked_in · missing: days without a report, newest first · next: day to come."""
    now = timezone.localdate()
    found = list(
        _days(member)
        .filter(date__range=(now - TWO_WEEKS, now + FOUR_WEEKS))
        .select_related("placement__company")
        .annotate(has_report=_has_report())
        .order_by("date", "pk")
    )
    today = next((day for day in found if day.date == now and day.presence != Presence.CANCELLED), None)
    return {
        "today": today,
        "is_checked_in": bool(today and today.presence != Presence.EXPECTED),
        "missing": [day for day in reversed(found) if day.presence in WORKED and not day.has_report],
        "next": next((day for day in found if day.date > now and day.presence == Presence.EXPECTED), None),
    }


def _mentor(member):
    """unanswered: reports without a reaction, oldest first · absent: placements with two or more absences in four
    weeks · silent: placements with worked days without a report in two weeks; both as rows with their number.
    """
    now = timezone.localdate()
    mine = Placement.objects.visible_to(member).live()
    reports = DayReport.objects.filter(placement__in=mine).unanswered()
    recent = Q(date__gte=now - TWO_WEEKS, date__lt=now, presence__in=WORKED)
    rows = list(
        AttendanceDay.objects.filter(placement__in=mine, date__range=(now - FOUR_WEEKS, now))
        .annotate(has_report=_has_report())
        .order_by()
        .values(
            pk_of=F("placement"),
            first_name=F("placement__student__first_name"),
            prefix=F("placement__student__prefix"),
            last_name=F("placement__student__last_name"),
        )
        .annotate(
            absent=Count("pk", filter=Q(presence=Presence.ABSENT)),
            silent=Count("pk", filter=recent & Q(has_report=False)),
        )
    )
    for row in rows:
        row["name"] = " ".join(filter(None, [row.pop("first_name"), row.pop("prefix"), row.pop("last_name")]))
    return {
        "unanswered": list(reports.select_related("placement__student").order_by("date", "pk")[:50]),
        "absent": [row for row in rows if row["absent"] >= 2],
        "silent": [row for row in rows if row["silent"]],
    }


def _company(member):
    """to_confirm: days that were reported and wait for the company · to_fill: days of last week nobody reported."""
    now = timezone.localdate()
    waiting = Q(presence__in=HAPPENED, confirmed_at=None, date__lte=now)
    blank = Q(presence=Presence.EXPECTED, date__range=(now - A_WEEK, now - timedelta(days=1)))
    days = AttendanceDay.objects.visible_to(member).filter(waiting | blank).select_related("placement__student")
    found = list(days.order_by("date", "pk")[:100])
    return {
        "to_confirm": [day for day in found if day.presence != Presence.EXPECTED],
        "to_fill": [day for day in found if day.presence == Presence.EXPECTED],
    }


def _coordinator(member):
    """How many stage days there are today, and of how many nothing was heard or the student is not there."""
    today = _days(member).filter(date=timezone.localdate()).exclude(presence__in=FREE)
    gone = Q(presence__in=[Presence.SICK, Presence.ABSENT])
    return today.aggregate(
        total=Count("pk"), unheard=Count("pk", filter=Q(presence=Presence.EXPECTED)), gone=Count("pk", filter=gone)
    )
