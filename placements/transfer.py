"""A student goes on at another place: the old stage ends on a date, the new one follows. Whole or not at all.

What hangs on the stages in the rooms above (contract, assessments) goes along in `stagebureau.moving`.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import nl_date
from core.moves import MoveRefused
from groups.enums import GroupState
from groups.models import GroupStudent, Invitation
from placements import emails
from placements.attendance import plan_days
from placements.enums import PlacementState
from placements.matching import place
from placements.models import Placement, StageTalk
from placements.places import free_places


def talk_about(placement):
    """The last talk that ended in looking for another place; None without one."""
    return StageTalk.objects.filter(placement=placement).about_a_move().order_by("-created_at", "-pk").first()


def why_not(placement, talk):
    """The sentence that says why this student cannot go on elsewhere now; "" when it can."""
    if placement.state != PlacementState.RUNNING:
        state = placement.get_state_display()
        return _("Overplaatsen kan als de stage loopt. De stand is nu: %(state)s.") % {"state": state}
    if Placement.objects.filter(predecessor=placement).exclude(state=PlacementState.CANCELLED).exists():
        return _("Er is al een nieuwe plek na deze stage.")
    if not talk:
        return _("Leg eerst het gesprek vast. Vaak is er dan al een oplossing.")
    return ""


def transfer(old, invitation, *, by, last_day, jobcoach=None, **arrangement):
    """End the old stage on its last day and place the student at the new company, from `starts_on` on.

    Everybody is told, both companies no more than concerns them. Raises MoveRefused with a sentence.
    """
    with transaction.atomic():
        Placement.objects.select_for_update(of=("self",)).get(pk=old.pk)
        if fault := why_not(old, talk_about(old)) or _fault_in_days(old, last_day, arrangement["starts_on"]):
            raise MoveRefused(fault)
        GroupStudent.objects.get_or_create(group=invitation.group, student=old.student)
        old.hand_over(by=by, last_day=last_day, note=_("De leerling gaat verder op een andere plek."))
        plan_days(old)
        new = place(old.student, invitation, by=by, jobcoach=jobcoach, predecessor=old, **arrangement)
        emails.company_thanked(old)
    return new


def _fault_in_days(old, last_day, starts_on):
    """What is wrong with the last day here and the first day there, in words."""
    if not old.starts_on <= last_day <= old.ends_on:
        words = {"first": nl_date(old.starts_on), "last": nl_date(old.ends_on)}
        return _("De laatste dag hier moet tussen %(first)s en %(last)s liggen.") % words
    if starts_on <= last_day:
        return _("De eerste dag op de nieuwe plek komt na de laatste dag op de oude plek.")
    later = old.days.filter(date__gt=last_day).exclude(reported_at=None).order_by("-date").first()
    if later:
        words = {"day": nl_date(later.date, weekday=True)}
        return _("Op %(day)s is de leerling hier nog geweest. Kies die dag of een latere als laatste dag.") % words
    return ""


def open_places(placement):
    """Where this student could go: every company with room from today on, in the own group and in others that are not
    over. [(invitation, {weekday: Places})], the own group and the right days first. Two questions.
    """
    today = timezone.localdate()
    found = list(
        Invitation.objects.with_places()
        .exclude(group__state=GroupState.FINISHED)
        .exclude(company=placement.company_id)
        .filter(group__ends_on__gt=today, company__is_active=True)
        .select_related("company", "group__kind")
    )
    places = free_places([one.pk for one in found])
    rows = [(one, places.get(one.pk, {})) for one in found]
    rows = [(one, days) for one, days in rows if any(day.free for day in days.values())]

    def order(row):
        one, days = row
        fitting = sum(1 for day in placement.weekdays if day in days and days[day].free)
        return one.group_id != placement.group_id, one.group.kind.name, -fitting, one.company.name, one.pk

    return sorted(rows, key=order)
