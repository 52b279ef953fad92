"""What is asked of a student who found a place, one question on each small page; and what school decides on it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from core.postcode import clean_postcode
from groups.enums import WEEKDAYS
from placements.enums import FoundReason

STEPS = [  # name of the step, the question, the fields it asks
    ("name", _("Hoe heet het bedrijf?"), ["name"]),
    ("address", _("Waar is het?"), ["street", "postcode", "city"]),
    ("tasks", _("Wat kun je daar doen?"), ["tasks"]),
    ("why", _("Waarom wil je daar stage lopen?"), ["why"]),
    ("guide", _("Wie helpt je daar?"), ["guide", "phone", "email"]),
    ("weekdays", _("Op welke dagen kan het?"), ["weekdays"]),
]
EMPTY = _("Vul dit nog in.")


def line(label, most, **more):
    more.setdefault("error_messages", {"required": EMPTY})
    return forms.CharField(label=label, max_length=most, **more)


def story(label):
    return forms.CharField(
        label=label, max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Schrijf één zin. Kort is goed.")},
    )  # fmt: skip


class StepForm(forms.Form):
    """One question of the student."""

    name = line(_("Naam van het bedrijf"), 120)
    street = line(_("Straat en nummer"), 100, required=False)
    postcode = line(_("Postcode"), 10)
    city = line(_("Plaats"), 60)
    tasks = story(_("Schrijf op wat je daar doet"))
    why = story(_("Schrijf op waarom"))
    guide = line(_("Naam"), 120)
    phone = line(_("Telefoon"), 20, required=False)
    email = forms.EmailField(
        label=_("E-mailadres"), required=False, error_messages={"invalid": _("Dit adres klopt niet. Kijk het na.")}
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Kies de dagen"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één dag.")},
    )  # fmt: skip

    def __init__(self, *args, step, group, own_email="", **kwargs):
        super().__init__(*args, **kwargs)
        self.own_email = (own_email or "").lower()
        for name in set(self.fields) - set(STEPS[step - 1][2]):
            del self.fields[name]
        if "weekdays" in self.fields:
            self.fields["weekdays"].choices = [day for day in WEEKDAYS if day[0] in group.weekdays]
        if "phone" in self.fields:
            self.fields["phone"].help_text = _("Telefoon of mail: één is genoeg.")

    def clean_postcode(self):
        found = clean_postcode(self.cleaned_data["postcode"])
        if not found or len(found) < 7:
            raise forms.ValidationError(_("Een postcode is zo: 8331 AB."))
        return found

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email and email == self.own_email:
            raise forms.ValidationError(_("Dit is jouw adres. Vraag het adres van je begeleider."))
        return email

    def clean(self):
        data = super().clean()
        if "phone" in self.fields and not self.errors and not (data["phone"] or data["email"]):
            self.add_error("phone", _("Vul een telefoon of een mail in."))
        return data


class AcceptForm(forms.Form):
    """A known company or a new one, the address for the question, and the recognition when this stage asks it."""

    company = forms.ChoiceField(label=_("Welk bedrijf is dit?"), widget=forms.RadioSelect)
    sector = forms.CharField(label=_("Sector"), max_length=60, required=False)
    kvk = forms.CharField(label=_("KvK-nummer"), max_length=12, required=False)
    email = forms.EmailField(
        label=_("E-mailadres van de begeleider"), required=False,
        help_text=_("Hier vragen wij welke dagen kunnen. Leeg: u belt zelf."),
    )  # fmt: skip
    sbb_id = forms.CharField(label=_("SBB-leerbedrijf-id"), max_length=20, required=False)
    recognised_until = forms.DateField(
        label=_("Erkend tot en met"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    is_shared = forms.BooleanField(
        label=_("Andere leerlingen van de groep mogen hier ook vragen"), required=False,
        help_text=_("Zonder dit vinkje ziet alleen deze leerling het bedrijf."),
    )  # fmt: skip

    def __init__(self, *args, found, doubles, **kwargs):
        likely = str(doubles[0].company.pk) if doubles and doubles[0].score >= 90 else ""
        begin = {"email": found.email, "company": likely if doubles else "nieuw"}
        super().__init__(*args, initial=begin, **kwargs)
        self.found = found
        known = [(str(one.company.pk), _said(one)) for one in doubles]
        self.fields["company"].choices = [*known, ("nieuw", _("Een nieuw bedrijf: %(name)s") % {"name": found.name})]
        self.fields["company"].error_messages["required"] = _("Kies: is dit een bekend bedrijf of een nieuw?")
        if not found.group.kind.needs_recognition:
            del self.fields["sbb_id"], self.fields["recognised_until"]

    def clean_kvk(self):
        digits = "".join(filter(str.isdigit, self.cleaned_data["kvk"]))
        if self.cleaned_data["kvk"] and len(digits) != 8:
            raise forms.ValidationError(_("Een KvK-nummer heeft acht cijfers."))
        return digits

    def clean(self):
        data = super().clean()
        is_new = data.get("company") == "nieuw"
        if is_new and not data.get("sector"):
            self.add_error("sector", _("Kies een sector voor het nieuwe bedrijf."))
        same = Company.objects.filter(name__iexact=self.found.name, postcode=self.found.postcode)
        if is_new and same.exists():
            self.add_error("company", _("Dit bedrijf staat al in de lijst, met dezelfde postcode. Kies het daar."))
        if data.get("sbb_id") and not data.get("recognised_until"):
            self.add_error("recognised_until", _("Vul in tot wanneer de erkenning geldt."))
        return data

    def facts(self):
        """What `placements.finding.accept` asks."""
        data = dict(self.cleaned_data)
        chosen = data.pop("company")
        return data | {"company": None if chosen == "nieuw" else Company.objects.get(pk=chosen)}


def _said(one):
    """Garage Veld, Steenwijk (zelfde postcode, naam lijkt erop)"""
    place = ", ".join(filter(None, [one.company.name, one.company.city]))
    return _("Dit is hetzelfde bedrijf: %(place)s (%(why)s)") % {"place": place, "why": ", ".join(one.why)}


class RefuseForm(forms.Form):
    """Why it cannot be, in words for the student."""

    reason = forms.ChoiceField(choices=FoundReason, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Dit leest de leerling"), max_length=800, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Vertel waarom, en wat de leerling nu kan doen."),
        error_messages={"required": _("Schrijf op wat de leerling leest.")},
    )  # fmt: skip
