"""What is asked about a piece of work that an organisation posts, and of the students who come along."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from placements.models import Engagement
from schools.enums import STAFF
from schools.models import Membership, Student

EMPTY = {"required": _("Dit is nog leeg.")}
SAY = _("Schrijf één zin. Kort is goed.")


def date_box():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def time_box():
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def words(label, *, rows=3, most=600, empty=SAY, **more):
    """An open question."""
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": empty}, **more,
    )  # fmt: skip


class EngagementForm(forms.ModelForm):
    """What, where, when, for how many, and what is needed."""

    class Meta:
        model = Engagement
        fields = [
            "company", "title", "what", "skills", "clothing", "place", "date", "starts_at", "ends_at", "seats",
        ]  # fmt: skip
        labels = {"company": _("Organisatie")}
        widgets = {
            "what": forms.Textarea(attrs={"rows": 4}),
            "skills": forms.Textarea(attrs={"rows": 3}),
            "date": date_box(),
            "starts_at": time_box(),
            "ends_at": time_box(),
            "seats": forms.NumberInput(attrs={"min": 1, "max": 30}),
        }
        help_texts = {
            "title": _("Kort. Bijvoorbeeld: catering bij de open dag."),
            "what": _("Leerlingen van 14 lezen dit. Gebruik korte zinnen."),
            "skills": _("Wat moet een leerling al kunnen of durven? Niets is ook goed."),
            "clothing": _("Bijvoorbeeld: zwarte broek en dichte schoenen."),
            "place": _("Straat, nummer en plaats."),
        }

    def __init__(self, *args, companies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["company"].queryset = companies
        self.fields["company"].empty_label = _("Kies een organisatie")
        for field in self.fields.values():
            field.error_messages.setdefault("required", _("Dit is nog leeg."))
            field.error_messages["required"] = _("Dit is nog leeg.")
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]
        if self.instance.pk or companies.count() == 1:
            self.instance.company = self.instance.company if self.instance.pk else companies.get()
            del self.fields["company"]

    def clean_seats(self):
        if not 1 <= self.cleaned_data["seats"] <= 30:
            raise forms.ValidationError(_("Kies een aantal van 1 tot en met 30."))
        return self.cleaned_data["seats"]

    def clean_date(self):
        day = self.cleaned_data["date"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Deze dag is al geweest."))
        if self.instance.closes_on and day < self.instance.closes_on:
            raise forms.ValidationError(_("Leerlingen melden zich dan nog aan. Kies een latere dag."))
        return day

    def clean(self):
        data = super().clean()
        begin, end = data.get("starts_at"), data.get("ends_at")
        if begin and end and end <= begin:
            self.add_error("ends_at", _("Het einde ligt vóór het begin."))
        return data


class OpenForm(forms.Form):
    """For whom it is, who of school comes along (R146), and until when students sign up."""

    classes = forms.MultipleChoiceField(
        label=_("Voor welke klassen?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één klas.")},
    )  # fmt: skip
    companion = forms.ModelChoiceField(
        Membership.objects.none(), label=_("Wie gaat er mee van school?"), empty_label=_("Kies iemand"),
        error_messages={"required": _("Kies wie er meegaat. Zonder iemand van school gaat een prestatie niet door.")},
    )  # fmt: skip
    closes_on = forms.DateField(
        label=_("Leerlingen melden zich aan tot en met"), widget=date_box(),
        error_messages={"required": _("Kies de laatste dag om je aan te melden.")},
    )  # fmt: skip

    def __init__(self, *args, engagement, **kwargs):
        super().__init__(*args, **kwargs)
        self.engagement = engagement
        names = Student.objects.enrolled().order_by("class_name").values_list("class_name", flat=True).distinct()
        self.fields["classes"].choices = [(name, name) for name in names]
        self.fields["companion"].queryset = Membership.objects.staff(*STAFF)
        self.fields["companion"].label_from_instance = lambda member: f"{member.user.name}, {member.role_words}"

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if not timezone.localdate() <= day <= self.engagement.date:
            raise forms.ValidationError(_("Kies een dag van vandaag tot en met de dag zelf."))
        return day


class SignUpForm(forms.Form):
    """Why, what to learn and to show (R143), and whether everything is arranged (R144)."""

    why = words(_("Waarom wil je mee?"))
    learn = words(_("Wat wil je leren?"))
    show = words(_("Wat wil je laten zien?"))
    has_time = forms.BooleanField(
        label=_("Ik kan op deze dag"), error_messages={"required": _("Kijk eerst of je kunt.")}
    )
    parents_know = forms.BooleanField(
        label=_("Mijn ouders weten het"), error_messages={"required": _("Vraag het eerst thuis.")}
    )
    has_transport = forms.BooleanField(
        label=_("Ik weet hoe ik er kom"), error_messages={"required": _("Regel eerst hoe je er komt.")}
    )

    def words(self):
        """What is kept."""
        return {name: self.cleaned_data[name] for name in ("why", "learn", "show")}


class DecideForm(forms.Form):
    """Who goes, with an answer for every student who signed up."""

    def __init__(self, *args, sign_ups, **kwargs):
        super().__init__(*args, **kwargs)
        self.sign_ups = sign_ups
        for one in sign_ups:
            self.fields[f"keuze-{one.pk}"] = forms.ChoiceField(
                label=_("Gaat %(name)s mee?") % {"name": one.student.first_name},
                choices=[("ja", _("Gaat mee")), ("nee", _("Deze keer niet"))], widget=forms.RadioSelect,
                error_messages={"required": _("Kies: gaat %(name)s mee?") % {"name": one.student.first_name}},
            )  # fmt: skip
            self.fields[f"tekst-{one.pk}"] = words(
                _("Dit leest %(name)s") % {"name": one.student.first_name}, most=800,
                empty=_("Schrijf op waarom. Elke leerling krijgt uitleg."),
            )  # fmt: skip

    def rows(self):
        """(sign-up, its question, its words) for the page."""
        return [(one, self[f"keuze-{one.pk}"], self[f"tekst-{one.pk}"]) for one in self.sign_ups]

    def answers(self):
        """{id: (goes, words)}."""
        data = self.cleaned_data
        return {one.pk: (data[f"keuze-{one.pk}"] == "ja", data[f"tekst-{one.pk}"]) for one in self.sign_ups}


class OffForm(forms.Form):
    """Why it does not take place."""

    note = words(_("Waarom gaat het niet door?"), empty=_("Schrijf op waarom. Leerlingen en organisatie lezen dit."))


class HoursForm(forms.Form):
    """How many hours each student worked (R140)."""

    def __init__(self, *args, sign_ups, minutes, **kwargs):
        super().__init__(*args, **kwargs)
        self.sign_ups = sign_ups
        for one in sign_ups:
            self.fields[f"uren-{one.pk}"] = forms.DecimalField(
                label=one.student.name, min_value=0, max_value=12, decimal_places=2, max_digits=4,
                initial=Decimal(minutes) / 60, widget=forms.NumberInput(attrs={"step": "0.25", "min": 0, "max": 12}),
                help_text=_("Uren. Niet gekomen? Vul 0 in."), error_messages=EMPTY,
            )  # fmt: skip

    def minutes(self):
        """{id: minutes}."""
        return {one.pk: int(self.cleaned_data[f"uren-{one.pk}"] * 60) for one in self.sign_ups}


class ReportForm(forms.Form):
    """What the student did, and what there is to be proud of (R142)."""

    report = words(_("Wat heb je gedaan?"), rows=4, most=1500)
    proud = words(_("Waar ben je trots op?"), required=False)


class FeedbackForm(forms.Form):
    """What the organisation saw of each student (R142)."""

    def __init__(self, *args, sign_ups, **kwargs):
        super().__init__(*args, **kwargs)
        self.sign_ups = sign_ups
        for one in sign_ups:
            self.fields[f"tekst-{one.pk}"] = words(
                _("Wat vond u van %(name)s?") % {"name": one.student.first_name}, most=800, required=False,
                initial=one.feedback, help_text=_("De leerling leest dit. Noem wat goed ging."),
            )  # fmt: skip

    def clean(self):
        data = super().clean()
        if not any(data.values()) and not self.errors:
            raise forms.ValidationError(_("Schrijf bij minstens één leerling iets op."))
        return data

    def texts(self):
        """{id: words}."""
        return {one.pk: self.cleaned_data[f"tekst-{one.pk}"] for one in self.sign_ups}
