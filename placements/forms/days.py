"""Questions about one stage day: was the student there, and for the list of today which days to show."""

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from groups.models import Group
from placements.enums import Presence
from schools.enums import STAFF

WORDS_FOR_SCHOOL = {Presence.EXPECTED: _("nog niet ingevuld")}
WORDS_FOR_COMPANY = {
    Presence.PRESENT: _("Was er"),
    Presence.LATE: _("Was er, maar te laat"),
    Presence.SICK: _("Ziek gemeld"),
    Presence.ABSENT: _("Was er niet"),
}
MOST_MINUTES = 480


class CheckInForm(forms.Form):
    """The student says "ik ben er", or how much too late."""

    date = forms.DateField(widget=forms.HiddenInput)
    presence = forms.ChoiceField(choices=[(p.value, p.label) for p in (Presence.PRESENT, Presence.LATE)])
    minutes_late = forms.IntegerField(
        label=_("Hoeveel minuten te laat?"),
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def clean(self):
        """Too late asks for minutes."""
        return _with_minutes(self, _("Vul in hoeveel minuten je te laat was."))


class PresenceForm(forms.Form):
    """School or company says what happened on a day."""

    presence = forms.ChoiceField(label=_("Was de leerling er?"), widget=forms.RadioSelect)
    minutes_late = forms.IntegerField(
        label=_("Minuten te laat"),
        help_text=_("Alleen bij te laat."),
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args, day, role, **kwargs):
        super().__init__(*args, **kwargs)
        words = WORDS_FOR_SCHOOL if role in STAFF else WORDS_FOR_COMPANY
        said = [Presence(one) for one in day.sayable(role)]
        self.fields["presence"].choices = [(one.value, capfirst(words.get(one, one.label))) for one in said]
        if Presence.LATE not in said:
            del self.fields["minutes_late"]

    def clean(self):
        """Too late asks for minutes."""
        return _with_minutes(self, _("Vul in hoeveel minuten de leerling te laat was."))


def _with_minutes(form, sentence):
    values = form.cleaned_data
    if values.get("presence") != Presence.LATE:
        values["minutes_late"] = 0
        form.errors.pop("minutes_late", None)
    elif not values.get("minutes_late") and "minutes_late" not in form.errors:
        form.add_error("minutes_late", sentence)
    return values


class TodayForm(forms.Form):
    """Which day and which students the list of today shows."""

    dag = forms.DateField(label=_("Dag"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    groep = forms.ModelChoiceField(
        Group.objects.none(), label=_("Groep"), required=False, empty_label=_("Alle groepen")
    )
    stand = forms.ChoiceField(
        label=_("Aanwezigheid"),
        required=False,
        choices=[("", _("Alles")), ("expected", _("nog niet ingevuld")), *Presence.choices[1:]],
    )

    def __init__(self, data, *args, member, **kwargs):
        day = timezone.localdate().isoformat()
        given = {key: value for key, value in data.items() if key != "dag" or value}
        super().__init__({"dag": day} | given, *args, **kwargs)
        self.fields["groep"].queryset = Group.objects.visible_to(member).for_list()

    def asked(self):
        """What was asked, as far as it can be understood."""
        self.is_valid()
        asked = {"dag": timezone.localdate(), "groep": None, "stand": ""} | self.cleaned_data
        return asked | {"dag": asked["dag"] or timezone.localdate()}
