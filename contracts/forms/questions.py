"""What the student is asked, one question a screen."""

import re
from copy import deepcopy

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contracts.models import QUESTIONS


def phone_number(value):
    """A number somebody can be called on: at least ten digits."""
    if not re.fullmatch(r"[0-9+() -]+", value) or not 10 <= len(re.sub(r"\D", "", value)) <= 15:
        raise ValidationError(_("Dit is geen goed telefoonnummer. Bijvoorbeeld: 06 12345678."))


class PhoneField(forms.CharField):
    """A telephone number, with the number keys on a phone."""

    default_validators = [phone_number]
    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})


ASKED = {
    "phone": PhoneField(
        label=_("Wat is jouw telefoonnummer?"),
        max_length=20,
        help_text=_("Je begeleider belt je hierop. Bijvoorbeeld: 06 12345678."),
    ),
    "emergency_name": forms.CharField(
        label=_("Wie bellen we als er iets met jou is?"),
        max_length=100,
        help_text=_("Schrijf de naam en wie het is. Bijvoorbeeld: Samira Bos, moeder."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    ),
    "emergency_phone": PhoneField(
        label=_("Wat is het telefoonnummer van die persoon?"),
        max_length=20,
        help_text=_("Kies een nummer dat overdag wordt opgenomen."),
    ),
    "travel": forms.CharField(
        label=_("Hoe ga je naar je stage?"),
        max_length=100,
        help_text=_("Bijvoorbeeld: met de fiets, 20 minuten. Of: met bus 76."),
    ),
    "lessons": forms.CharField(
        label=_("Wanneer heb je les op school?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: maandag van 8.30 tot 15.00 uur. Elke week hoort er les bij."),
    ),
    "side_job": forms.CharField(
        label=_("Heb je een bijbaan?"),
        max_length=100,
        help_text=_("Schrijf wat en hoeveel uur in een week. Bijvoorbeeld: krant, 3 uur. Of: nee."),
    ),
    "allowance": forms.CharField(
        label=_("Krijg je iets van het bedrijf?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: € 5 per dag, of geld voor de bus. Krijg je niets? Laat het dan leeg."),
    ),
    "goals": forms.CharField(
        label=_("Wat wil je leren?"),
        max_length=1500,
        help_text=_("Schrijf 1 tot 5 doelen, elk op een nieuwe regel. Begin met: Ik leer … of: Ik kan straks …"),
        widget=forms.Textarea(attrs={"rows": 5}),
    ),
    "remarks": forms.CharField(
        label=_("Wil je nog iets zeggen?"),
        max_length=1000,
        help_text=_("Bijvoorbeeld iets wat we moeten weten. Schrijf niets over je gezondheid op."),
        widget=forms.Textarea(attrs={"rows": 3}),
    ),
}


STARTERS = {  # beginnings to tap, for who does not know how to start
    "goals": _("Ik leer omgaan met |Ik kan straks zelf |Ik kom op tijd|Ik vraag hulp als ik iets niet weet"),
    "travel": _("Met de fiets|Met de bus|Lopend|Iemand brengt mij"),
    "side_job": _("Nee|Ja, "),
    "allowance": _("Geld voor de reis: |Elke stagedag: "),
}
WHY = {  # read aloud with the question
    "phone": _("Je begeleider belt je als er iets is. Ook het bedrijf ziet dit nummer, zolang je daar stage loopt."),
    "emergency_name": _("Word je ziek of is er een ongeluk? Dan bellen we deze persoon meteen."),
    "emergency_phone": _("Word je ziek of is er een ongeluk? Dan bellen we dit nummer meteen."),
    "travel": _("Zo weten we of je er op tijd kunt zijn, en hoe je veilig thuiskomt."),
    "lessons": _("Bij een leer-werktraject heb je elke week les. Les en werk tellen samen."),
    "side_job": _("Onder de 16 mag je niet te veel uren werken. Een bijbaan telt mee."),
    "allowance": _("Het hoeft niet. Maar als het is afgesproken, dan staat het op papier."),
    "goals": _("Op je stage kijk je of het lukt. Kies iets wat je echt wilt leren."),
    "remarks": _("Iedereen die tekent, leest dit. Schrijf dus niets wat niet iedereen mag weten."),
}


class QuestionForm(forms.Form):
    """One question of the student's own part."""

    def __init__(self, *args, question, contract, suggestion="", **kwargs):
        start = getattr(contract, question) or suggestion
        super().__init__(*args, initial={question: start}, **kwargs)
        self.fields[question] = deepcopy(ASKED[question])
        self.fields[question].required = QUESTIONS[question]
        self.starters, self.why = STARTERS.get(question, ""), WHY[question]
