"""Questions about placements: which ones to show, and why one stops."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import Group
from placements.enums import PlacementState
from schools.models import Student


class PlacementFilter(forms.Form):
    """Which placements the list shows; every field may stay empty."""

    q = forms.CharField(label=_("Naam of bedrijf"), required=False, max_length=60)
    groep = forms.ModelChoiceField(
        Group.objects.none(), label=_("Groep"), required=False, empty_label=_("Alle groepen")
    )
    klas = forms.ChoiceField(label=_("Klas"), required=False)
    stand = forms.ChoiceField(
        label=_("Stand"),
        required=False,
        choices=[
            ("", _("Gepland en lopend")), ("alles", _("Alles")), *PlacementState.choices,
            ("regels", _("Past niet bij de regels")),
        ],
    )

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groep"].queryset = Group.objects.visible_to(member).for_list()
        classes = Student.objects.visible_to(member).order_by("class_name").values_list("class_name", flat=True)
        self.fields["klas"].choices = [("", _("Alle klassen")), *((name, name) for name in classes.distinct())]


class StopForm(forms.Form):
    """Why a placement does not go on."""

    note = forms.CharField(
        label=_("Waarom?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De leerling, de ouders en het bedrijf lezen dit. Schrijf dus kort en vriendelijk."),
    )
