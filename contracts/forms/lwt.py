"""What school fills in for a leer-werktraject: the plan of one student, and the agreement with an mbo."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.budget import MOST_DAYS, MOST_HOURS
from contracts.forms.subjects import SubjectsField
from contracts.models import LwtPlan, PartnerAgreement
from core.uploads import PdfField
from schools.forms.student import DateInput

LINES = {"content": 5, "measures": 3, "guidance": 3, "dissolution": 3}


class LwtForm(forms.ModelForm):
    """The own part of a leer-werkovereenkomst."""

    days = forms.IntegerField(label=_("Dagen bij dit bedrijf"), min_value=1, max_value=MOST_DAYS)
    hours = forms.IntegerField(label=_("Uren bij dit bedrijf"), min_value=1, max_value=MOST_HOURS)
    subjects = SubjectsField(
        label=_("Andere examenvakken"),
        help_text=_("Eén vak per regel. Nederlandse taal en het beroepsgerichte programma staan er altijd op."),
    )

    class Meta:
        model = LwtPlan
        fields = [
            "right_year", "content", "measures", "guidance", "trainer", "dissolution", "days", "hours", "subjects",
        ]  # fmt: skip
        widgets = {name: forms.Textarea(attrs={"rows": rows}) for name, rows in LINES.items()}
        labels = {
            "right_year": _("Leerjaar 3 of 4, basisberoepsgerichte leerweg"),
            "content": _("Wat leert de leerling bij het bedrijf?"),
            "measures": _("Waaraan ziet u hoe goed het gaat?"),
            "guidance": _("Hoe wordt de leerling begeleid?"),
            "trainer": _("Praktijkopleider"),
            "dissolution": _("Wanneer en hoe stopt het eerder?"),
        }


class AgreementForm(forms.ModelForm):
    """What school and an mbo agreed, with the signed paper."""

    pdf = PdfField(label=_("De getekende overeenkomst (pdf)"))

    class Meta:
        model = PartnerAgreement
        fields = [
            "partner", "brin", "study", "crebo", "valid_from", "valid_until", "school_signer", "school_signed_on",
            "partner_signer", "partner_signed_on",
        ]  # fmt: skip
        widgets = dict.fromkeys(["valid_from", "valid_until", "school_signed_on", "partner_signed_on"], DateInput())
        help_texts = {
            "brin": _("Twee cijfers en twee letters, zoals 25PN."),
            "study": _("Leeg betekent: alle opleidingen."),
            "crebo": _("Vijf cijfers."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]
        if self.instance.pk:  # the paper stays what it was
            del self.fields["pdf"]

    def clean_brin(self):
        return self.cleaned_data["brin"].strip().upper()

    def clean_crebo(self):
        return self.cleaned_data["crebo"].strip()


class EndAgreementForm(forms.Form):
    """Until when it holds, and why not longer."""

    last_day = forms.DateField(label=_("Laatste dag"), widget=DateInput(), initial=timezone.localdate)
    note = forms.CharField(label=_("Waarom stopt het?"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.agreement = agreement

    def clean_last_day(self):
        day, one = self.cleaned_data["last_day"], self.agreement
        if not one.valid_from <= day <= one.valid_until:
            raise forms.ValidationError(_("Kies een dag waarop de overeenkomst geldt."))
        return day
