"""What the coordinator asks of the proposal: what counts, what is decided, what is confirmed."""

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from companies.enums import FlagState
from companies.models import CompanyFlag
from groups.enums import WEEKDAYS
from groups.models import Invitation
from placements.enums import Aim, RuleKind
from placements.models import PlanLine

GONE = _("Dit voorstel is er niet meer. Bekijk het voorstel opnieuw.")


class AimForm(forms.Form):
    """What counts most, and whether the proof is wanted."""

    aim = forms.ChoiceField(
        label=_("Wat telt het meest?"), choices=Aim, widget=forms.RadioSelect, initial=Aim.TOGETHER,
        error_messages={"required": _("Kies wat het meest telt."), "invalid_choice": _("Kies wat het meest telt.")},
    )  # fmt: skip


class CompanyField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.company.name


class WhatIfForm(forms.Form):
    """One seat more: where, and on which day."""

    bedrijf = CompanyField(Invitation.objects.none(), label=_("Eén plek meer bij"), empty_label=_("Kies een bedrijf"))
    dag = forms.TypedChoiceField(label=_("op"), coerce=int)

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bedrijf"].queryset = Invitation.objects.filter(group=group).with_places().for_list()
        self.fields["dag"].choices = [(day, name) for day, name in WEEKDAYS if day in group.weekdays]


class RuleForm(forms.Form):
    """Decide something about one student and one company of the group."""

    kind = forms.ChoiceField(
        label=_("Wat spreekt u af?"), choices=[*RuleKind.choices, ("", _("geen afspraak"))], required=False,
        widget=forms.RadioSelect, error_messages={"invalid_choice": _("Kies een van deze afspraken.")},
    )  # fmt: skip
    invitation = CompanyField(
        Invitation.objects.none(), label=_("Bedrijf"), empty_label=_("Kies een bedrijf"),
        error_messages={"required": _("Kies een bedrijf."), "invalid_choice": _("Kies een bedrijf.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Waarom?"),
        required=False,
        max_length=300,
        help_text=_("Alleen medewerkers van school lezen dit. Nodig bij “nooit hier”."),
    )

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["invitation"].queryset = Invitation.objects.filter(group=group).for_list()

    def clean(self):
        """Never is never without a reason."""
        data = super().clean()
        if data.get("kind") == RuleKind.NEVER and not data.get("reason", "").strip():
            self.add_error("reason", _("Schrijf op waarom. Alleen medewerkers lezen dit."))
        return data


class ConfirmForm(forms.Form):
    """Which lines of the proposal are confirmed, which wishes answered, and what those students read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    regel = forms.ModelMultipleChoiceField(
        PlanLine.objects.none(),
        required=False,
        error_messages=dict.fromkeys(["invalid_choice", "invalid_pk_value"], GONE),
    )

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        people = "student__mentor__user", "student__member__user", "invitation__contact__member__user"
        flags = CompanyFlag.objects.filter(company=OuterRef("invitation__company"), state=FlagState.RAISED)
        lines = plan.lines.for_list().select_related(*people).annotate(is_flagged=Exists(flags))
        self.fields["regel"].queryset = lines

    def clean(self):
        """Somebody was ticked."""
        data = super().clean()
        if not self.errors and not data["regel"]:
            self.add_error(None, _("Vink eerst iemand aan."))
        return data
