"""What is asked about a talk before a stage: moments, preparation, result, and how the student looks back."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from placements.enums import MeetingKind, MeetingResult, Mood

SAY = _("Schrijf één zin. Kort is goed.")
PREPARE = [  # field, the question, and how to begin (R113, R123)
    ("experience", _("Wat heb je al gedaan?"), _("Denk aan stage, werk, of helpen thuis.")),
    ("skills", _("Waar ben je goed in?"), _("Noem twee dingen.")),
    ("interests", _("Wat vind je leuk aan dit werk?"), _("Waarom juist hier?")),
    ("ready", _("Hoe maak je je klaar?"), _("Hoe kom je er? Wat trek je aan?")),
    ("questions", _("Wat wil jij vragen?"), _("Eén vraag is al goed.")),
]


def moment(label):
    return forms.DateTimeField(
        label=label, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M"],
        error_messages={"required": _("Kies een dag en een tijd."), "invalid": _("Vul een dag en een tijd in.")},
    )  # fmt: skip


def words(label, *, rows=3, most=600, **more):
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), error_messages={"required": SAY},
        **more,
    )  # fmt: skip


class ProposeForm(forms.Form):
    """Two moments, where and with whom."""

    kind = forms.ChoiceField(label=_("Welk gesprek?"), widget=forms.RadioSelect)
    first_at = moment(_("Eerste moment"))
    second_at = moment(_("Tweede moment"))
    place = forms.CharField(label=_("Waar?"), max_length=160, error_messages={"required": _("Vul in waar het is.")})
    host = forms.CharField(label=_("Met wie?"), max_length=120, error_messages={"required": _("Vul een naam in.")})

    def __init__(self, *args, kinds=(), **kwargs):
        super().__init__(*args, **kwargs)
        if len(kinds) > 1:
            self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
            self.fields["kind"].initial = kinds[0].value
        else:
            self.only = kinds[0] if kinds else None
            del self.fields["kind"]

    def clean(self):
        data = super().clean()
        first, second = data.get("first_at"), data.get("second_at")
        now = timezone.now()
        for name, at in (("first_at", first), ("second_at", second)):
            if at and not now < at < now + timedelta(days=400):
                self.add_error(name, _("Kies een moment dat nog komt."))
        if first and first == second:
            self.add_error("second_at", _("Dit is twee keer hetzelfde moment. Kies een ander."))
        return data

    def facts(self):
        """What `placements.meeting.propose` asks."""
        data = dict(self.cleaned_data)
        kind = data.pop("kind", None)
        return data | ({"kind": MeetingKind(kind) if kind else self.only} if kind or self.only else {})


class ChooseForm(forms.Form):
    """Which moment, or why none."""

    moment = forms.ChoiceField(
        label=_("Welk moment past?"), widget=forms.RadioSelect,
        error_messages={"required": _("Kies een moment, of zeg dat het niet past.")},
    )  # fmt: skip
    words = words(_("Past het niet? Wanneer wel?"), required=False, most=400)

    def __init__(self, *args, moments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["moment"].choices = [*moments, ("0", _("Geen van deze"))]

    def clean(self):
        data = super().clean()
        if data.get("moment") == "0" and not data.get("words"):
            self.add_error("words", _("Schrijf op wanneer je wel kunt."))
        return data


class PrepareForm(forms.Form):
    """The questions that come up in such a talk."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, question, hint in PREPARE:
            self.fields[name] = words(question, required=False, help_text=hint)


class ResultForm(forms.Form):
    """How it went, in one tap and one sentence."""

    result = forms.ChoiceField(
        label=_("Wat is de uitslag?"), choices=MeetingResult, widget=forms.RadioSelect,
        error_messages={"required": _("Kies een uitslag.")},
    )  # fmt: skip
    words = words(_("Waarom?"), help_text=_("Eén zin. Noem ook wat goed ging."))


class BackForm(forms.Form):
    """The student looks back (R124)."""

    mood = forms.TypedChoiceField(
        label=_("Hoe ging het?"), choices=Mood.choices, coerce=int, widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe het ging.")},
    )  # fmt: skip
    proud = words(_("Waar ben je trots op?"))
    otherwise = words(_("Wat doe je de volgende keer anders?"))


class OffForm(forms.Form):
    """Why there is no talk."""

    note = words(_("Waarom gaat het niet door?"), most=400)
