"""What happened to a request or a placement, in words for the page."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "match": _("De match is vastgelegd"),
    "start": _("De stage is begonnen"),
    "complete": _("De stage is afgerond"),
    "cancel": _("De stage gaat niet door"),
    "hand_over": _("De laatste dag hier is afgesproken"),
    "pass_on": _("De leerling ging verder op een andere plek"),
    "end_early": _("De stage stopte eerder"),
    "ask_help": _("De hulpvraag is verstuurd"),
    "note_answer": _("Er kwam antwoord"),
    "close": _("De hulpvraag is afgesloten"),
    "submit": _("De aanvraag is verstuurd"),
    "withdraw": _("De leerling trok de aanvraag in"),
    "accept": _("De aanvraag is gelukt"),
    "decline": _("De aanvraag is niet gelukt"),
    "fall_through": _("De stage van deze aanvraag gaat niet door"),
    "supersede": _("De aanvraag is niet meer nodig"),
}


def told(entries):
    """The record as the history component shows it."""
    return [one.told(WORDS) for one in entries]
