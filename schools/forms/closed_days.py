from django import forms
from django.utils.translation import gettext_lazy as _

from schools.forms.student import DateInput
from schools.models import ClosedDays


class ClosedDaysForm(forms.ModelForm):
    """A holiday or study day of the school."""

    class Meta:
        model = ClosedDays
        fields = ["name", "kind", "starts_on", "ends_on", "stage_goes_on"]
        widgets = {"starts_on": DateInput(), "ends_on": DateInput()}
        help_texts = {
            "ends_on": _("Bij één dag: dezelfde datum."),
            "stage_goes_on": _("Zet dit aan als leerlingen op deze dagen wel naar hun stage gaan."),
        }

    def clean(self):
        given = super().clean()
        first, last, name = given.get("starts_on"), given.get("ends_on"), given.get("name")
        if first and last and last < first:
            self.add_error("ends_on", _("De laatste dag ligt voor de eerste dag."))
        elif first and last and (last - first).days > 100:
            self.add_error("ends_on", _("Dit zijn meer dan 100 dagen. Klopt het jaar?"))
        same = ClosedDays.objects.filter(name=name, starts_on=first).exclude(pk=self.instance.pk)
        if name and first and same.exists():
            self.add_error("name", _("Deze vrije dagen staan er al."))
        return given
