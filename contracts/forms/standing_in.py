"""The question who signs in somebody's name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.readers import candidates


class PersonField(forms.ModelChoiceField):
    """People by their name."""

    def label_from_instance(self, member):
        return member.user.name


class StandInForm(forms.Form):
    """Another person of the same party, and why."""

    member = PersonField(None, label=_("Wie tekent?"), required=False)
    note = forms.CharField(
        label=_("Waarom?"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bijvoorbeeld: is op vakantie tot 3 januari. Dit komt bij het contract te staan."),
    )  # fmt: skip

    def __init__(self, *args, signatory, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        field.queryset = candidates(signatory)
        field.empty_label = _("%s zelf") % (signatory.name or signatory.get_role_display())
        self.initial["member"] = signatory.stand_in_id
