from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.enums import Score, Voice
from assessments.models import Indicator
from assessments.sheet import Sheet
from core.templatetags.ui_words import soft

NOT_SEEN = 0
POINTS = [*Score.choices, (NOT_SEEN, _("niet gezien"))]
TOO_LONG = _("Maak de tekst korter: hoogstens %(limit_value)d tekens.")


@dataclass
class Row:
    """One indicator on the page: its sentence, its field, and what is known of it already."""

    indicator: Indicator
    field: forms.BoundField
    sheet: Sheet

    @property
    def text(self):
        return self.field.label

    @property
    def previous(self):
        """The agreed score of the time before."""
        return self.sheet.before.get(self.indicator.pk)

    @property
    def heard(self):
        return self.sheet.heard(self.indicator)

    @property
    def differs(self):
        return self.sheet.differs(self.indicator)

    @property
    def tiles(self):
        """The four points with who chose them; for the talk."""
        chosen = str(self.field.value())
        return [
            {
                "value": score.value,
                "label": soft(score.label),
                "checked": chosen == str(score.value),
                "previous": self.previous == score,
                "voices": [voice for voice, value in self.heard if value == score],
            }
            for score in Score
        ]

    @property
    def unseen(self):
        """The fifth choice: not seen."""
        chosen = self.field.value()
        is_checked = chosen is not None and str(chosen) == str(NOT_SEEN)
        return {"checked": is_checked, "voices": [voice for voice, value in self.heard if value is None]}


class ScoreForm(forms.Form):
    """One page of the form: four points per indicator, a remark per aspect. Half a page may be saved."""

    def __init__(self, *args, sheet, part, voice, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet, self.voice, self.indicators = sheet, voice, sheet.page(part)
        given, remarks = ({}, {}) if self.is_bound else (sheet.scores(voice), sheet.remarks(voice))
        for indicator in self.indicators:
            self.fields[f"score_{indicator.pk}"] = forms.TypedChoiceField(
                label=self.text_of(indicator),
                choices=POINTS,
                coerce=int,
                empty_value=None,
                required=False,
                initial=self._initial(indicator, given),
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Kies een van de vier punten, of “niet gezien”.")},
            )
        for aspect in {i.aspect_id: i.aspect for i in self.indicators}.values():
            self.fields[f"remark_{aspect.pk}"] = forms.CharField(
                label=_("Opmerking bij %(aspect)s") % {"aspect": aspect.name},
                required=False,
                max_length=1000,
                initial=remarks.get(aspect.pk, ""),
                widget=forms.Textarea(attrs={"rows": 2, "maxlength": False}),
                error_messages={"max_length": TOO_LONG},
            )

    def _initial(self, indicator, given):
        if indicator.pk in given:
            return given[indicator.pk] or NOT_SEEN
        if self.voice == Voice.AGREED and not self.is_bound:
            return self.sheet.suggestion(indicator)
        return None

    def text_of(self, indicator):
        """The sentence as this voice reads it."""
        return indicator.self_text if self.voice == Voice.STUDENT else indicator.text

    def aspects(self):
        """(aspect, its rows, remark field, [(voice, its remark)]), in the order of the paper form."""
        for aspect, indicators in groupby(self.indicators, key=lambda indicator: indicator.aspect):
            rows = [Row(i, self[f"score_{i.pk}"], self.sheet) for i in indicators]
            yield aspect, rows, self[f"remark_{aspect.pk}"], self.sheet.said(aspect, besides=self.voice)

    def scores(self):
        """{indicator: 1–4, or None for not seen}; what was left open is not in it."""
        answered = {i.pk: self.cleaned_data[f"score_{i.pk}"] for i in self.indicators}
        return {pk: value or None for pk, value in answered.items() if value is not None}

    def remarks(self):
        """{aspect: text} of every remark that was on the page."""
        pks = {indicator.aspect_id for indicator in self.indicators}
        return {pk: self.cleaned_data[f"remark_{pk}"] for pk in pks if f"remark_{pk}" in self.data}


class ConclusionForm(forms.Form):
    """Who was there, the remarks, and per aspect a joint score that differs from the derived one."""

    student_took_part = forms.BooleanField(required=False)
    company_took_part = forms.BooleanField(required=False)
    mentor_took_part = forms.BooleanField(required=False)
    remarks = forms.CharField(
        label=_("Opmerkingen bij deze beoordeling"),
        required=False,
        max_length=3000,
        help_text=_("Wat gaat goed? Waar gaan jullie aan werken? De leerling en de ouders lezen dit."),
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": False}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for aspect in sheet.aspects:
            verdict = None if self.is_bound else sheet.verdicts.get((Voice.AGREED, aspect.pk))
            self.fields[f"value_{aspect.pk}"] = forms.TypedChoiceField(
                label=_("Andere score bij %(aspect)s") % {"aspect": aspect.name},
                coerce=int,
                empty_value=None,
                choices=[("", _("zo laten")), *Score.choices],
                required=False,
                initial=verdict and verdict.value,
            )
            self.fields[f"reason_{aspect.pk}"] = forms.CharField(
                label=_("Waarom anders?"),
                required=False,
                max_length=500,
                initial=verdict.reason if verdict else "",
                error_messages={"max_length": TOO_LONG},
            )

    def clean(self):
        data = super().clean()
        for aspect in self.sheet.aspects:
            value, reason = data.get(f"value_{aspect.pk}"), data.get(f"reason_{aspect.pk}")
            if value and reason == "":
                self.add_error(f"reason_{aspect.pk}", _("Schrijf op waarom jullie een andere score kiezen."))
            elif reason and value is None and f"value_{aspect.pk}" in data:
                self.add_error(f"value_{aspect.pk}", _("Kies welke score jullie geven, of haal de reden weg."))
        return data

    def rows(self):
        """(aspect, derived score, field of the other score, field of the reason)."""
        derived = self.sheet.derived()
        return [(a, derived[a.pk], self[f"value_{a.pk}"], self[f"reason_{a.pk}"]) for a in self.sheet.aspects]

    def asked(self):
        """The arguments of Assessment.conclude."""
        data = self.cleaned_data
        return {
            "took_part": {v for v in (Voice.STUDENT, Voice.COMPANY, Voice.MENTOR) if data[f"{v.value}_took_part"]},
            "remarks": data["remarks"],
            "overrides": {a.pk: (data[f"value_{a.pk}"], data[f"reason_{a.pk}"]) for a in self.sheet.aspects},
        }
