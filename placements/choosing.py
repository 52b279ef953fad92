"""A student chooses: what may be asked, and how a wish begins. Every no is a sentence for the student."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.calendar import nl_date
from core.moves import MoveRefused
from groups.enums import GroupState, InvitationState
from groups.models import GroupStudent
from placements.enums import RequestState
from placements.lifecycle import UNDECIDED
from placements.matching import needed_age
from placements.models import Placement, PlacementRequest
from placements.places import free_places

MOST = 3


def begin_wish(student, invitation, *, why):
    """Keep the first words of a wish as a draft; the draft that was there is taken up again."""
    with transaction.atomic():
        GroupStudent.objects.select_for_update().filter(group=invitation.group_id, student=student).first()
        own = PlacementRequest.objects.filter(group=invitation.group_id, student=student)
        if draft := own.filter(invitation=invitation, state=RequestState.DRAFT).first():
            draft.write(why=why)
            return draft
        if fault := why_not(student, invitation, own):
            raise MoveRefused(fault)
        taken = set(own.live().values_list("rank", flat=True))
        rank = next(n for n in (1, 2, 3) if n not in taken)
        return PlacementRequest.objects.create(
            school_id=student.school_id,
            group_id=invitation.group_id,
            student=student,
            invitation=invitation,
            rank=rank,
            why=why,
        )


def why_not(student, invitation, wishes, places=None):
    """The sentence that tells this student why this place cannot be asked for now; "" when it can."""
    group, company = invitation.group, invitation.company
    if group.state != GroupState.CHOOSING:
        return _("Je kunt nu niet kiezen. Vraag je stagecoördinator wanneer het weer kan.")
    if invitation.state != InvitationState.YES:
        return _("Dit bedrijf heeft nu geen plek. Kies een ander bedrijf.")
    if Placement.objects.live().filter(group=group, student=student).exists():
        return _("Je hebt al een stageplek. Je hoeft niet meer te kiezen.")
    if age := needed_age(student, invitation, group.starts_on):
        words = {"age": age, "day": nl_date(group.starts_on)}
        return _("Voor deze plek moet je %(age)s zijn op %(day)s. Dat ben jij dan nog niet.") % words
    own = list(wishes)
    here = {wish.state for wish in own if wish.invitation_id == invitation.pk}
    if here & {RequestState.FEEDBACK, *UNDECIDED, RequestState.ACCEPTED}:
        return _("Je hebt dit bedrijf al gevraagd.")
    if RequestState.DECLINED in here:
        return _("Je aanvraag hier is niet gelukt. Kies een ander bedrijf.")
    if sum("withdraw" in wish.moves for wish in own) >= MOST:
        return _("Je hebt al 3 aanvragen. Trek er eerst een in als je hier wilt vragen.")
    places = free_places([invitation.pk]).get(invitation.pk, {}) if places is None else places
    if not any(one.free for one in places.values()):
        return _("Alle plekken bij %(company)s zijn al bezet. Kies een ander bedrijf.") % {"company": company.name}
    return ""
