from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from core.postcode import clean_postcode


class CompanyForm(forms.ModelForm):
    """A company as the school knows it; the first part is what students read."""

    class Meta:
        model = Company
        fields = [
            "name",
            "sector",
            "description",
            "tasks",
            "clothing",
            "lunch",
            "min_age",
            "street",
            "postcode",
            "city",
            "phone",
            "website",
            "kvk",
            "notes",
            "is_active",
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "tasks": forms.Textarea(attrs={"rows": 4}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "description": _("Korte zinnen die een leerling van 14 begrijpt."),
            "notes": _("Alleen voor medewerkers van school."),
            "is_active": _("Zet dit uit als het bedrijf voorlopig geen vraag wil krijgen."),
        }

    def __init__(self, *args, school, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.school = school

    def clean_kvk(self):
        digits = "".join(filter(str.isdigit, self.cleaned_data["kvk"]))
        if self.cleaned_data["kvk"] and len(digits) != 8:
            raise forms.ValidationError(_("Een KvK-nummer heeft acht cijfers."))
        return digits

    def clean_postcode(self):
        raw = self.cleaned_data["postcode"]
        if raw and not clean_postcode(raw):
            raise forms.ValidationError(_("Een postcode is vier cijfers en twee letters, zoals 8331 AB."))
        return clean_postcode(raw) or ""

    def clean(self):
        row = super().clean()
        same = Company.objects.filter(name__iexact=row.get("name", ""), postcode=row.get("postcode", ""))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("Dit bedrijf staat al in de lijst, met dezelfde postcode."))
        return row


class ContactForm(forms.Form):
    """The person who gets the mails of this company."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    function = forms.CharField(label=_("Functie"), max_length=60, required=False)
    email = forms.EmailField(label=_("E-mailadres"))
    phone = forms.CharField(label=_("Telefoon"), max_length=20, required=False)
