"""Confirm a part of the proposal: all that was ticked in one transaction, or nothing with the names of what failed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import MoveRefused
from placements import emails
from placements.lawful import ReasonWanted
from placements.limits import words_when_placed
from placements.matching import lock_for_matching, match, place
from placements.models import MatchPlan, PlacementRequest
from placements.planning import fingerprint
from placements.puzzle import read


class Refused(MoveRefused):
    """Nothing was done; `faults` says of each student what is in the way."""

    def __init__(self, faults, wants_reason=False):
        super().__init__(_("Er is niets vastgelegd. Kijk wat er in de weg staat."))
        self.faults, self.wants_reason = faults, wants_reason


def confirm(plan, lines, *, by, version, refusals=(), reason=""):
    """Place the students of these lines and answer the wishes of `refusals` ([(wish, reason, text)]).

    `reason` says why it may be for everybody here for whom the law warns.
    Checked against what the coordinator saw: the version of the proposal, and each line against the state now.
    """
    with transaction.atomic():
        kept = MatchPlan.objects.select_for_update(of=("self",)).select_related("group__kind").get(pk=plan.pk)
        if kept.version != version:
            raise Refused([_("Het voorstel is intussen opnieuw gemaakt of deels vastgelegd. Bekijk het eerst.")])
        for line in lines:
            line.group_id = kept.group_id
        lock_for_matching(lines)
        puzzle = read(kept.group, kept.aim)
        faults, made, wants_reason = [], [], False
        for line in sorted(lines, key=lambda line: line.pk):
            try:
                with transaction.atomic():
                    made.append(_place(line, puzzle, by=by, reason=reason))
            except MoveRefused as refused:
                faults.append(f"{line.student.name}: {refused}")
                wants_reason = wants_reason or isinstance(refused, ReasonWanted)
        faults += _answer(refusals, by=by)
        if faults:
            raise Refused(faults, wants_reason)
        kept.lines.filter(student__in=[one.student_id for one in made]).delete()
        kept.version, kept.seen = kept.version + 1, fingerprint(kept.group)
        kept.save(update_fields=["version", "seen"])
        return made


def arrangement(line, group):
    """Where, when and with whom; the names are those of `placements.matching.place`."""
    company = line.invitation.company
    supervisor = line.invitation.contact or company.contacts.order_by("-is_first", "pk").first()
    return {"mentor": line.student.mentor or group.coordinator, "supervisor": supervisor}


def _place(line, puzzle, *, by, reason):
    """One student, on exactly the dates of the proposal."""
    student, pk = line.student_id, line.invitation_id
    if student not in puzzle.parts:
        raise MoveRefused(_("heeft intussen een stage."))
    invitation = puzzle.invitations[pk]
    if barred := puzzle.barred.get((student, pk)):
        raise MoveRefused(f"{invitation.company.name}: {barred[0].label}.")
    wish = puzzle.wishes.get(student, {}).get(pk)
    if line.rank and wish is None:
        raise MoveRefused(_("de aanvraag bij %(company)s is er niet meer.") % {"company": invitation.company})
    dates = puzzle.dates_at(student, pk)
    arranged = arrangement(line, puzzle.group) | {
        "weekdays": puzzle.parts[student].days_in(puzzle.group),
        "starts_on": max(puzzle.group.starts_on, timezone.localdate()),
        "ends_on": puzzle.group.ends_on,
        "only_free": True,
        "reason": reason,
    }
    if arranged["supervisor"] is None:
        raise MoveRefused(_("%(company)s heeft nog geen contactpersoon.") % {"company": invitation.company})
    _decline_better(line, puzzle, invitation, by=by)
    made = match(wish, by=by, **arranged) if wish else place(line.student, invitation, by=by, **arranged)
    if made.taken_seats.filter(released_at=None).count() < len(dates):
        raise MoveRefused(_("%(company)s heeft niet meer op alle dagen plek.") % {"company": invitation.company})
    return made


def _decline_better(line, puzzle, invitation, *, by):
    """A better wish that is not met gets a reason of its own; the mail about the place is the only one."""
    for limit in line.limits:
        wish = next((one for one in puzzle.wishes.get(line.student_id, {}).values() if one.pk == limit["wish"]), None)
        if wish is not None:
            wish.student, wish.invitation = line.student, puzzle.invitations[wish.invitation_id]
            wish.decline(by=by, reason="full", text=words_when_placed(wish, invitation.company.name, line.rank))


def _answer(refusals, *, by):
    faults = []
    for wish, reason, text in refusals:
        try:
            with transaction.atomic():
                found = PlacementRequest.objects.get(pk=wish.pk)
                found.decline(by=by, reason=reason, text=text)
                emails.request_declined(found)
        except MoveRefused as refused:
            faults.append(f"{wish.student.name}, {wish.invitation.company.name}: {refused}")
    return faults
