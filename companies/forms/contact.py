"""People at a company and what was said with them."""

import re

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.enums import Task
from companies.forms.company import DAY
from companies.models import CompanyContact, ContactLog
from schools.models import Student


class TasksField(forms.MultipleChoiceField):
    """What somebody is for."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Deze persoon"), choices=Task, required=False, widget=forms.CheckboxSelectMultiple, **kwargs
        )


class ContactForm(forms.Form):
    """Somebody at the company, and for what."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    function = forms.CharField(label=_("Functie"), max_length=60, required=False)
    email = forms.EmailField(label=_("E-mailadres"))
    phone = forms.CharField(label=_("Telefoon"), max_length=20, required=False)
    tasks = TasksField()


class TasksForm(forms.Form):
    """What a known contact is for from now on."""

    function = forms.CharField(label=_("Functie"), max_length=60, required=False)
    tasks = TasksField()


class SpanForm(forms.Form):
    """From and until a day."""

    since = forms.DateField(label=_("Vanaf"), initial=timezone.localdate, widget=DAY)
    until = forms.DateField(label=_("Tot en met"), widget=DAY)

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if until and until < timezone.localdate():
            self.add_error("until", _("Deze dag is al voorbij."))
        elif since and until and until < since:
            self.add_error("until", _("De laatste dag ligt vóór de eerste dag."))
        return data


class StandInForm(SpanForm):
    """Who gets somebody's mails for a while."""

    name = forms.CharField(label=_("Naam van de vervanger"), max_length=120)
    email = forms.EmailField(label=_("E-mailadres van de vervanger"))
    field_order = ["name", "email", "since", "until"]


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.member.user.name


class NamesNobody:
    """A text that stays with the company names no student: it would stay when the student is erased."""

    @staticmethod
    def name_in(text):
        """The name of a student that stands in the text with first and last name; "" when there is none."""
        said = set(re.findall(r"[\w'-]+", text.casefold()))
        firsts = Student.objects.filter(first_name__iregex=rf"^({'|'.join(map(re.escape, said))})$") if said else ()
        return next((one.name for one in firsts if one.last_name.casefold() in text.casefold()), "")


class FlagForm(NamesNobody, forms.Form):
    """What happened, or why it is solved; read by coordinators only."""

    reason = forms.CharField(
        label=_("Wat is er gebeurd?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Alleen coördinatoren lezen dit. Schrijf er geen namen van leerlingen in."),
        error_messages={"required": _("Schrijf kort op waarom.")},
    )

    def clean_reason(self):
        if name := self.name_in(self.cleaned_data["reason"]):
            raise forms.ValidationError(_("Haal de naam %(name)s uit deze tekst.") % {"name": name})
        return self.cleaned_data["reason"]


class LogForm(NamesNobody, forms.ModelForm):
    """A call, mail, visit or talk."""

    contact = PersonField(
        CompanyContact.objects.none(), label=_("Met wie"), required=False, empty_label=_("Iemand anders")
    )
    student = forms.ModelChoiceField(
        Student.objects.none(), label=_("Over welke leerling"), required=False, empty_label=_("Niet over één leerling")
    )

    class Meta:
        model = ContactLog
        fields = ["kind", "on", "contact", "student", "note"]
        widgets = {"on": DAY, "note": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, company, students, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.company, self.instance.school_id = company, company.school_id
        self.fields["contact"].queryset = company.contacts.for_list()
        self.fields["student"].queryset = students

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        return self.cleaned_data["on"]

    def clean(self):
        data = super().clean()
        if not data.get("student") and (name := self.name_in(data.get("note", ""))):
            self.add_error("student", _("In de tekst staat %(name)s. Kies deze leerling hier.") % {"name": name})
        return data
