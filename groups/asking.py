"""May this company be asked now? One place that every question and every reminder goes by."""

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.mailing import reader_of, why_not_ask
from core.calendar import nl_date
from groups.enums import InvitationState
from groups.models import Invitation


def with_rest(invitations):
    """Add `rest_until`: the day before which the company asked us not to ask, as its newest answer anywhere says."""
    answered = Invitation.objects.filter(company=OuterRef("company"), answered_at__isnull=False)
    newest = answered.order_by("-answered_at").values("ask_again_on")[:1]
    return invitations.annotate(rest_until=Subquery(newest))


def hindrance(invitation, reader=None):
    """Why this company is not asked now, as a sentence; empty when it may be. Needs `with_rest()`.

    `reader` is who would get the mail today, when that is somebody else than the contact.
    """
    reader = reader or invitation.contact
    name = invitation.company.name
    if not invitation.company.is_active:
        return _("%(name)s doet niet meer mee.") % {"name": name}
    if reader and (why := why_not_ask(invitation.company, reader)):
        return why
    until = invitation.rest_until
    if until and until > timezone.localdate() and invitation.state != InvitationState.NO:
        return _("%(name)s vroeg: vraag ons weer vanaf %(day)s.") % {"name": name, "day": nl_date(until)}
    return ""


def hindrance_to(pk):
    """The same for one row that is about to be asked."""
    found = with_rest(Invitation.objects.select_related("company", "contact__member__user")).get(pk=pk)
    return hindrance(found, found.contact and reader_of(found.contact))
