from django import forms
from django.utils.translation import gettext_lazy as _

from schools.models import School

LEAST = 20


class GlassForm(forms.Form):
    """At which school, and why. The school reads the reason."""

    school = forms.ModelChoiceField(
        School.objects.order_by("name"), label=_("School"), empty_label=_("Kies een school")
    )
    reason = forms.CharField(
        label=_("Waarom moet u meekijken?"),
        help_text=_("De school leest dit meteen. Noem geen namen van leerlingen."),
        min_length=LEAST,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"min_length": _("Schrijf een hele zin: minstens 20 tekens.")},
    )
