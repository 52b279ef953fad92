"""Who is reminded of a signature, and when again: only whose turn it is, only the silent, and never twice within three
school days. After three mails nobody is mailed on its own any more: then the mentor is asked to call.
"""

from functools import cached_property

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts import paper_emails
from contracts.enums import SignatoryState, SignerRole, VersionState
from contracts.models import ContractVersion, Signatory
from contracts.readers import company_reader, director_reader, guardian_reader, with_authority
from core.calendar import nl_date
from core.models import AuditEntry
from placements.models import Placement
from placements.waiting import Clock

REST = 3  # school days between two mails to the same person
MOST = 3  # mails that leave on their own


class Stand:
    """What can be done now to get the signature of one person."""

    def __init__(self, signatory, turn, clock):
        self.signatory, self.turn, self.clock = signatory, turn, clock

    @cached_property
    def reader(self):
        """The membership that gets the mail: who stands in, or who signs; None for whom the school has no person."""
        one = self.signatory
        if one.role == SignerRole.GUARDIAN:
            return guardian_reader(one)
        if one.role == SignerRole.DIRECTOR:
            return director_reader(one)
        return company_reader(one) if one.role == SignerRole.COMPANY and one.member_id else one.signer

    @property
    def lost(self):
        """Why this guardian can sign no more, and what can be done; an empty text when that is not so."""
        one = self.signatory
        if one.role == SignerRole.GUARDIAN and one.member_id and self.reader is None:
            return _("Heeft geen gezag meer. Maak een nieuwe versie.")
        return ""

    @property
    def last_heard(self):
        """The day of the last mail about it, or on which the paper was made."""
        one = self.signatory
        return timezone.localdate(one.reminded_at or one.asked_at or one.version.made_at)

    @property
    def next_day(self):
        """The first day on which a reminder may leave."""
        return self.clock.after(self.last_heard, REST)

    @property
    def why_not(self):
        """Why no reminder can leave now, and what can be done; an empty text when one can."""
        one = self.signatory
        if one.version.state != VersionState.OPEN or one.state != SignatoryState.WAITING:
            return _("Hier hoeft niemand meer te tekenen.")
        if self.lost:
            return self.lost
        if one.position != self.turn:
            return _("Nog niet aan de beurt.")
        if self.reader is None:
            return _("We weten niet wie dit tekent. Print de brief.")
        if not self.reader.user.email:
            return _("Heeft geen e-mailadres. Print de brief.")
        if self.clock.today < self.next_day:
            return _("Herinneren kan weer op %s.") % nl_date(self.next_day, weekday=True, year=False)
        return ""


def stands(versions, clock=None):
    """{signatory id: Stand} of everybody who must still sign these versions."""
    clock, found = clock or Clock(), {}
    waiting = Signatory.objects.waiting().filter(version__in=versions).select_related(
        "member__user", "stand_in__user", "school", "version__contract__placement__school",
        "version__contract__placement__student", "version__contract__placement__company",
        "version__contract__placement__mentor__user",
    )  # fmt: skip
    turns = {}
    for one in with_authority(waiting).order_by("version", "position", "pk"):
        found[one.pk] = Stand(one, turns.setdefault(one.version_id, one.position), clock)
    return found


def remind(versions, *, by):
    """Mail everybody whose turn it is and who may be mailed. Returns [(signatory, why not)]; "" for who got one."""
    answers = []
    for stand in stands(versions).values():
        if stand.signatory.position == stand.turn:
            answers.append((stand.signatory, stand.why_not or send(stand, by=by)))
    return answers


def send(stand, *, by=None):
    """One reminder, with who asked for it; an empty text. Somebody who did the same at this moment goes first."""
    one = stand.signatory
    noted = Signatory.objects.filter(pk=one.pk, reminded_at=one.reminded_at, state=SignatoryState.WAITING)
    if noted.update(reminded_at=timezone.now(), reminders=F("reminders") + 1):
        paper_emails.reminder(one, stand.reader, stand.clock.today)
        AuditEntry.record(one, action="remind", by=by, before=one.state)
    return ""


def remind_silent(clock):
    """What leaves on its own on a school day: a reminder when its day has come; after three the mentor hears of it."""
    if not clock.is_school_day:
        return
    going_on = ContractVersion.objects.open().filter(contract__placement__in=Placement.objects.going_on())
    for stand in stands(going_on, clock).values():
        if stand.signatory.position != stand.turn or clock.today < stand.next_day:
            continue
        if stand.signatory.reminders >= MOST:
            paper_emails.silent(stand.signatory)
        elif not stand.why_not:
            send(stand)
