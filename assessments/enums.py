from django.db import models
from django.utils.translation import gettext_lazy as _


class Score(models.IntegerChoices):
    """The four points of source 001; not seen is no score."""

    WEAK = 1, _("zwak")
    SUFFICIENT = 2, _("voldoende")
    AMPLE = 3, _("ruim voldoende")
    GOOD = 4, _("goed")


class Voice(models.TextChoices):
    """Who says it; each fills in before seeing the other, the agreed score is made together."""

    STUDENT = "student", _("leerling")
    COMPANY = "company", _("bedrijf")
    MENTOR = "mentor", _("begeleider van school")
    AGREED = "agreed", _("samen")


class AssessmentState(models.TextChoices):
    PLANNED = "planned", _("gepland")
    DISCUSSED = "discussed", _("besproken")
    FINAL = "final", _("vastgesteld")


class Moment(models.TextChoices):
    FIRST = "first", _("na de eerste stagedag")
    MIDDLE = "middle", _("halverwege")
    END = "end", _("aan het einde")
