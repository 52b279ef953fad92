"""The past of a company in one line of time: calls and visits, people who came and went, what was changed, and what
other rooms add (`companies.panels`).
"""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import ContactLog
from companies.panels import lines_of
from core.models import AuditEntry
from schools.enums import Looked
from schools.reading import looked_at

MOST = 100
WORDS = {
    "edit": gettext_lazy("Gegevens gewijzigd"),
    "contact": gettext_lazy("Contactpersoon"),
    "contact_ended": gettext_lazy("Werkt er niet meer voor ons"),
    "stand_in": gettext_lazy("Vervanger"),
    "no_mail": gettext_lazy("Wil geen vragen meer per mail"),
    "mail_again": gettext_lazy("Wil weer vragen per mail"),
    "pause": gettext_lazy("Pauze"),
    "pause_ended": gettext_lazy("Pauze gestopt"),
    "checked": gettext_lazy("Gegevens nagekeken: het klopt"),
    "check_asked": gettext_lazy("Gevraagd of de gegevens nog kloppen"),
    "proposal": gettext_lazy("Voorstel van het bedrijf overgenomen"),
    "pictures": gettext_lazy("Foto of logo gewijzigd"),
    "recognition": gettext_lazy("Erkenning"),
    "friend": gettext_lazy("Vriend van de school"),
    "friend_ended": gettext_lazy("Geen vriend van de school meer"),
}


def noon(day):
    """A day as a moment, to lay it beside moments."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def timeline(request, company):
    """[{"at", "who", "what", "why"}] of this company, newest first, as far as this reader may; leaves the trace."""
    member = request.member
    logs = list(ContactLog.objects.visible_to(member).filter(company=company).for_list()[:MOST])
    looked_at(request, Looked.DOSSIER, *{log.student_id for log in logs if log.student_id})
    entries = AuditEntry.objects.about(company).for_list().reverse()[:MOST]
    lines = [line_of(log) for log in logs]
    lines += [
        {"at": one.at, "who": one.who, "what": WORDS.get(one.action, one.action), "why": one.note} for one in entries
    ]
    return sorted([*lines, *lines_of(member, company)], key=lambda line: line["at"], reverse=True)[:MOST]


def line_of(log):
    """A call or visit as a line."""
    what = log.get_kind_display().capitalize()
    if log.contact:
        what = _("%(kind)s met %(who)s") % {"kind": what, "who": log.contact.member.user.name}
    if log.student:
        what = _("%(what)s, over %(student)s") % {"what": what, "student": log.student.name}
    return {"at": noon(log.on), "who": log.by.user.name, "what": what, "why": log.note}
