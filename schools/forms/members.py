from django import forms
from django.utils.translation import gettext_lazy as _

from schools.enums import Role


class InviteForm(forms.Form):
    """A colleague who gets a role."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    email = forms.EmailField(label=_("E-mailadres"), help_text=_("Het adres van school. Hiermee logt uw collega in."))
    role = forms.ChoiceField(
        label=_("Rol"),
        choices=[
            (role.value, role.label)
            for role in (
                Role.MENTOR,
                Role.COORDINATOR,
                Role.DIRECTOR,
                Role.JOBCOACH,
                Role.CONSULTANT,
                Role.LWT_COMMITTEE,
            )
        ],
    )
