"""What is due to be erased, and when: per term, per student or for the school as a whole. Thirty days ahead."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.db import models
from django.db.models import F, Min
from django.utils import timezone

from core import erasing, privacy
from core.erasing import Subject
from core.models import AuditEntry
from core.privacy import Rows
from schools.enums import ErasureState
from schools.models import Erasure, RetentionRule, Student
from schools.terms import DOSSIER, IDENTITY, NOTICE_DAYS, TERMS

MARKS = {DOSSIER: "dossier_erased_on", IDENTITY: "erased_on"}  # terms that count from leaving school


def months_of(term=None):
    """{term: months} as the open school keeps them; with a term just its number."""
    own = dict(RetentionRule.objects.values_list("term", "months"))
    found = {name: own.get(name, one.months) for name, one in TERMS.items()}
    return found if term is None else found[term]


def shift(day, months):
    """The same day so many months later or earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def early_rows(term, last, student=None):
    """[(label, table, early, rows)] of rows whose term ended on or before `last`, the day counted from."""
    found = []
    held = held_subjects()
    for label, table in privacy.tables().items():
        model = apps.get_model(label)
        for early in table.early:
            if early.term != term:
                continue
            lookup, value = before(model, early.counted_from, last)
            rows = model._base_manager.filter(early.only, **{lookup: value})
            if student is not None:
                rows = rows.filter(**{table.student: student})
            elif table.of is not None and table.rows != Rows.NARROW:
                for subject in held:
                    rows = rows.exclude(table.of(subject))
            found.append((label, table, early, rows))
    return found


def before(model, path, last):
    """The condition "on or before this day" on a date or a moment."""
    *way, name = path.split("__")
    for part in way:
        model = model._meta.get_field(part).related_model
    if isinstance(model._meta.get_field(name), models.DateTimeField):
        return f"{path}__lt", datetime.combine(last + timedelta(days=1), time.min, timezone.get_current_timezone())
    return f"{path}__lte", last


def held_subjects():
    """Students of whom something is held: their mails and lists stay as well."""
    held = Erasure.objects.filter(state=ErasureState.HELD).exclude(student=None)
    students = Student.objects.filter(pk__in=held.values("student")).select_related("member__user")
    return [Subject(student=one.pk, names=[one.name], marks=[one.number, one.member.user.email]) for one in students]


def erase_due(term, today, student=None):
    """Erase the rows of this term whose day has come, of one student or of the whole school. Returns how many."""
    last, done = shift(today, -months_of(term)), 0
    for label, table, early, rows in early_rows(term, last, student):
        if table.rows == Rows.NARROW:
            moment = datetime.combine(last + timedelta(days=1), time.min, timezone.get_current_timezone())
            done += erasing.forget_acts(moment)
        elif table.rows == Rows.DELETE and not early.fields:
            done += erasing.delete(label, table, rows)
        else:
            values = table.fields_of()
            wanted = {name: values[name] for name in early.fields or values}
            done += erasing.blank(label, table, rows, wanted)
    return done


def expected(today):
    """{(student or None, term): (day it is due, number of rows)} of all that is due within the time of notice."""
    found, months = {}, months_of()
    horizon = today + timedelta(days=NOTICE_DAYS)
    for term, one in TERMS.items():
        last = shift(horizon, -months[term])
        if one.from_leaving:
            gone = Student.objects.filter(left_on__lte=last, **{MARKS[term]: None}).values_list("pk", "left_on")
            found |= {(pk, term): (shift(left, months[term]), 1) for pk, left in gone}
            continue
        for _label, table, early, rows in early_rows(term, last):
            for student, day, number in per_student(table, early, rows, one.by_student):
                due = shift(timezone.localdate(day) if isinstance(day, datetime) else day, months[term])
                known = found.get((student, term), (due, 0))
                found[student, term] = (min(due, known[0]), known[1] + number)
    return found


def per_student(table, early, rows, by_student):
    """(student, first day counted from, number of rows); one line for the whole school when not by student."""
    if not by_student:
        sums = rows.order_by().aggregate(day=Min(early.counted_from), number=models.Count("pk"))
        return [(None, sums["day"], sums["number"])] if sums["number"] else []
    grouped = rows.order_by().annotate(whose=F(table.student)).values("whose")
    return grouped.annotate(day=Min(early.counted_from), number=models.Count("pk")).values_list(
        "whose", "day", "number"
    )


def announce(today):
    """Write down what will go, thirty days ahead at the least; call off what is not due any more. Returns the new."""
    wanted, new = expected(today), []
    for erasure in Erasure.objects.open().exclude(term=""):
        due = wanted.pop((erasure.student_id, erasure.term), None)
        if due is None and erasure.state == ErasureState.PLANNED:
            erasure.call_off(by=None)
        elif due and due[1] != erasure.rows:
            Erasure.objects.filter(pk=erasure.pk).update(rows=due[1])
    soonest = today + timedelta(days=NOTICE_DAYS)
    for (student, term), (due, rows) in sorted(wanted.items(), key=str):
        made = Erasure(student_id=student, term=term, due_on=max(due, soonest), rows=rows)
        made.save()
        new.append(made)
    return new


def keep_for(term, months, *, by):
    """The school keeps one class for so long. What was announced gets the full time of notice again."""
    rule, _new = RetentionRule.objects.update_or_create(term=term, defaults={"months": months})
    AuditEntry.record(rule, action="kept_for", by=by, note=f"{TERMS[term].name}: {months}")
    soonest = timezone.localdate() + timedelta(days=NOTICE_DAYS)
    Erasure.objects.filter(term=term, state=ErasureState.PLANNED, due_on__lt=soonest).update(due_on=soonest)
