"""A phone call about the question, when it gave no answer yet."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MISSED, SPOKE = "niet", "wel"
FURTHEST = timedelta(days=60)


class CallForm(forms.Form):
    """Was there somebody, what was said, and when to try again."""

    hoe = forms.ChoiceField(
        label=_("Nam er iemand op?"),
        choices=[(MISSED, _("Niet opgenomen")), (SPOKE, _("Gesproken, nog geen antwoord"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of er iemand opnam."), "invalid_choice": _("Kies of er iemand opnam.")},
    )
    gezegd = forms.CharField(
        label=_("Wat is er gezegd?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hoeft niet als niemand opnam."),
    )  # fmt: skip
    weer_op = forms.DateField(
        label=_("Weer bellen op"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Tot die dag staat het bedrijf onderaan de bellijst."),
        error_messages={"invalid": _("Vul een datum in, of laat het leeg.")},
    )

    def clean_weer_op(self):
        day, today = self.cleaned_data["weer_op"], timezone.localdate()
        if day and not today <= day <= today + FURTHEST:
            raise forms.ValidationError(_("Kies een dag van vandaag of later, binnen twee maanden."))
        return day

    def clean(self):
        data = super().clean()
        data["gezegd"] = data.get("gezegd", "").strip()
        if data.get("hoe") == SPOKE and not data["gezegd"]:
            self.add_error("gezegd", _("Schrijf in een paar woorden op wat er is gezegd."))
        return data
