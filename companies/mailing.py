"""Who at a company reads a mail today, and when no question may be put at all."""

from django.utils import timezone
from django.utils.translation import gettext as _

from companies.models import CompanyContact, StandIn
from core.calendar import nl_date


def reader_of(contact, day=None):
    """The contact that gets this contact's mail: who stands in today, or who took over from one who left.

    Never nobody: what nobody took over goes to the contact itself.
    """
    day = day or timezone.localdate()
    if contact.is_over:
        heir = CompanyContact.objects.filter(company=contact.company_id, is_first=True).for_list().first()
        contact = heir or contact
    instead = StandIn.objects.filter(contact=contact, since__lte=day, until__gte=day).order_by("-pk")
    for one in instead.select_related("substitute__member__user"):
        if not one.substitute.is_over and one.substitute.member.user.email:
            return one.substitute
    return contact


def why_not_ask(company, contact):
    """The sentence for the coordinator when this company gets no question by mail now; "" when it does."""
    if company.is_paused:
        words = {"name": company.name, "day": nl_date(company.paused_until)}
        return _("%(name)s heeft pauze tot en met %(day)s.") % words
    if contact.no_mail_since:
        words = {"name": company.name, "day": nl_date(contact.no_mail_since)}
        return _("%(name)s wil sinds %(day)s geen vragen per mail. Bel het bedrijf.") % words
    return ""
