"""What is asked about a change of a contract."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.addenda import WHAT, as_it_is, changes_of, last_agreed
from contracts.allowance import agreed
from contracts.budget import MOST_DAYS, MOST_HOURS
from contracts.lwt import PLAN_SIZE
from core.calendar import nl_date
from groups.enums import WEEKDAYS
from placements.forms.matching import MentorField, SupervisorField
from placements.forms.moving import day_field, text_field
from schools.enums import Role
from schools.models import Membership

EMPTY = {"required": _("Dit is nog leeg.")}
BOXES = ("effective_from", "reason")


def time_field(label):
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def number_field(label, *, most, least=1, **more):
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, widget=forms.NumberInput(attrs={"inputmode": "numeric"}), **more
    )


class AddendumForm(forms.Form):
    """Everything as it was agreed last, also what is still to come; what is changed here becomes the change."""

    effective_from = day_field(_("De wijziging gaat in op"))
    weekdays = forms.TypedMultipleChoiceField(
        label=WHAT["weekdays"], coerce=int, choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één dag.")},
    )
    starts_at = time_field(WHAT["starts_at"])
    ends_at = time_field(WHAT["ends_at"])
    break_minutes = number_field(_("Pauze in minuten"), least=0, most=240)
    supervisor = SupervisorField(Membership.objects.none(), label=_("Praktijkbegeleider bij het bedrijf"))
    mentor = MentorField(Membership.objects.none(), label=WHAT["mentor"])
    ends_on = day_field(WHAT["ends_on"])
    plan_days = number_field(WHAT["plan_days"], most=MOST_DAYS, help_text=_("Zo staat het in het leerwerkplan."))
    plan_hours = number_field(WHAT["plan_hours"], most=MOST_HOURS)
    allowance = forms.CharField(
        label=WHAT["allowance"], max_length=200, required=False,
        help_text=_("Bijvoorbeeld: € 5 per stagedag. Leeg betekent: geen vergoeding."),
    )
    clause = text_field(
        WHAT["clause"], rows=3, max_length=1000, required=False,
        help_text=_("Alleen als er nog iets anders verandert. Schrijf een hele zin: die komt zo op papier."),
    )
    reason = text_field(
        _("Waarom verandert het?"), rows=2, max_length=600, help_text=_("Iedereen die tekent, leest dit.")
    )

    def __init__(self, *args, contract, addendum=None, **kwargs):
        self.contract, placement, self.since = contract, contract.placement, last_agreed(contract)
        self.now = as_it_is(contract, self.since)
        start = self.now | {"effective_from": self.since}
        if addendum:
            start |= {name: new for name, (_old, new) in addendum.changes.items()}
            start |= {"effective_from": addendum.effective_from, "reason": addendum.reason}
        super().__init__(*args, initial=start, **kwargs)
        for name in PLAN_SIZE:
            if name not in self.now:
                del self.fields[name]
        self.fields["mentor"].queryset = Membership.objects.staff(Role.MENTOR, Role.COORDINATOR)
        self.fields["supervisor"].queryset = placement.company.contacts.current().for_list()
        self.fields["mentor"].empty_label = self.fields["supervisor"].empty_label = None

    def clean_allowance(self):
        return agreed(self.cleaned_data["allowance"])

    def clean(self):
        """The times are in order, the date lies in the stage, and something changes."""
        data = super().clean()
        first, last, placement = data.get("effective_from"), data.get("ends_on"), self.contract.placement
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_at", _("Het einde ligt vóór het begin."))
        if first and not placement.starts_on <= first <= (last or placement.ends_on):
            words = {"first": nl_date(placement.starts_on), "last": nl_date(last or placement.ends_on)}
            self.add_error("effective_from", _("Kies een dag van %(first)s tot en met %(last)s.") % words)
        if not self.errors:
            data["changes"] = changes_of(self.contract, first, self._wanted(data))
            if not data["changes"]:
                raise forms.ValidationError(_("Er verandert niets. Pas aan wat er anders wordt."))
        return data

    def _wanted(self, data):
        """What was touched. When nothing was, what was agreed is to hold from another day."""
        said = {name: getattr(data[name], "pk", data[name]) for name in WHAT if name in data}
        return {name: value for name, value in said.items() if value != self.now[name]} or said

    @property
    def is_coming(self):
        """What is shown does not hold yet."""
        return self.since > max(timezone.localdate(), self.contract.placement.starts_on)


class WithdrawForm(forms.Form):
    """Why a change does not go on."""

    note = text_field(_("Waarom trekt u de wijziging in?"), rows=2, max_length=600)


class HoldForm(forms.Form):
    """From when a signed change holds, when the day on the paper cannot be any more."""

    from_date = day_field(_("Laat de wijziging ingaan op"))

    def __init__(self, *args, addendum, **kwargs):
        self.addendum = addendum
        day = max(addendum.effective_from, timezone.localdate())
        super().__init__(*args, initial={"from_date": day}, **kwargs)

    def clean_from_date(self):
        """Not before the day that everybody signed for."""
        day = self.cleaned_data["from_date"]
        if day < self.addendum.effective_from:
            signed = {"day": nl_date(self.addendum.effective_from)}
            raise forms.ValidationError(_("Op het papier staat %(day)s. Eerder kan niet.") % signed)
        return day
