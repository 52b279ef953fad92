"""allauth's forms for the second step, in our words."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


def code_field(help_text):
    """Digits, which a telephone can fill in by itself."""
    return forms.CharField(
        label=_("Code uit de app"),
        help_text=help_text,
        max_length=20,
        error_messages={"required": _("Vul de code in die de app laat zien.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "sb-code"}),
    )


class AppForm(ActivateTOTPForm):
    code = code_field(_("Zes cijfers. Ze veranderen steeds."))


class StepForm(AuthenticateForm):
    code = code_field(_("Zes cijfers. Een herstelcode mag ook."))


class ConfirmForm(ReauthenticateForm):
    code = code_field(_("Zes cijfers. Een herstelcode mag ook."))


class KeyForm(AddWebAuthnForm):
    """A passkey always asks for a finger, face or PIN, so it can replace the password."""

    name = forms.CharField(label=_("Naam"), help_text=_("Bijvoorbeeld: mijn laptop."), max_length=60, required=False)
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)
