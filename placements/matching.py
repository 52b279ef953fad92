"""The match: a student, a company, its seats, a mentor; and how it is taken back. Whole or not at all."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.calendar import in_one_phrase, nl_date
from core.models import AuditEntry
from core.moves import MoveRefused
from groups.models import GroupStudent, Invitation
from placements import emails
from placements.assignments import give_assignments
from placements.attendance import plan_days
from placements.enums import RuleKind
from placements.lawful import require
from placements.models import MatchRule, Placement, TakenSeat
from placements.places import free_seats
from placements.superseding import supersede_others

NAMED = 4  # so many dates a refusal names before it counts the rest


def match(wish, *, by, **arrangement):
    """Accept a wish: see `place` for what is arranged. Raises MoveRefused with a sentence for the coordinator."""
    with transaction.atomic():
        GroupStudent.objects.select_for_update().filter(group=wish.group_id, student=wish.student_id).first()
        wish.accept(by=by)
        return place(wish.student, wish.invitation, by=by, wish=wish, **arrangement)


def lock_for_matching(wishes):
    """Hold all that a list of matches in one transaction touches, in the order of a single match: first the students,
    then the companies, each by number. A list and a single click then wait for each other and never cross.
    """
    pairs = {(wish.group_id, wish.student_id) for wish in wishes}
    parts = GroupStudent.objects.filter(group__in={g for g, _s in pairs}, student__in={s for _g, s in pairs})
    list(parts.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    asked = Invitation.objects.filter(pk__in={wish.invitation_id for wish in wishes})
    list(asked.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def place(
    student, invitation, *, by, mentor, supervisor, weekdays, starts_on, ends_on, only_free=False, wish=None,
    jobcoach=None, predecessor=None, reason="",
):
    """Place a student at a company on the dates of these weekdays, hold a seat on each, and tell everybody.

    With `only_free` the dates without a seat are left out; else one such date is a refusal that names it.
    Whoever places somebody at this company waits here for the other, so the last seat goes to one of them.
    `reason` says why it may be where the law warns; it is kept.
    """
    group = invitation.group
    check_rules(student, invitation, starts_on, ends_on)
    wanted = [day for day in group.stage_days() if starts_on <= day <= ends_on and day.weekday() in weekdays]
    if not wanted:
        raise MoveRefused(_("In deze periode is er geen stagedag op de gekozen dagen."))
    with transaction.atomic():
        GroupStudent.objects.select_for_update().filter(group=group, student=student).first()
        Invitation.objects.select_for_update().get(pk=invitation.pk)
        seats = _choose_seats(student, invitation, wanted, only_free)
        placement = Placement.objects.create(
            school_id=invitation.school_id,
            group=group,
            student=student,
            company=invitation.company,
            request=wish,
            mentor=mentor,
            supervisor=supervisor,
            jobcoach=jobcoach,
            predecessor=predecessor,
            predecessor_ended_on=predecessor and predecessor.ends_on,
            starts_on=starts_on,
            ends_on=ends_on,
            weekdays=sorted({day.weekday() for day in seats}),
            starts_at=group.starts_at,
            ends_at=group.ends_at,
            break_minutes=group.break_minutes,
        )
        hold(placement, seats)
        plan_days(placement)
        require(placement, by=by, reason=reason)
        give_assignments(placement)
        supersede_others(placement, by=by)
        AuditEntry.record(placement, action="match", by=by)
        emails.company_matched(placement)
        emails.student_placed(placement)
        emails.mentor_named(placement, by=by)
        emails.jobcoach_named(placement)
        emails.guardians_told(placement)
    return placement


def call_off(placement, *, by, note):
    """Cancel a stage before its first day: seats come free, its wish falls through, company and student are told."""
    _stop(placement, "cancel", by=by, note=note)


def end_early(placement, *, by, note):
    """Stop a running stage: seats and days to come are free again, company and student are told."""
    _stop(placement, "end_early", by=by, note=note)


def needed_age(student, invitation, day):
    """The age that kind of stage or company asks and the student does not have on this day; None when all is well."""
    kind = invitation.group.kind
    asked = max(0 if kind.is_internal else kind.min_age, invitation.company.min_age or 0)
    return asked if student.age_on(day) < asked else None


def _stop(placement, name, *, by, note):
    with transaction.atomic():
        getattr(placement, name)(by=by, note=note)
        plan_days(placement)
        emails.placement_stopped(placement)


def check_rules(student, invitation, starts_on, ends_on):
    """Age on the first day, and the recognition that this kind of stage needs up to the last day.

    Raises MoveRefused. `invitation` may also be a stage: it too has a group and a company.
    """
    if age := needed_age(student, invitation, starts_on):
        words = {"name": student.first_name, "day": nl_date(starts_on), "now": student.age_on(starts_on), "age": age}
        raise MoveRefused(_("%(name)s is op %(day)s nog %(now)s jaar. Voor deze plek is %(age)s jaar nodig.") % words)
    never = MatchRule.objects.filter(student=student, company=invitation.company, kind=RuleKind.NEVER).first()
    if never:
        words = {"name": student.first_name, "company": invitation.company.name, "why": never.reason}
        raise MoveRefused(_("%(name)s gaat niet naar %(company)s: %(why)s") % words)
    refuse_unrecognised(invitation.company, invitation.group.kind, ends_on)


def refuse_unrecognised(company, kind, ends_on):
    """Raise MoveRefused when this kind of stage needs a recognition that lasts up to this day, and there is none."""
    if kind.needs_recognition and not company.recognitions.valid_on(ends_on).exists():
        words = {"company": company.name, "day": nl_date(ends_on)}
        raise MoveRefused(
            _("%(company)s heeft geen SBB-erkenning die geldig is tot en met %(day)s. Voor deze stage moet dat wel.")
            % words
        )


def _choose_seats(student, invitation, wanted, only_free):
    """{date: seat} for the wanted dates on which there is a seat and the student has no other stage."""
    busy = set(
        TakenSeat.objects.filter(student=student, released_at=None, date__in=wanted).values_list("date", flat=True)
    )
    seats = free_seats(invitation, wanted)
    full = [day for day in wanted if day not in seats]
    if not only_free and busy:
        raise MoveRefused(
            _("%(name)s heeft al een stage op %(days)s.") % {"name": student.first_name, "days": named(sorted(busy))}
        )
    if not only_free and full:
        words = {"company": invitation.company.name, "days": named(full)}
        raise MoveRefused(
            _("%(company)s heeft geen plek op %(days)s. Kies andere dagen, of alleen de dagen met plek.") % words
        )
    chosen = {day: seat for day, seat in seats.items() if day not in busy}
    if not chosen:
        raise MoveRefused(_("Er is op deze dagen geen enkele plek meer vrij."))
    return chosen


def hold(placement, seats):
    """Hold a seat on each date. The database has the last word: one holder a seat, one seat a day for a student."""
    rows = [
        TakenSeat(
            school_id=placement.school_id, placement=placement, seat=seat, student_id=placement.student_id, date=day
        )
        for day, seat in sorted(seats.items())
    ]
    try:
        with transaction.atomic():
            TakenSeat.objects.bulk_create(rows)
    except IntegrityError:
        raise MoveRefused(_("Een van deze plekken is net vergeven. Kijk nog eens welke dagen vrij zijn.")) from None


def named(days):
    """donderdag 4 februari, vrijdag 5 februari en 3 andere dagen"""
    found = [nl_date(day, weekday=True, year=False) for day in days[:NAMED]]
    if rest := len(days) - NAMED:
        found += [_("%(n)s andere dagen") % {"n": rest} if rest > 1 else _("1 andere dag")] if rest > 0 else []
    return in_one_phrase(found)
