"""What can go wrong on the way to the school's sign-in service and back, in sentences."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

TELL = _("Meld dit aan de stagecoördinator van uw school.")
BY_MAIL = _("Log in met uw e-mailadres.")


class Sentence(NamedTuple):
    """What happened, what a visitor does now, and what the coordinator who tests can mend."""

    happened: str
    advice: str
    mend: str = ""


SENTENCES = {
    "off": Sentence(_("Inloggen met het schoolaccount staat niet aan bij uw school."), BY_MAIL),
    "busy": Sentence(
        _("Er wordt nu te vaak ingelogd vanaf dit adres."), _("Wacht een minuut. Probeer het dan nog eens.")
    ),
    "down": Sentence(
        _("De inlogdienst van uw school antwoordt niet."),
        _("Probeer het over een paar minuten nog eens. Of log in met uw e-mailadres."),
        _("Klopt het adres van de dienst? Probeer het anders later nog eens."),
    ),
    "inside": Sentence(
        _("Het adres van de inlogdienst is geen adres op het internet."),
        TELL,
        _("Vul het https-adres in dat uw leverancier heeft gegeven."),
    ),
    "address": Sentence(
        _("Op dit adres is geen inlogdienst gevonden."),
        TELL,
        _("Kijk het kenmerk van uw school of het adres van de dienst na."),
    ),
    "secret": Sentence(
        _("De inlogdienst van uw school herkent Stagebureau niet."),
        TELL,
        _("Het client-id of het geheim klopt niet, of het geheim is verlopen. Maak een nieuw geheim en vul het in."),
    ),
    "cancelled": Sentence(_("U hebt het inloggen afgebroken."), _("Begin opnieuw, of log in met uw e-mailadres.")),
    "refused": Sentence(
        _("De inlogdienst van uw school liet u niet door."),
        TELL,
        _("Mag uw account deze toepassing gebruiken? Staat het terugkeeradres precies zo bij de dienst?"),
    ),
    "state": Sentence(
        _("Het inloggen duurde te lang, of het begon in een ander venster."),
        _("Begin opnieuw en blijf in dit venster."),
    ),
    "strange": Sentence(
        _("De inlogdienst van uw school gaf een antwoord dat wij niet begrijpen."),
        TELL,
        _("Kijk het adres van de dienst na. Helpt dat niet? Vraag uw leverancier of OpenID Connect aan staat."),
    ),
    "subject": Sentence(
        _("De inlogdienst van uw school zei niet wie u bent."),
        TELL,
        _("De dienst geeft geen vaste naam voor het account (sub, bij Entree: uid)."),
    ),
    "tenant": Sentence(
        _("Dit account hoort niet bij deze school."),
        _("Gebruik het account dat u van deze school kreeg. Log zo nodig eerst uit bij de dienst."),
        _("Het kenmerk van de school in het antwoord is een ander dan u hebt ingevuld."),
    ),
    "email_missing": Sentence(
        _("We kennen dit schoolaccount nog niet, en de inlogdienst gaf geen e-mailadres mee."),
        _("Log één keer in met uw e-mailadres en koppel daarna uw schoolaccount."),
    ),
    "email_unverified": Sentence(
        _("We kennen dit schoolaccount nog niet, en de inlogdienst staat niet in voor uw e-mailadres."),
        _("Log één keer in met uw e-mailadres en koppel daarna uw schoolaccount."),
    ),
    "domain": Sentence(
        _("Het e-mailadres van dit account is geen adres van deze school."),
        _("Gebruik het account dat u van deze school kreeg."),
    ),
    "unknown": Sentence(
        _("Met dit e-mailadres bent u nog niet uitgenodigd bij deze school."),
        _("Vraag de stagecoördinator om u uit te nodigen op het adres van uw schoolaccount."),
    ),
    "other_account": Sentence(
        _("Bij uw e-mailadres hoort al een ander schoolaccount."),
        _("Hebt u een nieuw account gekregen? Vraag de stagecoördinator om het oude te ontkoppelen."),
    ),
    "second_step": Sentence(
        _("Uw rol vraagt een tweede stap, en uw school heeft die bij het inloggen niet gevraagd."),
        _("Log in met uw e-mailadres en uw eigen tweede stap."),
    ),
    "taken": Sentence(
        _("Dit schoolaccount is al van iemand anders."),
        _("Log bij de dienst in met uw eigen account en probeer het nog eens."),
    ),
    "not_for_you": Sentence(_("Voor u werkt inloggen met het schoolaccount niet."), BY_MAIL),
    "not_yours": Sentence(
        _("U bent niet meer ingelogd als degene die begon."), _("Log opnieuw in en begin dan nog eens.")
    ),
}


class Fault(Exception):
    """The round ended in a fault: its code stands in SENTENCES. `purpose` is what the round was for, when known."""

    def __init__(self, code, detail=""):
        super().__init__(f"{code} {detail}".strip())
        self.code, self.purpose = code, None

    @property
    def sentence(self):
        return SENTENCES[self.code]
