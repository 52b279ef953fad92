"""Questions of a transfer: the talk first, then where and from when, and afterwards what was learned."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from placements.enums import MoveReason, TalkOutcome
from placements.forms.matching import ArrangeForm, MentorField
from schools.enums import Role
from schools.models import Membership

GOING_ON = ("agreed", "look_again_on")
A_WHILE = timedelta(days=14)


def day_field(label, **more):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def text_field(label, rows=3, **more):
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class TalkForm(forms.Form):
    """What was said and tried, and how it goes on: with an agreement, or at another place."""

    held_on = day_field(_("Wanneer was het gesprek?"))
    with_student = forms.BooleanField(label=_("De leerling was erbij"), required=False)
    with_company = forms.BooleanField(label=_("Het bedrijf was erbij"), required=False)
    with_guardians = forms.BooleanField(label=_("Ouders of verzorgers waren erbij"), required=False)
    said = text_field(
        _("Wat is er gezegd?"), max_length=2000, help_text=_("Alleen school leest dit. Schrijf niets over gezondheid.")
    )
    tried = text_field(
        _("Wat is er al geprobeerd?"), max_length=2000,
        help_text=_("Bijvoorbeeld: de leerling praatte zelf met de praktijkbegeleider, of kreeg ander werk."),
    )
    outcome = forms.ChoiceField(label=_("Hoe verder?"), choices=TalkOutcome.choices, widget=forms.RadioSelect)
    agreed = text_field(
        _("De afspraak"), rows=2, max_length=600, required=False,
        help_text=_("Alleen als jullie doorgaan. De leerling leest dit: schrijf het als ‘je’."),
    )
    look_again_on = day_field(
        _("Terugkijken op"), required=False, help_text=_("Alleen als jullie doorgaan. Dan vragen we hoe het gaat.")
    )
    reason = forms.ChoiceField(
        label=_("Waarom een andere plek?"), required=False,
        choices=[("", _("Kies een reden")), *MoveReason.choices],
        help_text=_("Alleen bij een andere plek. Alleen school leest dit."),
    )

    def __init__(self, *args, placement, **kwargs):
        today = timezone.localdate()
        start = {"held_on": today, "with_student": True, "outcome": TalkOutcome.GO_ON}
        super().__init__(*args, initial=start | {"look_again_on": today + A_WHILE}, **kwargs)
        self.placement = placement

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag is nog niet geweest. Leg het gesprek daarna vast."))
        return day

    def clean(self):
        """An agreement and a day when it goes on, a reason when it does not; the other half is not kept."""
        data = super().clean()
        if data.get("outcome") == TalkOutcome.GO_ON:
            data["reason"] = ""
            if not data.get("agreed") and "agreed" not in self.errors:
                self.add_error("agreed", _("Schrijf op wat jullie afspreken."))
            day, held = data.get("look_again_on"), data.get("held_on")
            if not day and "look_again_on" not in self.errors:
                self.add_error("look_again_on", _("Kies een dag om terug te kijken."))
            elif day and held and day < held:
                self.add_error("look_again_on", _("Deze dag ligt vóór het gesprek."))
        elif data.get("outcome") == TalkOutcome.MOVE:
            data["agreed"], data["look_again_on"] = "", None
            for name in GOING_ON:
                self.errors.pop(name, None)
            if not data.get("reason") and "reason" not in self.errors:
                self.add_error("reason", _("Kies waarom een andere plek beter is."))
        return data


class TransferForm(ArrangeForm):
    """The last day at the old place, and what is arranged at the new one."""

    last_day = day_field(_("Laatste dag op de oude plek"))
    jobcoach = MentorField(
        Membership.objects.none(), label=_("Jobcoach"), required=False, empty_label=_("Geen jobcoach"),
        help_text=_("Bij arbeidstraining begeleidt een jobcoach de leerling mee."),
    )
    field_order = ["last_day", "starts_on", "ends_on", "weekdays", "only_free", "supervisor", "mentor", "jobcoach"]

    def __init__(self, *args, old, invitation, places, **kwargs):
        super().__init__(*args, student=old.student, invitation=invitation, places=places, **kwargs)
        today, group = timezone.localdate(), invitation.group
        first = max(today + timedelta(days=1), group.starts_on)
        free = [day for day in old.weekdays if day in places and places[day].free]
        self.fields["jobcoach"].queryset = Membership.objects.staff(Role.JOBCOACH)
        self.initial |= {
            "last_day": min(today, old.ends_on), "starts_on": first, "mentor": old.mentor_id,
            "ends_on": max(first, group.ends_on), "jobcoach": old.jobcoach_id,
        }
        self.fields["starts_on"].label = _("Eerste dag op de nieuwe plek")
        self.fields["ends_on"].label = _("Laatste dag op de nieuwe plek")
        if free:
            self.initial["weekdays"] = free


class ReviewForm(forms.Form):
    """What school learned of a match."""

    misjudged = text_field(_("Wat schatten we anders in?"), max_length=2000)
    next_time = text_field(
        _("Waar letten we de volgende keer op?"), max_length=2000,
        help_text=_("Dit staat erbij als iemand opnieuw een plek zoekt voor deze leerling. Alleen school leest het."),
    )
