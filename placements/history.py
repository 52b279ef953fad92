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
    "rearrange": _("De stage is aangepast"),
    "agree_terms": _("Er zijn nieuwe afspraken"),
    "take_effect": _("De nieuwe afspraken gingen in"),
    "ask_help": _("De hulpvraag is verstuurd"),
    "note_answer": _("Er kwam antwoord"),
    "close": _("De hulpvraag is afgesloten"),
    "ask_mentor": _("De aanvraag ging naar de mentor"),
    "submit": _("De aanvraag is verstuurd"),
    "approve": _("De mentor keurde de aanvraag goed"),
    "give_back": _("De mentor gaf de aanvraag terug met een tip"),
    "give_tip": _("De mentor gaf een tip"),
    "mark_read": _("De school heeft de aanvraag gezien"),
    "release": _("De aanvraag is voorgelegd aan het bedrijf"),
    "ask_colleague": _("Een collega bij het bedrijf geeft antwoord"),
    "propose": _("Het bedrijf wil graag"),
    "refuse": _("Het bedrijf zei nee"),
    "transfer": _("De aanvraag is doorgegeven aan een ander bedrijf"),
    "follow": _("De leerling vraagt het bij het andere bedrijf"),
    "pool": _("Er is een plek op de wachtlijst"),
    "join_pool": _("De leerling wacht op de wachtlijst"),
    "agree": _("De leerling zei ja"),
    "undo": _("De laatste stap is teruggedraaid"),
    "extend": _("Er is meer tijd gegeven"),
    "expire": _("De tijd is voorbij zonder antwoord"),
    "restore": _("De aanvraag is teruggekomen"),
    "withdraw": _("De leerling trok de aanvraag in"),
    "accept": _("De aanvraag is gelukt"),
    "decline": _("De aanvraag is niet gelukt"),
    "fall_through": _("De stage van deze aanvraag gaat niet door"),
    "supersede": _("De aanvraag is niet meer nodig"),
}


def told(entries):
    """The record as the history component shows it."""
    return [one.told(WORDS) for one in entries]


BEHIND_THE_SCENES = {"refuse", "extend", "ask_colleague"}


def story_for_student(entries):
    """The same for the student: what happened and when; a no that the coordinator still softens is not in it."""
    hidden = [one.action in BEHIND_THE_SCENES or (one.before == "refused" and one.action == "undo") for one in entries]
    return [
        {"at": one.at, "who": "", "what": WORDS.get(one.action, one.action), "why": ""}
        for one, is_hidden in zip(entries, hidden, strict=True)
        if not is_hidden
    ]
