from django.db import models
from django.utils.translation import gettext_lazy as _

from schools.enums import Role


class Score(models.IntegerChoices):
    """The four points of source 001; not seen is no score."""

    WEAK = 1, _("zwak")
    SUFFICIENT = 2, _("voldoende")
    AMPLE = 3, _("ruim voldoende")
    GOOD = 4, _("goed")

    @property
    def anchor(self):
        """What the point means in plain words."""
        return ANCHORS[self]


ANCHORS = {
    Score.WEAK: _("lukt nog niet"),
    Score.SUFFICIENT: _("lukt met hulp"),
    Score.AMPLE: _("lukt meestal zelf"),
    Score.GOOD: _("lukt altijd zelf"),
}


class Voice(models.TextChoices):
    """Who says it; each fills in before seeing the other, the agreed score is made together."""

    STUDENT = "student", _("leerling")
    COMPANY = "company", _("bedrijf")
    MENTOR = "mentor", _("begeleider van school")
    AGREED = "agreed", _("samen")

    @property
    def mark(self):
        """One letter, for a marker in a tile."""
        return {"student": "L", "company": "B", "mentor": "S"}.get(self.value, "")


SEPARATE_VOICES = (Voice.STUDENT, Voice.COMPANY, Voice.MENTOR)
VOICE_OF = {
    Role.STUDENT: Voice.STUDENT,
    Role.SUPERVISOR: Voice.COMPANY,
    Role.MENTOR: Voice.MENTOR,
    Role.COORDINATOR: Voice.MENTOR,
}


class AssessmentState(models.TextChoices):
    PLANNED = "planned", _("gepland")
    DISCUSSED = "discussed", _("besproken")
    FINAL = "final", _("vastgesteld")
    CANCELLED = "cancelled", _("gaat niet door")


class Moment(models.TextChoices):
    FIRST = "first", _("na de eerste stagedag")
    MIDDLE = "middle", _("halverwege")
    END = "end", _("aan het einde")
