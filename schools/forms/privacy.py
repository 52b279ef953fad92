"""How long to keep what, why to keep or erase something, and the number that says who is meant."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.terms import TERMS


class TermsForm(forms.Form):
    """Months per term, within the bounds of schools.terms."""

    def __init__(self, *args, months, **kwargs):
        super().__init__(*args, **kwargs)
        for name, term in TERMS.items():
            self.fields[name] = forms.IntegerField(
                label=term.name, min_value=term.least, max_value=term.most, initial=months[name],
                error_messages={
                    "required": _("Vul een aantal maanden in."),
                    "min_value": _("Minstens %(limit_value)s maanden."),
                    "max_value": _("Hooguit %(limit_value)s maanden."),
                    "invalid": _("Vul een heel getal in."),
                },
            )  # fmt: skip
            self.fields[name].help_text = _("Aantal maanden na %(day)s. %(law)s") % {
                "day": term.counted_from, "law": term.law,
            }  # fmt: skip


class ReasonForm(forms.Form):
    """Why. The sentence stays when the student is gone, so it names nobody."""

    reason = forms.CharField(
        label=_("Waarom?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Deze reden blijft bewaard. Schrijf er geen namen in."),
    )  # fmt: skip

    def __init__(self, *args, student=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.student = student

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        said = reason.casefold().replace(",", " ").replace(".", " ").split()
        for name in filter(None, [self.student and self.student.first_name, self.student and self.student.last_name]):
            if name.casefold() in said or (" " in name and name.casefold() in reason.casefold()):
                raise forms.ValidationError(_("Haal de naam van de leerling uit deze tekst."))
        return reason


class EraseForm(ReasonForm):
    """Erasing cannot be undone, so the number of the student is typed."""

    number = forms.CharField(label=_("Typ het leerlingnummer"), max_length=20)
    field_order = ["reason", "number"]

    def clean_number(self):
        if self.cleaned_data["number"].strip() != self.student.number:
            raise forms.ValidationError(_("Dit is niet het nummer van deze leerling."))
        return self.cleaned_data["number"]
