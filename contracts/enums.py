from django.db import models
from django.utils.translation import gettext_lazy as _


class ContractState(models.TextChoices):
    DRAFT = "draft", _("leerling vult in")
    SUBMITTED = "submitted", _("klaar om na te kijken")
    CHECKED = "checked", _("nagekeken")
    SIGNING = "signing", _("wordt getekend")
    COMPLETE = "complete", _("volledig getekend")
    ENDED = "ended", _("beëindigd")
    CLOSED = "closed", _("afgesloten")


class Document(models.TextChoices):
    """What kind of paper a version is (domain: Contract.kind)."""

    AGREEMENT = "agreement", _("Stageovereenkomst")
    INTERNAL = "internal", _("Overeenkomst interne stage")
    LWT = "lwt", _("Leer-werkovereenkomst")
    POK = "pok", _("Praktijkovereenkomst")
    ADDENDUM = "addendum", _("Wijziging van de overeenkomst")


class VersionState(models.TextChoices):
    OPEN = "open", _("wordt getekend")
    SUPERSEDED = "superseded", _("vervangen door een nieuwe versie")
    REFUSED = "refused", _("niet getekend: iemand wil het anders")
    VOID = "void", _("vervallen")
    COMPLETE = "complete", _("volledig getekend")


class AddendumState(models.TextChoices):
    DRAFT = "draft", _("in voorbereiding")
    SIGNING = "signing", _("wordt getekend")
    AGREED = "agreed", _("getekend, nog niet verwerkt")
    APPLIED = "applied", _("getekend en verwerkt")
    REFUSED = "refused", _("niet getekend: iemand wil het anders")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class AgreementState(models.TextChoices):
    """An agreement of school and mbo."""

    STANDING = "standing", _("staat")
    ENDED = "ended", _("beëindigd")


class SignerRole(models.TextChoices):
    """Who signs, in the usual order: director, student, guardians, company (source 001)."""

    DIRECTOR = "director", _("De directeur")
    STUDENT = "student", _("De leerling")
    GUARDIAN = "guardian", _("Ouder of verzorger")
    COMPANY = "company", _("Het stagebedrijf")
    PARTNER = "partner", _("De instantie die het leer-werktraject erkent")


class SignatoryState(models.TextChoices):
    WAITING = "waiting", _("nog niet getekend")
    SIGNED = "signed", _("getekend")
    REFUSED = "refused", _("tekent niet")
    NOT_NEEDED = "not_needed", _("niet meer nodig")


class Route(models.TextChoices):
    """How somebody wants to sign; everybody chooses for oneself."""

    SCREEN = "screen", _("op het scherm")
    PAPER = "paper", _("op papier")


class Method(models.TextChoices):
    TYPED = "typed", _("naam getypt op het scherm")
    DRAWN = "drawn", _("getekend op het scherm")
    PAPER = "paper", _("getekend op papier")


class Proof(models.TextChoices):
    """How it was shown who signed."""

    SECOND_STEP = "second_step", _("ingelogd, met een tweede stap")
    LOGIN = "login", _("ingelogd en het eigen wachtwoord of de eigen code opnieuw gegeven")
    MAIL_CODE = "mail_code", _("eigen link en een code van 6 cijfers per mail")
    SEEN = "seen", _("gezien door de begeleider van school")


class CopyFor(models.TextChoices):
    """The three copies of a contract in drievoud (source 001)."""

    COMPANY = "company", _("Exemplaar voor het stagebedrijf")
    GUARDIANS = "guardians", _("Exemplaar voor de ouders/verzorgers")
    DOSSIER = "dossier", _("Exemplaar voor het dossier op school")


class ScanState(models.TextChoices):
    NEW = "new", _("nog nakijken")
    CONFIRMED = "confirmed", _("nagekeken")
    REJECTED = "rejected", _("niet bruikbaar")


class Paper(models.TextChoices):
    """For what a school can have its own text: every document, and the letter that goes with one."""

    AGREEMENT = "agreement", _("Stageovereenkomst")
    INTERNAL = "internal", _("Overeenkomst interne stage")
    LWT = "lwt", _("Leer-werkovereenkomst")
    POK = "pok", _("Praktijkovereenkomst")
    ADDENDUM = "addendum", _("Wijziging van de overeenkomst")
    LETTER = "letter", _("Brief aan ouders of verzorgers")


class TemplateState(models.TextChoices):
    DRAFT = "draft", _("concept")
    PUBLISHED = "published", _("vastgesteld")


class When(models.TextChoices):
    """When a clause counts; several together mean: only when all are true."""

    PRO = "pro", _("praktijkonderwijs")
    VMBO = "vmbo", _("vmbo")
    VSO = "vso", _("vso")
    EXTERNAL = "external", _("stage bij een bedrijf")
    INTERNAL = "internal", _("interne stage, in de school")
    LWT = "lwt", _("leer-werktraject (LWT)")
    TRAINING = "training", _("arbeidstraining")
    TASTER = "taster", _("snuffelstage")
    LEAVING = "leaving", _("uitstroomstage")
    UNDER_16 = "under_16", _("jonger dan 16 op de eerste dag")
    BECOMES_16 = "becomes_16", _("wordt 16 tijdens de stage")
    AGED_16_17 = "aged_16_17", _("16 of 17 op de eerste dag")
    ADULT = "adult", _("18 of ouder op de eerste dag")
    MINOR = "minor", _("nog geen 18: ouders tekenen mee")
    SIGNS_ALONE = "signs_alone", _("18 of ouder: tekent alleen")
    RECOGNISED = "recognised", _("erkend leerbedrijf")
    ALLOWANCE = "allowance", _("er is een vergoeding")
    NO_ALLOWANCE = "no_allowance", _("er is geen vergoeding")
    JOBCOACH = "jobcoach", _("er is een jobcoach")
    SUPERVISED_WORK = "supervised_work", _("werk dat alleen onder toezicht mag")
    WHOLE = "whole", _("de overeenkomst zelf, geen wijziging")
    CHANGE = "change", _("een wijziging van de overeenkomst")


class Remarked(models.TextChoices):
    """What a company may say is different, besides the fields of its own profile."""

    NAME = "name", _("naam van het bedrijf")
    KVK = "kvk", _("KvK-nummer")
    SIGNER = "signer", _("wie tekent voor het bedrijf")
    SUPERVISOR = "supervisor", _("praktijkbegeleider")
    TIMES = "times", _("dagen en tijden")
    ALLOWANCE = "allowance", _("vergoeding")
    OTHER = "other", _("nog iets anders")


class RemarkState(models.TextChoices):
    OPEN = "open", _("wacht op school")
    TAKEN = "taken", _("overgenomen")
    LEFT = "left", _("niet overgenomen")
