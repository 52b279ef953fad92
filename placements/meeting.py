"""A talk before a stage: who may ask for it when, and who is told what."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.models import AuditEntry
from core.moves import MoveRefused
from placements import emails
from placements.enums import MeetingKind, RequestState
from placements.models import IntroMeeting
from placements.models.meeting import TALKED_ABOUT
from schools.enums import Role

FOR_SCHOOL = [RequestState.SUBMITTED, RequestState.READ, RequestState.POOLED, *TALKED_ABOUT]


def kinds_for(wish, role):
    """The talks that somebody in this role may ask for about this request now."""
    kinds = []
    if wish.state in TALKED_ABOUT and role in (Role.COORDINATOR, Role.SUPERVISOR):
        kinds.append(MeetingKind.INTRO)
    if wish.state in FOR_SCHOOL and role in (Role.COORDINATOR, Role.MENTOR):
        kinds.append(MeetingKind.APPLY)
    live = set(wish.meetings.live().values_list("kind", flat=True))
    return [kind for kind in kinds if kind not in live]


def propose(wish, *, by, kind, **facts):
    """Ask the student to choose one of two moments. Raises MoveRefused."""
    with transaction.atomic():
        if kind not in kinds_for(wish, by.role):
            raise MoveRefused(_("Dit gesprek kan nu niet, of het is al gepland."))
        same = {name: facts[name] for name in ("first_at", "second_at")}
        if wish.meetings.live().filter(**same).exists():
            raise MoveRefused(_("Deze momenten staan er al. Kies andere."))
        try:
            with transaction.atomic():
                made = IntroMeeting.objects.create(school_id=wish.school_id, request=wish, kind=kind, **facts)
        except IntegrityError:
            raise MoveRefused(_("Dit gesprek is al gepland.")) from None
        AuditEntry.record(made, action="propose", by=by)
        emails.meeting_asked(made)
    return made


def propose_again(meeting, *, by, **facts):
    """Two other moments. Raises MoveRefused when they are the same."""
    if all(getattr(meeting, name) == value for name, value in facts.items()):
        raise MoveRefused(_("Deze momenten staan er al. Kies andere."))
    with transaction.atomic():
        meeting.propose_again(by=by, **facts)
        emails.meeting_asked(meeting)


def confirm(meeting, *, by, number):
    """The student takes one; both sides get it in their calendar."""
    with transaction.atomic():
        meeting.confirm(by=by, number=number)
        emails.meeting_agreed(meeting)


def pass_by(meeting, *, by, words):
    """Neither works; whoever leads the talk reads when it would."""
    with transaction.atomic():
        meeting.pass_by(by=by, words=words)
        emails.meeting_passed_by(meeting)


def call_off(meeting, *, by, note):
    """There is no talk; both sides are told, and a calendar that had it takes it out."""
    with transaction.atomic():
        meeting.call_off(by=by, note=note)
        emails.meeting_off(meeting)
