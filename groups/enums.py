from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupState(models.TextChoices):
    DRAFT = "draft", _("in voorbereiding")
    ASKING = "asking", _("bedrijven gevraagd")
    CHOOSING = "choosing", _("leerlingen kiezen")
    RUNNING = "running", _("stage loopt")
    FINISHED = "finished", _("afgerond")


class Reply(models.TextChoices):
    """What a company says to the question; the same words as on the page."""

    YES = "ja", _("Ja, ik heb plek")
    CALL = "bel", _("Misschien, bel mij eerst")
    NO = "nee", _("Nee, deze keer niet")


class InvitationState(models.TextChoices):
    NEW = "new", _("nog niet gevraagd")
    ASKED = "asked", _("gevraagd")
    YES = "yes", _("heeft plek")
    CALL = "call", _("wil gebeld worden")
    NO = "no", _("deze keer niet")


class Part(models.TextChoices):
    """The part of a day on which a student can come; a group says at what time its day is split."""

    DAY = "day", _("hele dag")
    MORNING = "morning", _("ochtend")
    AFTERNOON = "afternoon", _("middag")


class Declined(models.TextChoices):
    """Why a company says no; the school reads it, students do not."""

    NO_WORK = "no_work", _("Geen werk voor een leerling")
    NO_GUIDE = "no_guide", _("Niemand om te begeleiden")
    BUSY = "busy", _("Te druk in deze periode")
    FULL = "full", _("Al leerlingen van een andere school")
    OTHER = "other", _("Iets anders")


class MentorSay(models.TextChoices):
    """What the mentor has to say about a request before it goes on."""

    FREE = "free", _("vrij: de aanvraag gaat direct door")
    READS = "reads", _("mentor leest mee: de aanvraag gaat door, de mentor kan een tip geven")
    APPROVES = "approves", _("mentor keurt goed: de aanvraag wacht op de mentor")


class Via(models.TextChoices):
    LINK = "link", _("via de mail")
    PHONE = "phone", _("telefonisch")


WEEKDAYS = [(0, _("maandag")), (1, _("dinsdag")), (2, _("woensdag")), (3, _("donderdag")), (4, _("vrijdag"))]
WEEKDAYS += [(5, _("zaterdag")), (6, _("zondag"))]
