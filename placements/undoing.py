"""A step back: undo the last answer, or ask once more after all. What is in the way is named."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.calendar import nl_date, nl_weekdays
from core.models import AuditEntry
from core.moves import MoveRefused
from groups.enums import GroupState, InvitationState
from groups.models import GroupStudent
from placements import wish_emails
from placements.choosing import MOST
from placements.history import WORDS
from placements.matching import needed_age
from placements.models import Placement, PlacementRequest
from placements.models.request import UNDOABLE
from placements.places import free_places
from placements.superseding import days_of_wish
from schools.enums import Role


@transaction.atomic
def restore(wish, *, by):
    """Ask once more after all. Raises MoveRefused that names what is in the way."""
    _lock(wish)
    if faults := obstacles(wish, by_student=by is not None and by.role == Role.STUDENT):
        raise MoveRefused(" ".join(faults))
    _free_rank(wish)
    wish.restore(by=by)


@transaction.atomic
def undo(wish, *, by):
    """Take the last answer back, as long as nobody built on it."""
    _lock(wish)
    last = AuditEntry.objects.about(wish).last()
    if last and last.action not in UNDOABLE:
        words = {"what": WORDS.get(last.action, last.action), "day": nl_date(last.at)}
        raise MoveRefused(_("Dit kan niet meer terug. Er gebeurde al iets anders: %(what)s (%(day)s).") % words)
    was_declined = wish.state == "declined"
    if was_declined:
        if faults := [*_asked_since(wish, last), *obstacles(wish)]:
            raise MoveRefused(" ".join(faults))
        _free_rank(wish)
    wish.undo(by=by)
    if was_declined or (last and last.action in ("propose", "transfer", "pool")):
        wish_emails.news(wish, "undo")


def obstacles(wish, *, by_student=False):
    """Sentences that name why this wish cannot come back; empty when it can."""
    student, invitation, group = wish.student, wish.invitation, wish.group
    company = {"name": invitation.company.name}
    if student.erased_on or student.dossier_erased_on:
        return [_("De gegevens van deze leerling zijn gewist.")]
    found = []
    if student.left_on:
        found.append(_("De leerling is niet meer op school."))
    if group.state not in ((GroupState.CHOOSING,) if by_student else (GroupState.ASKING, GroupState.CHOOSING)):
        found.append(_("Kiezen in deze groep is voorbij."))
    if invitation.state != InvitationState.YES:
        found.append(_("%(name)s heeft geen plek meer.") % company)
    elif not any(one.free for one in free_places([invitation.pk]).get(invitation.pk, {}).values()):
        found.append(_("Alle plekken bij %(name)s zijn bezet.") % company)
    found += _stages_on_these_days(wish)
    own = PlacementRequest.objects.live().filter(student=student).exclude(pk=wish.pk)
    if own.filter(invitation=invitation).exists():
        found.append(_("%(name)s is intussen opnieuw gevraagd.") % company)
    if own.filter(group=group).count() >= MOST:
        found.append(_("Er zijn al 3 andere aanvragen."))
    if age := needed_age(student, invitation, group.starts_on):
        found.append(_("Voor deze plek is een leeftijd van %(age)s jaar nodig.") % {"age": age})
    return found


def _stages_on_these_days(wish):
    group = wish.group
    stages = Placement.objects.live().filter(
        student=wish.student_id, starts_on__lte=group.ends_on, ends_on__gte=group.starts_on
    )
    for stage in stages.select_related("company").prefetch_related("terms"):
        if both := stage.weekdays_within(group.starts_on, group.ends_on) & set(days_of_wish(wish)):
            words = {"days": nl_weekdays(sorted(both)), "name": stage.company.name}
            yield _("Op %(days)s is er al een stage bij %(name)s.") % words


def _asked_since(wish, last):
    """The student went on: a wish that was made after the no."""
    if last is None:
        return
    own = PlacementRequest.objects.live().filter(student=wish.student_id, group=wish.group_id, created_at__gt=last.at)
    for other in own.select_related("invitation__company")[:1]:
        yield _("De leerling vroeg intussen %(name)s.") % {"name": other.invitation.company.name}


def _lock(wish):
    """One at a time for this student, as when a wish begins."""
    GroupStudent.objects.select_for_update().filter(group=wish.group_id, student=wish.student_id).first()


def _free_rank(wish):
    """Another wish may have become the 1st meanwhile: take the first number that is free."""
    own = PlacementRequest.objects.live().filter(group=wish.group_id, student=wish.student_id).exclude(pk=wish.pk)
    taken = set(own.values_list("rank", flat=True))
    if wish.rank in taken:
        PlacementRequest.objects.filter(pk=wish.pk).update(rank=next(n for n in (1, 2, 3) if n not in taken))
