from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 10 * 1024 * 1024


class GenuineForm(forms.Form):
    """The PDF that somebody wants to know about; its bytes are looked at and not kept."""

    file = forms.FileField(label=_("Het PDF-bestand"), widget=forms.FileInput(attrs={"accept": "application/pdf"}))

    def clean_file(self):
        content = self.cleaned_data["file"].read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise ValidationError(_("Dit bestand is groter dan 10 MB. Kies het verzegelde bestand zelf."))
        if b"%PDF-" not in content[:1024]:
            raise ValidationError(_("Dit is geen PDF. Kies het bestand dat u wilt controleren."))
        return content
