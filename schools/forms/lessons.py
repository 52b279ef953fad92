"""When a class, or one student, is at school."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.calendar import WEEKDAYS
from schools.forms.student import DateInput

SCHOOL_DAYS = range(5)


class TimeInput(forms.TimeInput):
    """A native clock."""

    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


class LessonsForm(forms.Form):
    """A begin and an end for every day of the week; both empty: no lessons. As `spans`, and from which date."""

    valid_from = forms.DateField(label=_("Geldt vanaf"), widget=DateInput())

    def __init__(self, *args, plan=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = timezone.localdate()
        spans = plan.spans if plan else {}
        for day in SCHOOL_DAYS:
            first, last = spans.get(day, ("", ""))
            for name, what, known in (("begin", _t("begin"), first), ("end", _t("einde"), last)):
                self.fields[f"{name}_{day}"] = forms.TimeField(
                    label=f"{WEEKDAYS[day].capitalize()} {what}", required=False, widget=TimeInput(), initial=known
                )

    def days(self):
        """(name of the day, begin, end) as the page shows them."""
        return [(WEEKDAYS[day].capitalize(), self[f"begin_{day}"], self[f"end_{day}"]) for day in SCHOOL_DAYS]

    def clean(self):
        given = super().clean()
        given["spans"] = {}
        for day in SCHOOL_DAYS:
            first, last = given.get(f"begin_{day}"), given.get(f"end_{day}")
            if f"begin_{day}" in self.errors or f"end_{day}" in self.errors:
                continue
            if bool(first) != bool(last):
                self.add_error(f"end_{day}", _("Vul begin en einde in, of laat allebei leeg."))
            elif first and last <= first:
                self.add_error(f"end_{day}", _("Het einde ligt voor het begin."))
            elif first:
                given["spans"][day] = first, last
        if "valid_from" in given and not 2020 <= given["valid_from"].year <= 2100:
            self.add_error("valid_from", _("Klopt het jaar?"))
        return given


class ClassLessonsForm(LessonsForm):
    """The same for classes: several may have the same hours."""

    classes = forms.MultipleChoiceField(
        label=_("Voor welke klassen?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één klas.")},
    )

    def __init__(self, *args, classes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["classes"].choices = [(name, name) for name in classes]


class StudentLessonsForm(LessonsForm):
    """The same for one student, who may also follow the class again."""

    follows_class = forms.BooleanField(
        label=_("Dezelfde lesuren als de klas"),
        required=False,
        help_text=_("Zet dit aan als de afspraak voor deze leerling stopt. De tijden hieronder tellen dan niet."),
    )
    field_order = ["valid_from", "follows_class"]
