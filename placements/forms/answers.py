"""What is asked with a move of a request: a tip, a reason, another company, a colleague, or nothing at all."""

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import CompanyContact
from groups.models import Group, Invitation

EMPTY = _("Dit is nog leeg.")


class NoteForm(forms.Form):
    """Some words with the move; they stand in the record."""

    note = forms.CharField(max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, label, required=False, hint="", **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["note"]
        field.label, field.required, field.help_text = label, required, hint
        field.error_messages["required"] = EMPTY


class TransferForm(forms.Form):
    """To which company of the group."""

    to = forms.ModelChoiceField(
        Invitation.objects.none(), label=_("Naar welk bedrijf?"), empty_label=_("Kies een bedrijf"),
        error_messages={"required": _("Kies een bedrijf."), "invalid_choice": _("Dit bedrijf heeft geen plek meer.")},
    )  # fmt: skip
    note = forms.CharField(label=_("Opmerking voor in het verslag"), max_length=600, required=False)

    def __init__(self, *args, offers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = offers
        self.fields["to"].label_from_instance = lambda invitation: invitation.company.name


class ColleagueForm(forms.Form):
    """Who of the company answers."""

    contact = forms.ModelChoiceField(
        CompanyContact.objects.none(), label=_("Welke collega?"), empty_label=_("Kies iemand"),
        error_messages={"required": _("Kies een collega."), "invalid_choice": _("Kies een collega uit de lijst.")},
    )  # fmt: skip

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = colleagues
        self.fields["contact"].label_from_instance = lambda contact: contact.member.user.name


class NoForm(forms.Form):
    """A company says no: why, and what the school may know."""

    reason = forms.ChoiceField(
        label=_("Waarom niet?"), widget=forms.RadioSelect, error_messages={"required": _("Kies een reden.")}
    )
    words = forms.CharField(
        label=_("Wilt u er iets bij zeggen?"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, reasons, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(code, one.label) for code, one in reasons.items()]


class RequestFilter(forms.Form):
    """Which requests the list shows."""

    SHOWN = [
        ("", _("Alles wat loopt")),
        ("nieuw", _("Nieuw")),
        ("mentor", _("Bij de mentor")),
        ("bedrijf", _("Bij het bedrijf")),
        ("ja", _("Bedrijf wil graag")),
        ("nee", _("Bedrijf zegt nee")),
        ("wacht", _("Wacht op de leerling")),
        ("verloopt", _("Verloopt bijna")),
        ("klaar", _("Afgehandeld")),
    ]
    toon = forms.ChoiceField(label=_("Toon"), required=False, choices=SHOWN)
    groep = forms.ModelChoiceField(
        Group.objects.none(), label=_("Groep"), required=False, empty_label=_("Alle groepen")
    )

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groep"].queryset = Group.objects.visible_to(member).open().order_by("-starts_on", "name", "pk")


class TogetherForm(forms.Form):
    """The reason with which many requests get a no."""

    reason = forms.ChoiceField(
        label=_("Waarom lukt het niet?"), widget=forms.RadioSelect, error_messages={"required": _("Kies een reden.")}
    )
    text = forms.CharField(
        label=_("Wat lezen de leerlingen?"), max_length=800, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Leeg: de vaste tekst bij de reden. {naam} en {bedrijf} worden voor elke leerling ingevuld."),
    )  # fmt: skip

    def __init__(self, *args, reasons, **kwargs):
        super().__init__(*args, **kwargs)
        self.reasons = reasons
        self.fields["reason"].choices = [(code, one.label) for code, one in reasons.items()]

    def clean(self):
        """A reason without words of its own needs some here."""
        data = super().clean()
        reason = self.reasons.get(data.get("reason"))
        if reason and not reason.text and not data.get("text"):
            self.add_error("text", _("Bij deze reden hoort geen vaste tekst. Schrijf op wat de leerlingen lezen."))
        return data
