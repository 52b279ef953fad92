"""What the school writes down of a company: its profile, pictures, recognition, pause and place in the network."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.enums import PROFILE_FIELDS, Like
from companies.models import Company, NetworkPage, Recognition
from core.postcode import clean_postcode
from core.uploads import PhotoField
from schools.enums import Role
from schools.models import Membership

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ProfileForm(forms.ModelForm):
    """What may be told of a company, in words that a student reads."""

    likes = forms.MultipleChoiceField(
        label=_("Leuk voor wie houdt van"),
        choices=Like,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leerlingen zoeken hiermee."),
    )

    class Meta:
        model = Company
        fields = PROFILE_FIELDS
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "tasks": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "description": _("Korte zinnen die een leerling van 14 begrijpt."),
            "ppe": _("Wat is nodig, en wie zorgt ervoor? Bijvoorbeeld: werkschoenen, krijg je van ons."),
            "by_bike": _("Bijvoorbeeld: fietsenstalling achter de winkel."),
            "by_bus": _("Bijvoorbeeld: bus 70, halte Dorpsplein, 5 minuten lopen."),
        }

    def clean_postcode(self):
        raw = self.cleaned_data["postcode"]
        if raw and not clean_postcode(raw):
            raise forms.ValidationError(_("Een postcode is vier cijfers en twee letters, zoals 8331 AB."))
        return clean_postcode(raw) or ""

    def clean_min_age(self):
        age = self.cleaned_data["min_age"]
        if age is not None and not 12 <= age <= 21:
            raise forms.ValidationError(_("Kies een leeftijd van 12 tot en met 21."))
        return age


class CompanyForm(ProfileForm):
    """A company as the school knows it; the first part is what students read."""

    class Meta(ProfileForm.Meta):
        fields = ["name", *PROFILE_FIELDS, "kvk", "wanted", "notes", "is_active"]
        widgets = ProfileForm.Meta.widgets | {
            "wanted": forms.Textarea(attrs={"rows": 3}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = ProfileForm.Meta.help_texts | {
            "wanted": _("Alleen voor medewerkers van school. Wat voor leerling zoekt dit bedrijf?"),
            "notes": _("Alleen voor medewerkers van school."),
            "is_active": _("Zet dit uit als u dit bedrijf niet meer wilt vragen."),
        }

    def __init__(self, *args, school, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.school = school

    def clean_kvk(self):
        digits = "".join(filter(str.isdigit, self.cleaned_data["kvk"]))
        if self.cleaned_data["kvk"] and len(digits) != 8:
            raise forms.ValidationError(_("Een KvK-nummer heeft acht cijfers."))
        return digits

    def clean(self):
        row = super().clean()
        same = Company.objects.filter(name__iexact=row.get("name", ""), postcode=row.get("postcode", ""))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("Dit bedrijf staat al in de lijst, met dezelfde postcode."))
        return row


class PicturesForm(forms.Form):
    """The photo that students see, and the logo for the network page."""

    photo = PhotoField(label=_("Foto voor leerlingen"), required=False)
    drop_photo = forms.BooleanField(label=_("Haal de foto weg"), required=False)
    logo = PhotoField(label=_("Logo"), required=False)
    drop_logo = forms.BooleanField(label=_("Haal het logo weg"), required=False)


class RecognitionForm(forms.ModelForm):
    """Proof that SBB recognises the company."""

    class Meta:
        model = Recognition
        fields = ["sbb_id", "valid_until"]
        widgets = {"valid_until": DAY}


class PauseForm(forms.Form):
    """Leave the company alone until a day; an empty day ends the pause."""

    until = forms.DateField(
        label=_("Pauze tot en met"),
        required=False,
        widget=DAY,
        help_text=_("Tot en met deze dag: geen vraag, en leerlingen kiezen dit bedrijf niet. Leeg: geen pauze."),
    )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until < timezone.localdate():
            raise forms.ValidationError(_("Deze dag is al voorbij."))
        return until


class FriendForm(forms.Form):
    """The company wants to stand on the public page of the school."""

    agreed_by = forms.CharField(
        label=_("Wie van het bedrijf zei ja?"), max_length=120, error_messages={"required": _("Vul in wie ja zei.")}
    )
    since = forms.DateField(label=_("Op welke dag?"), initial=timezone.localdate, widget=DAY)

    def clean_since(self):
        since = self.cleaned_data["since"]
        if since > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        return since


class StaffField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.user.name


class NetworkForm(forms.ModelForm):
    """The public page: open or not, its words, and whom employers may reach."""

    contact = StaffField(
        Membership.objects.none(),
        label=_("Contactpersoon voor bedrijven"),
        required=False,
        empty_label=_("Niemand"),
        help_text=_("Naam, mailadres en telefoon van deze collega staan dan op internet. Vraag het eerst."),
    )

    class Meta:
        model = NetworkPage
        fields = ["is_open", "intro", "contact"]
        widgets = {"intro": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Membership.objects.staff(Role.COORDINATOR, Role.MENTOR)
