"""The stage days of the running round until today: who was there, what was written, what was answered."""

from datetime import timedelta

from django.utils import timezone

from placements.assignments import hand_round
from placements.enums import Presence
from placements.models import Assignment, AttendanceDay, ReportReply, Submission
from placements.reports import write_report
from stagebureau.demo.clock import as_if
from stagebureau.demo.words import ASSIGNMENTS, HAND_IN, REPLIES, REPORTS

USUALLY_SILENT = 7  # every seventh student writes little, and is absent now and then: the mentor sees it


def play(group, coordinator):
    """Day by day, as it happened."""
    today = timezone.localdate()
    give_assignments(group, coordinator)
    days = AttendanceDay.objects.filter(placement__group=group, date__lte=today).select_related(
        "placement__student__member",
        "placement__mentor",
        "placement__supervisor__member",
        "placement__school",
        "reported_by",
    )
    by_date = {}
    for day in days.order_by("date", "placement"):
        by_date.setdefault(day.date, []).append(day)
    order = {}
    for date, of_date in by_date.items():
        for day in of_date:
            order.setdefault(day.placement_id, len(order))
            live_through(day, order[day.placement_id], list(by_date).index(date), is_today=date == today)
    confirm_weeks(group, until=today - timedelta(days=7))


def live_through(day, who, nth, *, is_today):
    """One day of one student."""
    placement, date = day.placement, day.date
    troubled = who % USUALLY_SILENT == USUALLY_SILENT - 1
    presence = presence_of(who, nth, troubled)
    if is_today:
        if who % 3 == 0:
            with as_if(date, 8, 20):
                day.report(by=placement.student.member, presence=Presence.PRESENT)
        return
    with as_if(date, 8, 25):
        if presence in (Presence.PRESENT, Presence.LATE):
            minutes = 15 if presence == Presence.LATE else 0
            day.report(by=placement.student.member, presence=presence, minutes_late=minutes)
        else:
            day.report(by=placement.supervisor.member, presence=presence)
    recent = date > timezone.localdate() - timedelta(days=7)
    writes = (who + nth) % 5 != 4 if not troubled else not recent and nth < 3
    if presence in (Presence.PRESENT, Presence.LATE) and writes:
        write(placement, date, who, nth, answered=not recent)


def confirm_weeks(group, *, until):
    """Each company says once a week, on the last day of it, that the days are right; the newest still wait."""
    weeks, days = {}, AttendanceDay.objects.filter(placement__group=group, date__lte=until)
    for day in days.to_confirm().select_related("placement__supervisor__member").order_by("date", "pk"):
        weeks.setdefault((day.placement.supervisor, day.date.isocalendar()[:2]), []).append(day)
    for (supervisor, _week), found in sorted(weeks.items(), key=lambda one: one[1][-1].date):
        with as_if(found[-1].date, 16):
            AttendanceDay.objects.filter(pk__in=[day.pk for day in found]).confirm(by=supervisor.member)


def presence_of(who, nth, troubled):
    """Mostly there; now and then late or ill; the troubled one stays away twice."""
    if troubled and nth in (6, 8):
        return Presence.ABSENT
    if (who * 5 + nth) % 17 == 9:
        return Presence.SICK
    return Presence.LATE if (who + nth * 3) % 13 == 6 else Presence.PRESENT


def write(placement, date, who, nth, *, answered):
    """The report of the day, and what the mentor said of it."""
    did, learned, mood = REPORTS[(who * 3 + nth) % len(REPORTS)]
    with as_if(date, 16, 30):
        report = write_report(placement, date, by=placement.student.member, did=did, mood=mood, learned=learned)
    if answered and (who + nth) % 8:
        with as_if(date + timedelta(days=1), 11):
            ReportReply.objects.create(
                school=placement.school, report=report, author=placement.mentor, text=REPLIES[nth % len(REPLIES)]
            )


def give_assignments(group, coordinator):
    """Two assignments; the first was handed in by most, and looked at for some."""
    for number, (title, text) in enumerate(ASSIGNMENTS):
        with as_if(group.starts_on + timedelta(days=4 + 21 * number)):
            assignment = Assignment.objects.create(
                school=group.school,
                group=group,
                title=title,
                text=text,
                created_by=coordinator,
                due_on=timezone.localdate() + timedelta(weeks=2 + 5 * number),
            )
            hand_round(assignment)
    first = Submission.objects.filter(assignment__group=group, assignment__title=ASSIGNMENTS[0][0])
    for number, submission in enumerate(first.select_related("placement__student__member", "placement__mentor")):
        if number % 4 == 3:
            continue
        with as_if(group.starts_on + timedelta(days=12), 15):
            submission.hand_in(by=submission.placement.student.member, text=HAND_IN)
        if number % 2:
            with as_if(group.starts_on + timedelta(days=14), 12):
                submission.approve(by=submission.placement.mentor, feedback="Duidelijk getekend. Goed gedaan.")
