"""What is asked of whoever signs, refuses, or says how a school signs."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.enums import Method
from contracts.forms.subjects import SubjectsField
from contracts.models import PaperRules
from schools.forms.entry import DigitsForm

STROKES = re.compile(r"(?:M\d{1,4} \d{1,4}(?: L\d{1,4} \d{1,4})*(?: |$))+")
LEAST_POINTS, MOST = 8, 30_000


class SignForm(forms.Form):
    """The statement, and a name that is typed or drawn."""

    agree = forms.BooleanField(error_messages={"required": _("Zet een vinkje als u het ermee eens bent.")})
    name = forms.CharField(
        max_length=100, error_messages={"required": _("Typ uw naam. Dat is uw handtekening.")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "sb-signname"}),
    )  # fmt: skip
    drawing = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, statement, is_student=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agree"].label = statement
        self.fields["name"].label = _("Je voornaam en achternaam") if is_student else _("Uw voornaam en achternaam")
        if is_student:
            self.fields["agree"].error_messages["required"] = _("Zet een vinkje als je het ermee eens bent.")
            self.fields["name"].error_messages["required"] = _("Typ je naam. Dat is je handtekening.")

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_drawing(self):
        drawing = self.cleaned_data["drawing"].strip()
        if len(drawing) > MOST or (drawing and not STROKES.fullmatch(drawing)):
            raise forms.ValidationError(_("Deze tekening kwam niet goed over. Teken nog eens, of typ de naam."))
        if drawing and drawing.count("L") < LEAST_POINTS:
            raise forms.ValidationError(_("Dit is te klein voor een handtekening. Teken groter, of typ de naam."))
        return drawing

    def mark(self):
        """How it is signed, for `signing.sign`."""
        drawing = self.cleaned_data["drawing"]
        return {"method": Method.DRAWN if drawing else Method.TYPED, "drawing": drawing}


class AtCompanyForm(SignForm, DigitsForm):
    """The same on the student's phone, with the digits that were mailed to the company."""

    field_order = ["digits", "agree", "name", "drawing"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["digits"].help_text = _("Zes cijfers. Ze staan in de mail aan het bedrijf.")


class RefuseForm(forms.Form):
    """Why somebody does not sign."""

    note = forms.CharField(
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Waarom niet? Wat moet er anders?"),
        help_text=_("Dit lezen de stagecoördinator, de begeleider van school en de directeur. De anderen niet."),
        error_messages={"required": _("Schrijf op wat er anders moet. Dan kan school het aanpassen.")},
    )


class PartnerForm(forms.ModelForm):
    """Who certifies an LWT, where a school has that, and in what its students usually do their exam."""

    lwt_subjects = SubjectsField(
        label=_("Andere examenvakken"),
        help_text=_("Eén vak per regel. Nederlandse taal en het beroepsgerichte programma staan er altijd op."),
    )

    class Meta:
        model = PaperRules
        fields = ["lwt_partner", "lwt_subjects"]


class StartForm(forms.ModelForm):
    """Whether who is 16 or older waits for the contract as well."""

    class Meta:
        model = PaperRules
        fields = ["closes_from_16"]
