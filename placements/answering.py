"""What people do with a wish, each with the mail that goes with it. Whole or not at all."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.moves import MoveRefused
from groups.enums import InvitationState
from placements import emails, wish_emails
from placements.models import PlacementRequest
from placements.reasons import choices
from placements.superseding import is_at_company


@transaction.atomic
def hand_in(wish, *, by):
    """The student sends it: to the mentor when the group says so, else to the coordinator."""
    if wish.needs_approval():
        wish.ask_mentor(by=by)
        wish_emails.to_mentor(wish)
    else:
        wish.submit(by=by)


@transaction.atomic
def give_back(wish, *, by, note):
    """The mentor gives it back; the student reads the tip and sends it again."""
    wish.give_back(by=by, note=note)
    wish_emails.news(wish, "give_back")


@transaction.atomic
def give_tip(wish, *, by, note):
    """The mentor reads along."""
    wish.give_tip(by=by, note=note)
    wish_emails.news(wish, "give_tip")


@transaction.atomic
def release(wish, *, by):
    """Put it before the company; its contact gets a mail with the way in."""
    if wish.answerer is None or not wish.answerer.member.user.email:
        raise MoveRefused(
            _("%(name)s heeft geen contactpersoon met een e-mailadres. Bel, en leg het antwoord zelf vast.")
            % {"name": wish.invitation.company.name}
        )
    wish.release(by=by)
    wish_emails.released(wish)


@transaction.atomic
def ask_colleague(wish, *, by, contact, note=""):
    """A colleague of the company answers, and gets the mail."""
    if not contact.member.user.email:
        raise MoveRefused(_("%(name)s heeft geen e-mailadres.") % {"name": contact.member.user.name})
    wish.ask_colleague(by=by, contact=contact, note=note)
    wish_emails.released(wish)


@transaction.atomic
def propose(wish, *, by, note=""):
    """The company would like this student; the student says yes or no."""
    wish.propose(by=by, note=note)
    wish_emails.news(wish, "propose")


@transaction.atomic
def company_says_no(wish, *, by, reason, words=""):
    """The company says no. "Eerst langs mij": the coordinator reads it before the student does."""
    if wish.group.softens_no:
        wish.refuse(by=by, reason=reason, words=words)
        return
    text = words or choices(wish.school_id)[reason].text_for(wish) or _("Het is deze keer niet gelukt.")
    wish.decline(by=by, reason=reason, text=text)
    emails.request_declined(wish)


@transaction.atomic
def decline(wish, *, by, reason, text):
    """The coordinator says no in kind words; a company that waits is told that it is not needed any more."""
    at_company = is_at_company(wish) and wish.state not in ("refused", "transferred")
    wish.decline(by=by, reason=reason, text=text)
    emails.request_declined(wish)
    if at_company:
        wish_emails.not_needed(wish)


@transaction.atomic
def transfer(wish, *, by, to, note=""):
    """Offer the student another company of the group."""
    if to.state != InvitationState.YES:
        raise MoveRefused(_("%(name)s heeft nu geen plek.") % {"name": to.company.name})
    own = PlacementRequest.objects.live().filter(student=wish.student_id, invitation=to)
    if own.exists():
        raise MoveRefused(_("De leerling vroeg %(name)s zelf al.") % {"name": to.company.name})
    wish.transfer(by=by, to=to, note=note)
    wish_emails.news(wish, "transfer")


@transaction.atomic
def follow(wish, *, by):
    """The student goes on at the other company."""
    own = PlacementRequest.objects.live().filter(student=wish.student_id, invitation=wish.transfer_to_id)
    if own.exclude(pk=wish.pk).exists():
        raise MoveRefused(_("Dit bedrijf is intussen al gevraagd met een andere aanvraag."))
    wish.follow(by=by)


@transaction.atomic
def pool(wish, *, by, note=""):
    """Offer the student the waiting list."""
    wish.pool(by=by, note=note)
    wish_emails.news(wish, "pool")


@transaction.atomic
def withdraw(wish, *, by):
    """The student takes it back; a company that waits is told."""
    at_company = is_at_company(wish)
    wish.withdraw(by=by)
    if at_company:
        wish_emails.not_needed(wish)


@transaction.atomic
def expire(wish):
    """Nobody answered in time: the student is told kindly, and a company that waits too."""
    at_company = is_at_company(wish)
    wish.expire(by=None)
    wish_emails.news(wish, "expire")
    if at_company:
        wish_emails.not_needed(wish)
