"""A student and the guardians, written by hand."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schools.enums import STAFF
from schools.models import Membership, Student
from schools.people import is_free


class DateInput(forms.DateInput):
    """A native date picker, filled in as browsers want it."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class StudentForm(forms.ModelForm):
    """All that the school keeps about a student."""

    email = forms.EmailField(label=_("E-mailadres"), required=False, help_text=_("Voor mail over de stage."))

    class Meta:
        model = Student
        fields = [
            "number",
            "first_name",
            "prefix",
            "last_name",
            "birth_date",
            "class_name",
            "year",
            "mentor",
            "phone",
            "street",
            "postcode",
            "city",
            "left_on",
        ]
        widgets = {"birth_date": DateInput(), "left_on": DateInput()}
        labels = {"left_on": _("Van school sinds")}

    field_order = [
        "number",
        "first_name",
        "prefix",
        "last_name",
        "birth_date",
        "class_name",
        "year",
        "mentor",
        "email",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = Membership.objects.staff(*STAFF)
        self.fields["mentor"].empty_label = _("Nog niemand")
        self.fields["mentor"].label_from_instance = lambda member: f"{member.user.name} ({member.get_role_display()})"
        if self.instance.pk:
            self.initial["email"] = self.instance.member.user.email
            self.fields["number"].disabled = True

    def clean_number(self):
        number = self.cleaned_data["number"].strip()
        if Student.objects.filter(number=number).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Er is al een leerling met dit nummer."))
        return number

    def clean_birth_date(self):
        born, today = self.cleaned_data["birth_date"], timezone.localdate()
        if not date(today.year - 30, 1, 1) <= born <= date(today.year - 8, 12, 31):
            raise forms.ValidationError(_("Deze geboortedatum kan niet kloppen."))
        return born

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if not is_free(email, self.instance.pk and self.instance.member.user):
            raise forms.ValidationError(
                _("Dit adres is al van iemand anders. Vul het eigen adres van de leerling in.")
            )
        return email


class GuardianForm(forms.Form):
    """A guardian of one student; the field names are the arguments of save_guardian."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    email = forms.EmailField(
        label=_("E-mailadres"), required=False, help_text=_("Zonder e-mailadres kan deze persoon niet meekijken.")
    )
    phone = forms.CharField(label=_("Telefoon"), max_length=20, required=False)
    has_authority = forms.BooleanField(
        label=_("Heeft gezag"), help_text=_("Tekent het stagecontract."), required=False, initial=True
    )
    sees_progress = forms.BooleanField(label=_("Mag zien hoe de stage gaat"), required=False, initial=True)
    is_address_shielded = forms.BooleanField(
        label=_("Adres is geheim"), help_text=_("Het adres komt op geen enkel papier."), required=False
    )


class GuardianChangeForm(forms.Form):
    """What holds between one guardian and one student; the field names are the arguments of change_guardian."""

    phone = forms.CharField(label=_("Telefoon"), max_length=20, required=False)
    has_authority = forms.BooleanField(
        label=_("Heeft gezag"), help_text=_("Tekent het stagecontract."), required=False
    )
    sees_progress = forms.BooleanField(
        label=_("Mag zien hoe de stage gaat"),
        help_text=_("Zonder gezag beslist de school of iemand mag meekijken."),
        required=False,
    )
    is_address_shielded = forms.BooleanField(
        label=_("Adres is geheim"), help_text=_("Het adres komt op geen enkel papier."), required=False
    )
    student_agreed_on = forms.DateField(
        label=_("Leerling van 18 of ouder vindt meekijken goed sinds"),
        help_text=_("Vanaf 18 jaar kijken ouders alleen mee als de leerling dat goedvindt. Laat anders leeg."),
        required=False,
        widget=DateInput(),
    )
    until = forms.DateField(
        label=_("Ouder of verzorger tot en met"),
        help_text=_("Leeg is: zonder einde."),
        required=False,
        widget=DateInput(),
    )

    def clean_student_agreed_on(self):
        day = self.cleaned_data["student_agreed_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Deze datum moet nog komen."))
        return day
