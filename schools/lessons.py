"""When students are at school: their own hours or those of their class, on a date, beside the hours of a stage."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from core.calendar import SHORT_WEEKDAYS, minutes_between
from core.models import AuditEntry
from schools.labour import Day
from schools.models import ClosedDays, LessonDay, LessonPlan, Student

CHANGED = "lessons_changed"
HALF_DAY = 5 * 60  # a stage up to this long leaves room for lessons of the class on the same day


class Lessons:
    """The lesson hours of these students in a period, read in three questions."""

    def __init__(self, students, first, last):
        students = list(students)
        of_them = Q(student__in=[one.pk for one in students]) | Q(class_name__in={one.class_name for one in students})
        self._own, self._of_class = {}, {}
        for plan in LessonPlan.objects.filter(of_them, valid_from__lte=last).with_days():
            row = plan.valid_from, None if plan.follows_class else plan.spans
            if plan.student_id:
                self._own.setdefault(plan.student_id, []).append(row)
            else:
                self._of_class.setdefault(plan.class_name, []).append(row)
        self._free = {
            max(span.starts_on, first) + timedelta(days=n)
            for span in ClosedDays.objects.between(first, last)
            for n in range((min(span.ends_on, last) - max(span.starts_on, first)).days + 1)
        }

    def on(self, student, day, work=()):
        """The lessons of a student on a date as ((begin, end), …), with this stage on the same day.

        Own hours of the student count as they stand. Lessons of the class are not followed on a whole day of stage;
        on half a day what lies outside the stage is.
        """
        if day in self._free:
            return ()
        own = _valid(self._own.get(student.pk, ()), day)
        if own is not None:
            return (own[day.weekday()],) if day.weekday() in own else ()
        span = (_valid(self._of_class.get(student.class_name, ()), day) or {}).get(day.weekday())
        if span is None or sum(minutes_between(*one) for one in work) > HALF_DAY:
            return ()
        return _outside(span, work)

    def knows(self, student, day):
        """On this day hours hold that school filled in for this student or the class."""
        return any(
            _valid(rows, day) is not None
            for rows in (self._own.get(student.pk, ()), self._of_class.get(student.class_name, ()))
        )

    def of(self, student):
        """What two students in the same case share: equal keys have equal lessons."""
        return student.pk if student.pk in self._own else student.class_name


def _valid(rows, day):
    return next((spans for since, spans in rows if since <= day), None)


def _outside(span, work):
    """The pieces of a span that no work covers."""
    pieces = [span]
    for first, last in work:
        pieces = [
            piece
            for begin, end in pieces
            for piece in ((begin, min(end, first)), (max(begin, last), end))
            if piece[0] < piece[1]
        ]
    return tuple(pieces)


def keep_lessons(*, by, valid_from, spans, class_name="", student=None, follows_class=False):
    """Write down the hours of a class or a student from a date on; what held before that date stays known."""
    with transaction.atomic():
        plan, is_new = LessonPlan.objects.update_or_create(
            class_name=class_name, student=student, valid_from=valid_from, defaults={"follows_class": follows_class}
        )
        spans = {} if follows_class else spans
        if not is_new and plan.spans == spans:
            return plan
        plan.days.all().delete()
        LessonDay.objects.bulk_create(
            LessonDay(school_id=plan.school_id, plan=plan, weekday=day, starts_at=first, ends_at=last)
            for day, (first, last) in spans.items()
        )
        words = [f"{SHORT_WEEKDAYS[day]} {first:%H:%M}–{last:%H:%M}" for day, (first, last) in sorted(spans.items())]
        AuditEntry.record(student or plan, action=CHANGED, by=by, note=", ".join(words))
    return plan


def changed_since(moment):
    """Whether lesson hours of a class or a student were changed since then."""
    subjects = [model._meta.label_lower for model in (LessonPlan, Student)]
    return AuditEntry.objects.filter(subject__in=subjects, action=CHANGED, at__gte=moment).exists()


def shown(plans, today):
    """(the plan that holds today or None, the first that comes or None) of plans with the newest first."""
    now = next((plan for plan in plans if plan.valid_from <= today), None)
    coming = [plan for plan in plans if plan.valid_from > today]
    return now, coming[-1] if coming else None


def days_of(student, lessons, stage, first, last):
    """Every day from first to last with work or lessons, as the law counts them; `stage` is {date: [Day]}."""
    days = []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        rows = stage.get(day, [])
        taught = lessons.on(student, day, [span for row in rows if not row.is_internal for span in row.work])
        days += rows
        if taught:
            days.append(Day(day, lessons=taught))
    return days
