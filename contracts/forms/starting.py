"""The question to a coordinator who lets somebody begin without a contract."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EarlyStartForm(forms.Form):
    """Why the stage begins before everybody signed."""

    reason = forms.CharField(
        label=_("Waarom begint de stage nu al?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dit komt op de lijst “Begonnen zonder contract”. Schrijf ook op wat u hebt afgesproken."),
    )
