"""What happened to a row of this room, in words."""

from django.utils.translation import gettext_lazy as _

from core.models import AuditEntry

WORDS = {
    "added": _("Toegevoegd"),
    "edited": _("Aangepast"),
    "invited": _("Uitgenodigd"),
    "dated": _("Andere datums"),
    "deputised": _("Vervanger"),
    "second_factor_lost": _("Tweede stap weggehaald"),
    "ended": _("Rol gestopt"),
    "guardian_changed": _("Ouder of verzorger aangepast"),
    "exported": _("Alle gegevens verzameld"),
    "guardian_added": _("Ouder of verzorger toegevoegd"),
    "guardian_ended": _("Ouder of verzorger kijkt niet meer mee"),
}


def history_of(obj):
    """Who did what when, newest first, for the history component."""
    return [entry.told(WORDS) for entry in AuditEntry.objects.about(obj).for_list().order_by("-at", "-pk")[:20]]
