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


class QuestionForm(forms.Form):
    """One question of the student's own part."""

    def __init__(self, *args, question, contract, suggestion="", **kwargs):
        start = getattr(contract, question) or suggestion
        super().__init__(*args, initial={question: start}, **kwargs)
        self.fields[question] = deepcopy(ASKED[question])
        self.fields[question].required = QUESTIONS[question]
