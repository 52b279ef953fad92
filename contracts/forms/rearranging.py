"""What is asked to change a stage before everybody signed its contract."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.forms.addenda import time_field
from groups.enums import WEEKDAYS
from placements.forms.matching import MentorField, SupervisorField
from placements.forms.moving import day_field, text_field
from placements.rearranging import ARRANGED, is_to_begin
from schools.enums import Role
from schools.models import Membership


class RearrangeForm(forms.Form):
    """Everything as it is now; what is changed here holds at once. The first day only before the stage begins."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Stagedagen"), coerce=int, choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één dag.")},
    )
    starts_at = time_field(_("Begin van de dag"))
    ends_at = time_field(_("Einde van de dag"))
    break_minutes = forms.IntegerField(
        label=_("Pauze in minuten"), min_value=0, max_value=240,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    starts_on = day_field(_("Eerste dag"))
    ends_on = day_field(_("Laatste dag"))
    supervisor = SupervisorField(
        Membership.objects.none(), label=_("Praktijkbegeleider bij het bedrijf"), empty_label=None
    )
    mentor = MentorField(Membership.objects.none(), label=_("Begeleider van school"), empty_label=None)
    note = text_field(
        _("Waarom verandert het?"), rows=2, max_length=600,
        help_text=_("Bijvoorbeeld: het bedrijf kan niet op vrijdag. School bewaart dit bij het contract."),
    )
    reason = forms.CharField(
        label=_("Waarom mag het toch?"), required=False, max_length=600, widget=forms.HiddenInput,
        help_text=_("De wet vraagt hier een reden. Uw reden blijft bij deze stage staan."),
    )

    def __init__(self, *args, placement, **kwargs):
        self.placement = placement
        super().__init__(*args, initial={name: getattr(placement, name) for name in ARRANGED}, **kwargs)
        self.fields["mentor"].queryset = Membership.objects.staff(Role.MENTOR, Role.COORDINATOR)
        self.fields["supervisor"].queryset = placement.company.contacts.current().for_list()
        if not is_to_begin(placement):
            del self.fields["starts_on"]
        if self.data.get("reason"):
            self._show_reason()

    @property
    def wanted(self):
        """{field: value} of the whole arrangement."""
        return {name: self.cleaned_data.get(name, getattr(self.placement, name)) for name in ARRANGED}

    def clean(self):
        """The times and days are in order, the days that change are still to come, and something changes."""
        data, today = super().clean(), timezone.localdate()
        first, last = data.get("starts_on", self.placement.starts_on), data.get("ends_on")
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_at", _("Het einde ligt vóór het begin."))
        if first and first != self.placement.starts_on and first < today:
            self.add_error("starts_on", _("Deze dag is al geweest. Kies een dag vanaf vandaag."))
        if first and last and last < max(first, today):
            past = _("Deze dag is al geweest. Kies een dag vanaf vandaag.")
            self.add_error("ends_on", past if last < today else _("De laatste dag ligt vóór de eerste dag."))
        if not self.errors and not any(self.wanted[name] != getattr(self.placement, name) for name in ARRANGED):
            raise forms.ValidationError(_("Er verandert niets. Pas aan wat er anders wordt."))
        return data

    def ask_reason(self, wanted):
        """The law warns: show what it says, with room for the reason."""
        self._show_reason()
        self.add_error("reason", str(wanted))

    def _show_reason(self):
        self.fields["reason"].widget = forms.Textarea(attrs={"rows": 2, "maxlength": 600})
