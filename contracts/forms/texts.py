"""Writing the school's own texts."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.enums import Paper, When
from contracts.models import Clause
from groups.models import StageKind
from placements.models import Placement


class TextForm(forms.Form):
    """For which paper, and for which kind of stage."""

    document = forms.ChoiceField(label=_("Voor welk papier?"), choices=Paper.choices)
    kind = forms.ModelChoiceField(
        label=_("Voor welke soort stage?"), queryset=StageKind.objects.none(), required=False,
        empty_label=_("Alle soorten stage"),
        help_text=_("Een tekst voor één soort gaat vóór een tekst voor alle soorten."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = StageKind.objects.for_list()


class ClauseForm(forms.ModelForm):
    """One clause, with its conditions as boxes to tick."""

    conditions = forms.MultipleChoiceField(
        label=_("Alleen als …"), choices=When.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Kruist u er meer aan? Dan moet alles waar zijn. Niets aangekruist betekent: altijd."),
    )  # fmt: skip

    class Meta:
        model = Clause
        fields = ["heading", "text", "by_law", "conditions"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["heading"].label = _("Kop")
        self.fields["heading"].help_text = _("Afspraken na elkaar met dezelfde kop worden op papier één afspraak.")
        self.fields["text"].label = _("Tekst")
        self.fields["text"].help_text = _(
            "Schrijf kort. **Vet** en regels die met een streepje beginnen, werken. Invulwoorden staan hieronder."
        )
        self.fields["by_law"].label = _("De wet vraagt dit (krijgt een * op papier)")

    def clean(self):
        """The same clause twice would stand on the paper twice."""
        found = super().clean()
        same = Clause.objects.filter(
            version=self.instance.version, heading=found.get("heading"), text=found.get("text"),
            conditions=found.get("conditions", []),
        )  # fmt: skip
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("heading", _("Deze afspraak staat er al, met dezelfde kop en tekst."))
        return found


class PublishForm(forms.Form):
    """From which day papers are made with this text."""

    valid_from = forms.DateField(
        label=_("Geldt vanaf"), initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


class PreviewForm(forms.Form):
    """With a stage that does not exist, or with one that does."""

    placement = forms.ModelChoiceField(
        label=_("Met welke stage?"), queryset=Placement.objects.none(), required=False,
        empty_label=_("Een voorbeeld (geen echte leerling)"),
    )  # fmt: skip

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Placement.objects.visible_to(member).live().select_related("student", "company").order_by("pk")
        self.fields["placement"].queryset = seen
        self.fields["placement"].label_from_instance = lambda one: f"{one.student.name}, {one.company.name}"
