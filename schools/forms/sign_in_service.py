import re
import uuid

import requests
from django import forms
from django.utils.translation import gettext_lazy as _

from core import outside
from schools.models import SignInService

DOMAIN = re.compile(r"(?=.{4,100}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}")
BRIN = re.compile(r"\d{2}[A-Z]{2}(\d{2})?")
FIELDS = {  # which fields a kind of service has
    "entra": ["tenant", "domains", "client_id"],
    "google": ["tenant", "client_id"],
    "entree": ["issuer", "tenant", "client_id"],
    "other": ["issuer", "domains", "client_id"],
}
LABELS = {
    "entra": (_("Tenant-id"), _("Staat in Entra bij “Overview”: vier streepjes en 32 tekens.")),
    "google": (_("Domein van de school"), _("Bijvoorbeeld school.nl. Het domein waarmee u bij Google inlogt.")),
    "entree": (_("BRIN"), _("Vier of zes tekens, bijvoorbeeld 01AB of 01AB02. Zo kent Entree uw school.")),
}


class SignInServiceForm(forms.ModelForm):
    """The settings of one kind of sign-in service. The secret is asked, kept locked, and never shown again."""

    secret = forms.CharField(
        label=_("Geheim (client secret)"),
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = SignInService
        fields = ["issuer", "tenant", "domains", "client_id", "secret", "demands_second_step"]
        help_texts = {
            "issuer": _("Een https-adres. U krijgt het van de leverancier."),
            "domains": _("Wat achter het apenstaartje staat. Meer dan één? Zet er een spatie tussen."),
            "client_id": _("Ook wel: application-id."),
            "demands_second_step": _(
                "Vink dit aan als iedereen bij uw inlogdienst altijd een tweede stap moet doen, zoals een code "
                "in een app. Dan vraagt Stagebureau die niet nog eens."
            ),
        }

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in ("issuer", "tenant", "domains"):
            if name not in FIELDS[kind]:
                del self.fields[name]
            else:
                self.fields[name].required = True
        if kind in LABELS:
            self.fields["tenant"].label, self.fields["tenant"].help_text = LABELS[kind]
        if self.instance.locked_secret and self.instance.kind == kind:
            self.fields["secret"].required = False
            self.fields["secret"].help_text = _("Er is een geheim bewaard. Laat dit leeg om het te houden.")
        else:
            self.fields["secret"].help_text = _("We bewaren het op slot. Het is daarna niet meer te zien.")

    def clean_issuer(self):
        """The address the service signs its tokens with, without the part that we add ourselves."""
        address = self.cleaned_data["issuer"].strip().removesuffix("/.well-known/openid-configuration").rstrip("/")
        try:
            outside.check(address)
        except outside.NotOutside as mistake:
            raise forms.ValidationError(_("Vul een https-adres op het internet in.")) from mistake
        except requests.RequestException as mistake:
            raise forms.ValidationError(_("Dit adres bestaat niet. Staat er een typfout in?")) from mistake
        return address

    def clean_tenant(self):
        told = self.cleaned_data["tenant"].strip()
        if self.kind == "entra":
            try:
                return str(uuid.UUID(told))
            except ValueError as mistake:
                raise forms.ValidationError(
                    _("Dit is geen tenant-id. Neem het over uit Entra, bij “Overview”.")
                ) from mistake
        if self.kind == "google":
            return _domain(told)
        if not BRIN.fullmatch(told.upper()):
            raise forms.ValidationError(_("Een BRIN heeft twee cijfers en twee letters, soms met nog twee cijfers."))
        return told.upper()

    def clean_domains(self):
        return " ".join(
            dict.fromkeys(_domain(one) for one in re.split(r"[\s,;]+", self.cleaned_data["domains"]) if one)
        )

    def given(self):
        """What to write: fields that this kind does not have are emptied."""
        names = ("issuer", "tenant", "domains", "client_id", "demands_second_step")
        return {"kind": self.kind} | {name: self.cleaned_data.get(name, "") for name in names}


def _domain(told):
    domain = told.lower().removeprefix("@").removeprefix("www.")
    if not DOMAIN.fullmatch(domain):
        raise forms.ValidationError(_("“%(told)s” is geen maildomein, zoals school.nl."), params={"told": told})
    return domain
