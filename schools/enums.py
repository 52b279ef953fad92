from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is at one school; one person may be several things."""

    COORDINATOR = "coordinator", _("stagecoördinator")
    MENTOR = "mentor", _("begeleider van school")
    DIRECTOR = "director", _("directeur")
    STUDENT = "student", _("leerling")
    GUARDIAN = "guardian", _("ouder of verzorger")
    SUPERVISOR = "supervisor", _("praktijkbegeleider")
    JOBCOACH = "jobcoach", _("jobcoach")
    CONSULTANT = "consultant", _("werkconsulent")
    LWT_COMMITTEE = "lwt_committee", _("LWT-commissie")


PLATFORM = "platform"  # the house's own staff: no role at any school
STAFF = frozenset({Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR})
# Guardians and supervisors are not people of the school: its sign-in service has nothing to say about them.
BY_SCHOOL_ACCOUNT = frozenset(set(Role) - {Role.GUARDIAN, Role.SUPERVISOR})


class SchoolKind(models.TextChoices):
    PRO = "pro", _("praktijkonderwijs")
    VMBO = "vmbo", _("vmbo")
    VSO = "vso", _("voortgezet speciaal onderwijs")


class Region(models.TextChoices):
    """The three regions of the Dutch school holidays."""

    NORTH = "N", _("Noord")
    MIDDLE = "M", _("Midden")
    SOUTH = "Z", _("Zuid")


class Purpose(models.TextChoices):
    """What a letter opens; a letter for one purpose opens nothing else."""

    AVAILABILITY = "availability", _("beschikbaarheid doorgeven")
    ENTRY = "entry", _("eigen pagina")
    SIGNING = "signing", _("een papier tekenen")


class ErasureState(models.TextChoices):
    """Where something that must be erased stands."""

    PLANNED = "planned", _("aangekondigd")
    HELD = "held", _("wordt bewaard")
    DONE = "done", _("gewist")
    OFF = "off", _("niet meer nodig")


class RequestState(models.TextChoices):
    """Where somebody's question for the own data stands."""

    ASKED = "asked", _("gevraagd")
    ANSWERED = "answered", _("gegeven")
    REFUSED = "refused", _("niet gegeven")


class Looked(models.TextChoices):
    """What of a student somebody opened, in words for the family."""

    DOSSIER = "dossier", _("de gegevens")
    CHILD = "child", _("de pagina voor ouders")
    REQUEST = "request", _("een aanvraag")
    PLACEMENT = "placement", _("de stage")
    DAYS = "days", _("de aanwezigheid")
    REPORTS = "reports", _("de dagverslagen")
    TASKS = "tasks", _("de opdrachten")
    CONTRACT = "contract", _("het contract")
    PAPER = "paper", _("het contract als PDF")
    ASSESSMENT = "assessment", _("de beoordeling")
    VERDICT = "verdict", _("de beoordeling als PDF")
    LETTER = "letter", _("de inlogbrief")
    ALL = "all", _("alles wat school bewaart")
    EXPORT = "export", _("een lijst in Excel")
