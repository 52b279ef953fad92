"""Kind words for a student whose wish is not met, per reason. The coordinator may change them before sending."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from placements.enums import DeclineReason as Reason

REASONS = [(reason.value, reason.label) for reason in Reason if reason != Reason.STAGE_OFF]
TEXTS = {
    Reason.FULL: gettext_lazy(
        "Hoi %(name)s, er waren meer leerlingen dan plekken bij %(company)s. Daarom is het niet gelukt. "
        "Je aanvraag was goed. Kijk bij welke bedrijven nog wel plek is."
    ),
    Reason.DAYS: gettext_lazy(
        "Hoi %(name)s, bij %(company)s is geen plek op jouw stagedagen. Dat ligt niet aan jou. "
        "Kies een bedrijf dat wel plek heeft op jouw dagen."
    ),
    Reason.AGE: gettext_lazy(
        "Hoi %(name)s, voor het werk bij %(company)s moet je ouder zijn. Dat is een regel voor jouw veiligheid. "
        "Misschien kan het later wel. Kies nu een ander bedrijf dat je leuk lijkt."
    ),
    Reason.DISTANCE: gettext_lazy(
        "Hoi %(name)s, %(company)s is te ver weg om elke stagedag op tijd te komen. "
        "Zoek een bedrijf dichter bij huis. Samen vinden we een plek."
    ),
    Reason.COMPANY: gettext_lazy(
        "Hoi %(name)s, %(company)s kiest deze keer voor iemand anders. Dat is jammer, maar het zegt niets over jou. "
        "Goed dat je het vroeg. Kies een ander bedrijf en probeer het opnieuw."
    ),
    Reason.OTHER: "",
}


def kind_text(reason, wish):
    """The words to begin with for this reason; empty when the coordinator has to find them."""
    text = str(TEXTS[Reason(reason)])
    return text % {"name": wish.student.first_name, "company": wish.invitation.company.name} if text else ""


def advice(wish, places):
    """What the coordinator may want to know before saying no: that there is room after all."""
    days = [one.day for one in places.values() if one.free]
    return _("Er is hier nog plek op %(days)s.") % {"days": ", ".join(days)} if days else ""
