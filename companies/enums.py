from django.db import models
from django.utils.translation import gettext_lazy as _


class Like(models.TextChoices):
    """Kinds of work as a student says it: wat vind je leuk?"""

    HANDS = "hands", _("met mijn handen werken")
    TECH = "tech", _("met techniek werken")
    OUTSIDE = "outside", _("buiten werken")
    ANIMALS = "animals", _("met dieren werken")
    FOOD = "food", _("met eten werken")
    CARE = "care", _("voor mensen zorgen")
    CUSTOMERS = "customers", _("klanten helpen")
    TIDY = "tidy", _("opruimen en schoonmaken")
    COMPUTER = "computer", _("met de computer werken")


class Size(models.TextChoices):
    SMALL = "small", _("klein (tot 10 mensen)")
    MIDDLE = "middle", _("middelgroot (10 tot 50 mensen)")
    LARGE = "large", _("groot (50 mensen of meer)")


class Task(models.TextChoices):
    """For what somebody at a company is the one to reach."""

    AVAILABILITY = "availability", _("krijgt de vragen van school")
    SUPERVISION = "supervision", _("begeleidt leerlingen")
    SIGNING = "signing", _("tekent voor het bedrijf")


class ContactKind(models.TextChoices):
    PHONE = "phone", _("telefoon")
    MAIL = "mail", _("mail")
    VISIT = "visit", _("bezoek")
    TALK = "talk", _("gesprek")


class FlagState(models.TextChoices):
    RAISED = "raised", _("let op")
    LIFTED = "lifted", _("opgelost")


# What a company may propose to change in its own profile.
PROFILE_FIELDS = (
    "sector", "size", "description", "tasks", "likes", "clothing", "ppe", "lunch", "min_age", "by_bike", "by_bus",
    "street", "postcode", "city", "phone", "website",
)  # fmt: skip


class ProposalState(models.TextChoices):
    OPEN = "open", _("wacht op school")
    ACCEPTED = "accepted", _("overgenomen")
    REFUSED = "refused", _("niet overgenomen")
    WITHDRAWN = "withdrawn", _("ingetrokken")
