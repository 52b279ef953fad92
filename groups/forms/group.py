"""A group as a form: what kind, when, how long a day, until when one may answer, and what the mail says."""

from datetime import timedelta

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.calendar import minutes_between
from groups.enums import WEEKDAYS
from groups.models import Group, StageKind
from schools.enums import Role
from schools.models import Membership

MAX_DAYS = 400
MAX_WORDS = 40
SECTIONS = [
    (_("1. Welke stage?"), ["name", "kind", "coordinator"]),
    (_("2. Wanneer?"), ["starts_on", "ends_on", "weekdays"]),
    (_("3. Hoe laat?"), ["starts_at", "ends_at", "break_minutes", "split_at"]),
    (_("4. Tot wanneer antwoorden?"), ["answer_by", "choose_by"]),
    (_("5. Wat zegt de mail?"), ["intro"]),
    (_("6. Wie leest de aanvragen?"), ["mentor_say", "softens_no"]),
]
HELP = {
    "name": _("Zo herkent u de groep. Bijvoorbeeld: Voorjaarsstage P4."),
    "coordinator": _("Deze persoon staat in de mail. Bedrijven bellen en mailen met deze persoon."),
    "split_at": _("Een bedrijf kan ook alleen de ochtend of de middag aanbieden."),
    "answer_by": _("Bedrijven krijgen tot deze dag een herinnering. Daarna kunt u bellen."),
    "choose_by": _("Leerlingen zien deze dag op hun pagina."),
    "intro": _("Wie zoekt een plek, en wat kan de leerling? Hooguit 40 woorden. Noem geen namen."),
    "softens_no": _("Zegt een bedrijf nee? Dan leest u het eerst. U vertelt het de leerling in vriendelijke woorden."),
}


def date_box():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def time_box():
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class GroupForm(forms.ModelForm):
    """Asks everything about a group but who is in it."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Stagedagen"),
        choices=WEEKDAYS[:6],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één dag van de week.")},
    )

    class Meta:
        model = Group
        fields = [name for _title, names in SECTIONS for name in names]
        help_texts = HELP
        widgets = {
            "starts_on": date_box(),
            "ends_on": date_box(),
            "answer_by": date_box(),
            "choose_by": date_box(),
            "starts_at": time_box(),
            "ends_at": time_box(),
            "split_at": time_box(),
            "intro": forms.Textarea(attrs={"rows": 4}),
            "mentor_say": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = StageKind.objects.for_list()
        self.fields["kind"].empty_label = _("Kies een soort")
        self.fields["coordinator"].queryset = Membership.objects.staff(Role.COORDINATOR)
        self.fields["coordinator"].label_from_instance = lambda member: member.user.name
        self.fields["coordinator"].label = _("stagecoördinator")
        self.fields["mentor_say"].required = self.fields["split_at"].required = False
        for field in self.fields.values():
            field.error_messages.setdefault("required", _("Dit is nog leeg."))
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]

    def clean_mentor_say(self):
        """Nothing chosen changes nothing."""
        return self.cleaned_data["mentor_say"] or self.instance.mentor_say

    def sections(self):
        """(title, fields) in the order of the page."""
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    def clean_split_at(self):
        return self.cleaned_data["split_at"] or self.instance.split_at

    def clean_intro(self):
        intro = self.cleaned_data["intro"].strip()
        if len(intro.split()) > MAX_WORDS:
            raise forms.ValidationError(
                _("Dit zijn %(n)s woorden. Houd het bij 40, dan leest een bedrijf de hele mail.")
                % {"n": len(intro.split())}
            )
        return intro

    def clean(self):
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("De laatste dag ligt vóór de eerste dag."))
        elif first and last and last - first > timedelta(days=MAX_DAYS):
            self.add_error("ends_on", _("Een groep duurt hooguit een schooljaar. Maak een tweede groep."))
        self._check_hours(data)
        if first and data.get("answer_by") and data["answer_by"] > first:
            self.add_error("answer_by", _("Bedrijven moeten antwoorden voordat de stage begint."))
        if first and data.get("choose_by") and data["choose_by"] > first:
            self.add_error("choose_by", _("Leerlingen moeten kiezen voordat de stage begint."))
        self._check_once(data, first)
        return data

    def _check_hours(self, data):
        begin, end, rest = data.get("starts_at"), data.get("ends_at"), data.get("break_minutes")
        if begin and end and end <= begin:
            self.add_error("ends_at", _("Het einde ligt vóór het begin."))
        elif begin and end and rest is not None:
            minutes = minutes_between(begin, end)
            if rest >= minutes:
                self.add_error("break_minutes", _("De pauze is langer dan de dag."))
            elif minutes - rest > 12 * 60:
                self.add_error("ends_at", _("Zo lang mag een leerling niet werken op één dag."))

    def _check_once(self, data, first):
        same = Group.objects.filter(name=data.get("name", ""), starts_on=first).exclude(pk=self.instance.pk)
        if first and same.exists():
            self.add_error("name", _("Er is al een groep met deze naam en deze eerste dag."))


class KindForm(forms.ModelForm):
    """A kind of stage and its rules."""

    class Meta:
        model = StageKind
        fields = ["name", "min_age", "is_internal", "needs_recognition", "position"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]
        self.fields["min_age"].min_value = 12
        self.fields["min_age"].widget.attrs |= {"min": 12, "max": 21}

    def clean_min_age(self):
        age = self.cleaned_data["min_age"]
        if not 12 <= age <= 21:
            raise forms.ValidationError(_("Kies een leeftijd van 12 tot en met 21 jaar."))
        return age

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        others = StageKind.objects.exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Deze soort is er al."))
        if not slugify(name):
            raise forms.ValidationError(_("Gebruik letters in de naam."))
        return name

    def new_code(self):
        """A code for a new kind, from its name."""
        wanted, code, n = slugify(self.cleaned_data["name"])[:25], "", 0
        taken = set(StageKind.objects.values_list("code", flat=True))
        while not code or code in taken:
            n += 1
            code = wanted if n == 1 else f"{wanted}-{n}"
        return code
