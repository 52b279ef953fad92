"""What this room tells on the page of a company (companies/panels.py): the stages there and what students found."""

from django.utils import timezone
from django.utils.translation import gettext as _

from companies.history import noon
from companies.panels import Panel
from core.calendar import nl_date
from placements.models import Placement
from placements.ratings import rating_trend

MOST = 60


def stages(member, company):
    """The stages at this company that this member may see, as lines of its history."""
    rows = Placement.objects.visible_to(member).filter(company=company, starts_on__lte=timezone.localdate())
    rows = rows.select_related("student", "mentor__user").order_by("-starts_on", "pk")[:MOST]
    return [
        {
            "at": noon(row.starts_on),
            "who": row.mentor.user.name,
            "what": _("Stage van %(student)s begon") % {"student": row.student.name},
            "why": _("tot en met %(day)s (%(state)s)")
            % {"day": nl_date(row.ends_on), "state": row.get_state_display()},
        }
        for row in rows
    ]


def ratings(member, company):
    """What students say of this place, from three answers on."""
    trend = rating_trend([company.pk]).get(company.pk)
    return Panel(_("Wat leerlingen vinden"), "emoji-smile", "placements/_at_company_ratings.html", trend)
