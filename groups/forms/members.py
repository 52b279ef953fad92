"""Who takes part: ticked students and companies, and the filters above the lists."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.enums import WEEKDAYS


class Ticked(forms.Form):
    """The ids that were ticked on a list; only rows that the list may offer count."""

    def __init__(self, data, *, name, offered):
        super().__init__(data)
        self.fields[name] = forms.ModelMultipleChoiceField(
            offered,
            error_messages={
                "required": _("Vink eerst iets aan."),
                "invalid_choice": _("Deze keuze is er niet meer. Kijk nog eens."),
                "invalid_pk_value": _("Deze keuze is er niet meer. Kijk nog eens."),
                "list": _("Vink eerst iets aan."),
            },
        )
        self.name = name

    def chosen(self):
        return self.cleaned_data[self.name]


class OwnDaysForm(forms.Form):
    """The stage days of one student; all of the group's days is the same as no own days."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Stagedagen"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één dag."), "invalid_choice": _("Kies een dag van de groep.")},
    )

    def __init__(self, *args, part, **kwargs):
        super().__init__(*args, initial={"weekdays": part.days_in(part.group)}, **kwargs)
        self.fields["weekdays"].choices = [(day, name) for day, name in WEEKDAYS if day in part.group.weekdays]


class AddressForm(forms.Form):
    """Who answers for the company, and at which address."""

    name = forms.CharField(label=_("Naam"), max_length=120, error_messages={"required": _("Vul een naam in.")})
    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=150,
        error_messages={"required": _("Vul een e-mailadres in."), "invalid": _("Dit e-mailadres klopt niet.")},
    )
    phone = forms.CharField(label=_("Telefoon"), max_length=20, required=False)
