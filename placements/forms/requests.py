"""The questions of a request, one on each small page, and the filter above the cards."""

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.enums import Like
from groups.enums import WEEKDAYS
from placements.models.request import RANKS

KILOMETRES = [("", _("Maakt niet uit")), ("3", _("tot 3 km")), ("5", _("tot 5 km")), ("10", _("tot 10 km"))]
STARTERS = {
    "why": [_("Ik vind het leuk om "), _("Ik wil weten hoe "), _("Later wil ik "), _("Ik ken dit werk van ")],
    "learn": [_("Ik wil leren hoe je "), _("Ik wil beter worden in "), _("Ik wil oefenen met ")],
    "strong": [_("Ik kan goed "), _("Anderen zeggen dat ik "), _("Thuis help ik met ")],
}
QUESTIONS = {
    "why": _("Waarom wil je hier stage lopen?"),
    "learn": _("Wat wil je hier leren?"),
    "strong": _("Waar ben je goed in?"),
}
EMPTY = _("Schrijf één zin. Kort is goed.")


class ChooseFilter(forms.Form):
    """Which companies the student wants to see."""

    leuk = forms.ChoiceField(label=_("Wat vind je leuk?"), required=False)
    sector = forms.ChoiceField(label=_("Soort werk"), required=False)
    dag = forms.TypedChoiceField(label=_("Dag"), required=False, coerce=int, empty_value=None)
    afstand = forms.TypedChoiceField(
        label=_("Afstand"), required=False, coerce=int, empty_value=None, choices=KILOMETRES
    )
    leeftijd = forms.BooleanField(label=_("Past bij mijn leeftijd"), required=False)

    def __init__(self, *args, sectors, likes, weekdays, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(value, label) for value, label in Like.choices if value in likes]
        self.fields["leuk"].choices = [("", _("Alles")), *known]
        if not known:
            del self.fields["leuk"]
        self.fields["sector"].choices = [("", _("Alles")), *((name, name) for name in sectors)]
        self.fields["dag"].choices = [("", _("Alle dagen")), *(day for day in WEEKDAYS if day[0] in weekdays)]


class WordsForm(forms.Form):
    """One open question of the request."""

    def __init__(self, *args, field, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[field] = forms.CharField(
            label=QUESTIONS[field],
            max_length=600,
            required=field == "why",
            error_messages={"required": EMPTY},
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        self.starters = "|".join(map(str, STARTERS[field]))
        self.hint = _("Begin met: %(words)s") % {"words": ", ".join(f"{words}…" for words in STARTERS[field])}


class RankForm(forms.Form):
    """How much this place is wanted."""

    rank = forms.TypedChoiceField(
        label=_("Is dit je 1e, 2e of 3e keuze?"), choices=RANKS, coerce=int, widget=forms.RadioSelect
    )
