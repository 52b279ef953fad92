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
    TRANSFERRED = "transferred", _("overgeplaatst")
    CANCELLED = "cancelled", _("gaat niet door")


class TalkOutcome(models.TextChoices):
    """What a talk about a stage that does not go well ends in; nine of the ten are solved (R110)."""

    GO_ON = "go_on", _("We gaan door op deze plek")
    MOVE = "move", _("We zoeken een andere plek")


class MoveReason(models.TextChoices):
    """Why a student goes on at another place (R26, R27, R110, R125)."""

    TOO_HARD = "too_hard", _("Het werk is te moeilijk")
    TOO_EASY = "too_easy", _("Het werk is te makkelijk")
    WORK = "work", _("Het werk past niet bij de leerling")
    PEOPLE = "people", _("Het klikt niet op de werkplek")
    TRAVEL = "travel", _("De reis of de dagen passen niet")
    PRACTISE = "practise", _("Eerst oefenen: op tijd komen, afspraken, werkhouding")
    NEXT_STEP = "next_step", _("De leerling is klaar voor een volgende stap")
    COMPANY = "company", _("Het bedrijf kan niet verder")
    OTHER = "other", _("Een andere reden")


class Smiley(models.IntegerChoices):
    """One tap of a student about a stage that is (nearly) over."""

    SAD = 1, _("Niet zo fijn")
    FAIR = 2, _("Ging wel")
    GLAD = 3, _("Fijn")


class HelpState(models.TextChoices):
    """Where a call for help to SBB or the werkgeversservicepunt stands (R155)."""

    OPEN = "open", _("wacht op antwoord")
    ANSWERED = "answered", _("beantwoord")
    CLOSED = "closed", _("afgesloten")


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


class Aim(models.TextChoices):
    """What counts most in a proposal once as many students as possible have a place."""

    TOGETHER = "together", _("samen zo hoog mogelijk")
    FIRST = "first", _("zoveel mogelijk eerste keuzes")


class RuleKind(models.TextChoices):
    """What the coordinator decided about a student and a company."""

    MUST = "must", _("moet hierheen")
    NOT_NOW = "not_now", _("deze ronde niet hier")
    NEVER = "never", _("nooit hier")


class Limit(models.TextChoices):
    """What stands in the way of a wish, as the coordinator reads it."""

    CLOSED = "closed", _("geeft deze keer geen plek")
    PAUSED = "paused", _("doet nu niet mee")
    RECOGNITION = "recognition", _("heeft geen geldige SBB-erkenning")
    AGE = "age", _("leerling is te jong")
    RULE = "rule", _("afspraak van school")
    DAYS = "days", _("de dagen passen niet")
    BUSY = "busy", _("leerling heeft dan al een stage")
    TAKEN = "taken", _("plek is al vergeven")
    OTHERS = "others", _("plek is voor een andere leerling")
    CHOICE = "choice", _("het voorstel kiest anders")


class EngagementState(models.TextChoices):
    """Where a piece of work stands that an organisation asks for."""

    DRAFT = "draft", _("nog niet open")
    OPEN = "open", _("leerlingen melden zich aan")
    CLOSED = "closed", _("aanmelden is voorbij")
    DECIDED = "decided", _("gekozen wie er gaat")
    DONE = "done", _("gedaan")
    OFF = "off", _("gaat niet door")


class SignUpState(models.TextChoices):
    """Where a student's offer to come along stands."""

    POSTED = "posted", _("aangemeld")
    CHOSEN = "chosen", _("gaat mee")
    NOT_CHOSEN = "not_chosen", _("deze keer niet")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class FoundState(models.TextChoices):
    """Where a place stands that a student found."""

    DRAFT = "draft", _("nog niet verstuurd")
    POSTED = "posted", _("school kijkt ernaar")
    ACCEPTED = "accepted", _("goedgekeurd")
    REFUSED = "refused", _("kan niet")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class FoundReason(models.TextChoices):
    """Why a found place cannot be; each comes with a kind text."""

    RECOGNITION = "recognition", _("Geen erkend leerbedrijf")
    AGE = "age", _("De leerling is te jong voor dit werk")
    DISTANCE = "distance", _("Het is te ver weg")
    COMPANY = "company", _("Het bedrijf heeft toch geen plek")
    UNCLEAR = "unclear", _("Adres of begeleider klopt niet")
    OTHER = "other", _("Een andere reden")


class MeetingKind(models.TextChoices):
    """A talk at the company, or one with school as at a real application (R113)."""

    INTRO = "intro", _("kennismakingsgesprek")
    APPLY = "apply", _("sollicitatiegesprek op school")


class MeetingState(models.TextChoices):
    """Where a talk before a stage stands."""

    ASKED = "asked", _("kies een moment")
    NEITHER = "neither", _("geen moment past")
    AGREED = "agreed", _("afgesproken")
    HELD = "held", _("geweest")
    OFF = "off", _("gaat niet door")


class MeetingResult(models.TextChoices):
    """What whoever led the talk says of it."""

    SUITABLE = "suitable", _("geschikt")
    NOT_YET = "not_yet", _("nog niet")
    NOT_COME = "not_come", _("niet gekomen")


class TaskVerdict(models.TextChoices):
    """What a student may do of the work; the words of the werk- en veiligheidscheck."""

    ALLOWED = "allowed", _("toegestaan")
    WATCHED = "watched", _("onder toezicht")
    FORBIDDEN = "forbidden", _("verboden")


class TaskFrom(models.TextChoices):
    """From when a student does a task; who turns 16 or 18 during the stage may do more from then on."""

    START = "start", _("Vanaf de eerste dag")
    YOUNG = "young", _("Vanaf 16 jaar")
    ADULT = "adult", _("Vanaf 18 jaar")
    NEVER = "never", _("Niet: de leerling doet deze taak niet")
