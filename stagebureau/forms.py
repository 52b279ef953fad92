from django import forms
from django.utils.translation import gettext_lazy as _


class ListForm(forms.Form):
    """A list as a file, or pasted from Excel."""

    file = forms.FileField(
        label=_("Bestand"),
        required=False,
        help_text=_("Excel (.xlsx) of .csv, zoals uw leerlingsysteem het maakt."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
    text = forms.CharField(
        label=_("Of plak de lijst uit Excel"),
        required=False,
        strip=False,
        max_length=2_000_000,
        help_text=_("Kopieer de rijen in Excel, met de kopjes erbij. Plak ze hier."),
        widget=forms.Textarea(attrs={"rows": 8, "wrap": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].unmarked = self.fields["text"].unmarked = True  # else both say "hoeft niet"

    def clean(self):
        if not self.errors and not self.cleaned_data["file"] and not self.cleaned_data["text"].strip():
            self.add_error("file", _("Kies een bestand of plak een lijst."))
        return self.cleaned_data

    def source(self):
        """(the file or the text, how the report calls it)."""
        if upload := self.cleaned_data["file"]:
            return upload, upload.name
        return self.cleaned_data["text"], str(_("geplakte lijst"))
