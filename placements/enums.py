from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestState(models.TextChoices):
    """Where a wish stands; which move leads where stands in placements/lifecycle.py."""

    DRAFT = "draft", _("nog niet verstuurd")
    FEEDBACK = "feedback", _("bij de mentor")
    SUBMITTED = "submitted", _("verstuurd")
    READ = "read", _("gezien")
    PROPOSED = "proposed", _("bedrijf wil graag")
    REFUSED = "refused", _("bedrijf zegt nee")  # "eerst langs mij": the student hears it from the coordinator
    AGREED = "agreed", _("leerling zei ja")
    POOLED = "pooled", _("wachtlijst")
    TRANSFERRED = "transferred", _("doorgegeven")
    ACCEPTED = "accepted", _("gelukt")
    DECLINED = "declined", _("niet gelukt")
    EXPIRED = "expired", _("geen antwoord gekregen")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    SUPERSEDED = "superseded", _("niet meer nodig")


class DeclineReason(models.TextChoices):
    """Codes of the reasons a school begins with (rows of RefusalReason, which it edits), and of the house's own."""

    FULL = "full", _("De plek is al vergeven")
    DAYS = "days", _("De dagen passen niet")
    AGE = "age", _("De leerling is nog te jong voor dit werk")
    DISTANCE = "distance", _("Het is te ver weg")
    COMPANY = "company", _("Het bedrijf zoekt iemand anders")
    OTHER = "other", _("Een andere reden")
    STAGE_OFF = "stage_off", _("De stage gaat niet door")


class PlacementState(models.TextChoices):
    PLANNED = "planned", _("gepland")
    RUNNING = "running", _("loopt")
    COMPLETED = "completed", _("afgerond")
    ENDED_EARLY = "ended_early", _("eerder gestopt")
    CANCELLED = "cancelled", _("gaat niet door")


class Presence(models.TextChoices):
    """What happened on one stage day."""

    EXPECTED = "expected", _("gepland")
    PRESENT = "present", _("aanwezig")
    LATE = "late", _("te laat")
    SICK = "sick", _("ziek")
    EXCUSED = "excused", _("vrij gekregen")
    ABSENT = "absent", _("afwezig zonder reden")
    CANCELLED = "cancelled", _("geen stage")


class Mood(models.IntegerChoices):
    """How the day went, as the student taps it."""

    HARD = 1, _("Niet zo goed")
    OKAY = 2, _("Gaat wel")
    FINE = 3, _("Goed")
    GREAT = 4, _("Heel goed")


class SubmissionState(models.TextChoices):
    OPEN = "open", _("nog te doen")
    HANDED_IN = "handed_in", _("ingeleverd")
    AGAIN = "again", _("nog een keer")
    APPROVED = "approved", _("goedgekeurd")
