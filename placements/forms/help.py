"""What a hulpvraag tells: enough to look for a place, and not who it is for."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.enums import WEEKDAYS
from placements.models import HelpCall

TOLD = ("sector", "region", "text")  # goes out in the mail


class HelpForm(forms.Form):
    """The contact, and what is sought; prefilled with the contact of the last time."""

    to_name = forms.CharField(label=_("Naam van de contactpersoon"), max_length=100)
    to_email = forms.EmailField(
        label=_("E-mailadres"), help_text=_("Uw contactpersoon bij SBB of het werkgeversservicepunt.")
    )
    sector = forms.CharField(
        label=_("Sector of leerlijn"), max_length=80, help_text=_("Bijvoorbeeld: groen, of logistiek entree.")
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Stagedagen"), coerce=int, choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één dag.")},
    )
    region = forms.CharField(label=_("Waar zoekt u een plek?"), max_length=80)
    text = forms.CharField(
        label=_("Wat moet de contactpersoon nog weten?"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Schrijf geen namen op en niets over gezondheid."),
    )

    def __init__(self, *args, student, group, **kwargs):
        last = HelpCall.objects.order_by("-pk").values("to_name", "to_email").first() or {}
        start = {"weekdays": group.weekdays, "region": student.city}
        super().__init__(*args, initial=start | last, **kwargs)
        self.student = student

    def clean(self):
        """The mail goes to somebody outside: no name of the student in it."""
        data = super().clean()
        names = [self.student.first_name, self.student.last_name]
        for field in TOLD:
            said = data.get(field, "")
            if any(re.search(rf"\b{re.escape(name)}\b", said, re.IGNORECASE) for name in names if len(name) > 1):
                self.add_error(field, _("Haal de naam van de leerling weg: die gaat niet mee in de mail."))
        return data


class HelpAnswerForm(forms.Form):
    """What came of it."""

    doen = forms.ChoiceField(
        label=_("Wat wilt u doen?"), widget=forms.RadioSelect,
        choices=[("note_answer", _("Het antwoord noteren")), ("close", _("De hulpvraag afsluiten"))],
    )
    note = forms.CharField(
        label=_("Wat is het antwoord, of waarom sluit u af?"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
