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
