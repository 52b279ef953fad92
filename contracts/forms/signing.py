"""What is asked of whoever signs, refuses, or says in which order a school signs."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.enums import Method
from contracts.models import PaperRules
from schools.forms.entry import DigitsForm

STROKES = re.compile(r"(?:M\d{1,4} \d{1,4}(?: L\d{1,4} \d{1,4})*(?: |$))+")
LEAST_POINTS, MOST = 8, 30_000


class SignForm(forms.Form):
    """The statement, and a name that is typed or drawn."""

    agree = forms.BooleanField(error_messages={"required": _("Zet een vinkje als u het ermee eens bent.")})
    name = forms.CharField(
        max_length=100, required=False, widget=forms.TextInput(attrs={"autocomplete": "name", "class": "sb-signname"})
    )
    drawing = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, statement, is_student=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_student = is_student
        self.fields["agree"].label = statement
        self.fields["name"].label = _("Je voornaam en achternaam") if is_student else _("Uw voornaam en achternaam")
        if is_student:
            self.fields["agree"].error_messages["required"] = _("Zet een vinkje als je het ermee eens bent.")

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_drawing(self):
        drawing = self.cleaned_data["drawing"].strip()
        if len(drawing) > MOST or (drawing and not STROKES.fullmatch(drawing)):
            raise forms.ValidationError(_("Deze tekening kwam niet goed over. Teken nog eens, of typ de naam."))
        if drawing and drawing.count("L") < LEAST_POINTS:
            raise forms.ValidationError(_("Dit is te klein voor een handtekening. Teken groter, of typ de naam."))
        return drawing

    def clean(self):
        asked = super().clean()
        if not self.errors and not asked["name"]:
            self.add_error("name", _("Typ je naam. Dat is je handtekening.") if self.is_student
                           else _("Typ uw naam. Dat is uw handtekening."))  # fmt: skip
        return asked

    def mark(self):
        """How it is signed, for `signing.sign`."""
        drawing = self.cleaned_data["drawing"]
        return {"method": Method.DRAWN if drawing else Method.TYPED, "drawing": drawing}


class AtCompanyForm(SignForm, DigitsForm):
    """The same on the student's phone, with the digits that were mailed to the company."""

    field_order = ["digits", "agree", "name", "drawing"]


class RefuseForm(forms.Form):
    """Why somebody does not sign."""

    note = forms.CharField(
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Waarom niet? Wat moet er anders?"),
        help_text=_("De stagecoördinator en de begeleider van school lezen dit. De anderen niet."),
        error_messages={"required": _("Schrijf op wat er anders moet. Dan kan school het aanpassen.")},
    )


class PartnerForm(forms.ModelForm):
    """Who certifies an LWT, where a school has that."""

    class Meta:
        model = PaperRules
        fields = ["lwt_partner"]
