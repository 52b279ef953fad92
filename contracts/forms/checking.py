"""Questions for whoever checks contracts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.enums import ContractState
from schools.models import Student


class SendBackForm(forms.Form):
    """What the student should change."""

    note = forms.CharField(
        label=_("Wat moet de leerling veranderen?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De leerling leest dit. Schrijf kort en duidelijk."),
    )


class ContractFilter(forms.Form):
    """Which contracts the list shows; every field may stay empty."""

    klas = forms.ChoiceField(label=_("Klas"), required=False)
    stand = forms.ChoiceField(
        label=_("Stand"), required=False, choices=[("", _("Alle standen")), *ContractState.choices]
    )

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        classes = Student.objects.visible_to(member).order_by("class_name").values_list("class_name", flat=True)
        self.fields["klas"].choices = [("", _("Alle klassen")), *((name, name) for name in classes.distinct())]
