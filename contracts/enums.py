from django.db import models
from django.utils.translation import gettext_lazy as _


class ContractState(models.TextChoices):
    DRAFT = "draft", _("leerling vult in")
    SUBMITTED = "submitted", _("klaar om na te kijken")
    CHECKED = "checked", _("nagekeken")
    PRINTED = "printed", _("klaar om te tekenen")
    CLOSED = "closed", _("afgesloten")


class CopyFor(models.TextChoices):
    """The three copies of a contract in drievoud (source 001)."""

    COMPANY = "company", _("Exemplaar voor het stagebedrijf")
    GUARDIANS = "guardians", _("Exemplaar voor de ouders/verzorgers")
    DOSSIER = "dossier", _("Exemplaar voor het dossier op school")
