from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.enums import AssessmentState, Moment


class PlanForm(forms.Form):
    """Which assessment, and when."""

    moment = forms.ChoiceField(label=_("Welke beoordeling?"), choices=Moment.choices)
    planned_on = forms.DateField(
        label=_("Op welke dag is het gesprek?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    ask_company = forms.BooleanField(label=_("Vraag het bedrijf per mail om alvast in te vullen"), required=False)

    def __init__(self, *args, placement, assessment=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.placement, self.assessment = placement, assessment
        if assessment:
            del self.fields["ask_company"]

    def clean_planned_on(self):
        day = self.cleaned_data["planned_on"]
        if day < self.placement.starts_on:
            raise forms.ValidationError(_("Kies een dag op of na de eerste stagedag."))
        if (day - self.placement.ends_on).days > 60:
            raise forms.ValidationError(_("Kies een dag tijdens de stage, of kort erna."))
        same_day = self.placement.assessments.exclude(state=AssessmentState.CANCELLED).filter(planned_on=day)
        if same_day.exclude(pk=self.assessment and self.assessment.pk).exists():
            raise forms.ValidationError(_("Op deze dag staat al een beoordeling. Kies een andere dag."))
        return day


class ReasonForm(forms.Form):
    """Why; whoever looks back reads it."""

    note = forms.CharField(label=_("Waarom?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
