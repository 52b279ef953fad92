"""How long what is kept: the defaults (docs/decisions/0006), what a school may make of them, and why."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

DOSSIER, IDENTITY, WISHES, PHOTOS = "dossier", "identity", "wishes", "photos"
LETTERS, MAIL, LISTS, AUDIT = "letters", "mail", "lists", "audit"
NOTICE_DAYS = 30  # nothing goes that the coordinator could not see coming for so long


@dataclass(frozen=True)
class Term:
    """One class of what is kept: months, the bounds, and in words from when and by which rule."""

    name: str
    months: int
    least: int
    most: int
    counted_from: str
    law: str
    by_student: bool = True
    from_leaving: bool = False


TERMS = {
    DOSSIER: Term(
        _("Stagedossier: contact, contract, verslagen en beoordelingen"), 24, 12, 24,
        _("de dag dat de leerling van school ging"),
        _("Een leerlingdossier mag tot 2 jaar na het verlaten van de school blijven. Korter dan 1 jaar kan niet:"
          " in die tijd kan er nog bezwaar zijn."), from_leaving=True,
    ),
    IDENTITY: Term(
        _("Naam, inschrijving en aanwezigheid"), 60, 60, 84, _("de dag dat de leerling van school ging"),
        _("Verzuim en in- en uitschrijving blijven 5 jaar na het verlaten van de school."
          " Korter kan niet, langer dan 7 jaar is niet nodig."),
        from_leaving=True,
    ),
    WISHES: Term(
        _("Aanvragen die niet doorgingen"), 12, 1, 12, _("de laatste dag van de stagegroep"),
        _("De wet noemt geen termijn. Niet langer dan nodig: tot een schooljaar na de ronde."),
    ),
    PHOTOS: Term(
        _("Foto's bij dagverslagen"), 6, 0, 12, _("de laatste dag van de stage"),
        _("De wet noemt geen termijn. Een foto is alleen nodig om over de dag te praten: hooguit een jaar."),
    ),
    LETTERS: Term(
        _("Links en inlogcodes"), 3, 1, 12, _("de dag dat ze niet meer werken"),
        _("De wet noemt geen termijn. Een oude link of code opent niets meer."), by_student=False,
    ),
    MAIL: Term(
        _("Verstuurde mail"), 12, 3, 24, _("de dag dat de mail is gemaakt"),
        _("De wet noemt geen termijn. Mail hoort bij het dossier en blijft dus hooguit 2 jaar."), by_student=False,
    ),
    LISTS: Term(
        _("Ingelezen lijsten en printwerk"), 3, 0, 12, _("de dag dat de lijst of het printwerk klaar was"),
        _("De wet noemt geen termijn. Het zijn kopieën van wat al in het dossier staat."), by_student=False,
    ),
    AUDIT: Term(
        _("Wie deed wat"), 24, 12, 60, _("de dag dat het gebeurde"),
        _("Wie iets inzag of veranderde, moet u kunnen laten zien. Minstens 1 jaar, hooguit 5 jaar."),
        by_student=False,
    ),
}  # fmt: skip
