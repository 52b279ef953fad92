"""What a company checks, and what staff add to a contract."""

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.allowance import agreed
from contracts.company_check import NOTHING, as_it_stands
from contracts.lwt import is_lwt
from contracts.models import Contract
from contracts.pok import is_pok


class CompanyCheckForm(forms.Form):
    """Everything that will stand on the contract about the company, filled in; what differs is a proposal."""

    name = forms.CharField(label=_("Naam van uw bedrijf"), max_length=120)
    kvk = forms.RegexField(
        label=_("KvK-nummer"), regex=r"^\d{8}$", required=False,
        error_messages={"invalid": _("Een KvK-nummer heeft acht cijfers.")},
    )  # fmt: skip
    street = forms.CharField(label=_("Straat en huisnummer"), max_length=100, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=7, required=False)
    city = forms.CharField(label=_("Plaats"), max_length=60, required=False)
    phone = forms.CharField(label=_("Telefoon"), max_length=20, required=False)
    signer = forms.CharField(label=_("Wie tekent voor uw bedrijf?"), max_length=150)
    supervisor = forms.CharField(label=_("Wie begeleidt de leerling?"), max_length=150)
    tasks = forms.CharField(
        label=_("Wat doet de leerling bij u?"), required=False, help_text=_("Eén taak per regel."),
        widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
    )  # fmt: skip
    times = forms.CharField(label=_("Dagen en tijden"), max_length=200)
    allowance = forms.CharField(
        label=_("Vergoeding"), max_length=200, required=False,
        help_text=_("Bedrag en periode, bijvoorbeeld: € 5 per stagedag. Geen vergoeding? Laat het leeg."),
    )  # fmt: skip
    clothing = forms.CharField(label=_("Kleding"), max_length=120, required=False)
    ppe = forms.CharField(
        label=_("Veilig werken"), max_length=120, required=False,
        help_text=_("Wat draagt de leerling ter bescherming, en wie zorgt daarvoor?"),
    )  # fmt: skip
    other = forms.CharField(
        label=_("Is er nog iets anders?"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, contract, **kwargs):
        waiting = {one.field: "" if one.new == NOTHING else one.new for one in contract.company_remarks.open()}
        profile = {one.field: one.new for one in contract.placement.company.proposals.open()}
        super().__init__(*args, initial=as_it_stands(contract) | profile | waiting, **kwargs)

    def clean_allowance(self):
        return agreed(self.cleaned_data["allowance"])


class DetailsForm(forms.ModelForm):
    """What school itself adds: who signs for the company, the allowance, the study."""

    class Meta:
        model = Contract
        fields = ["company_signer", "allowance", "study", "crebo"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        contacts = self.instance.placement.company.contacts.current().for_list()
        self.fields["company_signer"].queryset = contacts
        self.fields["company_signer"].label_from_instance = lambda one: one.member.user.name
        self.fields["company_signer"].empty_label = _("Zoals bij het bedrijf is ingesteld")
        for field in self.fields.values():
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]
        placement = self.instance.placement
        if not (placement.group.kind.needs_recognition or is_lwt(placement) or is_pok(placement)):
            del self.fields["study"], self.fields["crebo"]
        elif is_pok(placement):
            self.fields["study"].required = self.fields["crebo"].required = True

    def clean_allowance(self):
        return agreed(self.cleaned_data["allowance"])

    def clean_crebo(self):
        """Five digits (register of SBB)."""
        crebo = self.cleaned_data["crebo"].strip()
        if crebo and not (crebo.isascii() and crebo.isdigit() and len(crebo) == 5):  # noqa: PLR2004
            raise forms.ValidationError(_("Een crebonummer heeft vijf cijfers."))
        return crebo
