"""What the coordinator fills in to match, and to say no kindly."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.enums import WEEKDAYS
from schools.enums import Role
from schools.models import Membership


class MentorField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.user.name


class SupervisorField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.member.user.name} ({obj.function})" if obj.function else obj.member.user.name


class ArrangeForm(forms.Form):
    """Where, when and with whom; the names are those of `placements.matching.place`."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Stagedagen"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één dag.")},
    )
    starts_on = forms.DateField(
        label=_("Eerste dag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Laatste dag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    mentor = MentorField(Membership.objects.none(), label=_("Begeleider van school"), empty_label=_("Kies iemand"))
    supervisor = SupervisorField(
        Membership.objects.none(), label=_("Praktijkbegeleider bij het bedrijf"), empty_label=_("Kies iemand")
    )
    only_free = forms.BooleanField(
        label=_("Alleen de dagen met plek"),
        required=False,
        help_text=_("Is een dag vol? Dan slaan we die dag over."),
    )
    reason = forms.CharField(
        label=_("Waarom mag het toch?"), required=False, max_length=600, widget=forms.HiddenInput,
        help_text=_("Uw reden blijft bij deze stage staan."),
    )

    def __init__(self, *args, student, invitation, places, **kwargs):
        self.group = group = invitation.group
        free = [day for day in group.weekdays if day in places and places[day].free]
        initial = {"weekdays": free or group.weekdays, "starts_on": group.starts_on, "ends_on": group.ends_on}
        super().__init__(*args, initial=initial | {"mentor": student.mentor_id}, **kwargs)
        if self.data.get("reason"):
            self._show_reason()
        names = dict(WEEKDAYS)
        self.fields["weekdays"].choices = [
            (day, f"{names[day]} ({_room(places.get(day))})") for day in sorted(group.weekdays)
        ]
        self.fields["mentor"].queryset = Membership.objects.staff(Role.MENTOR, Role.COORDINATOR)
        contacts = invitation.company.contacts.current().for_list()
        self.fields["supervisor"].queryset = contacts
        self.fields["supervisor"].initial = invitation.contact_id or contacts.values_list("pk", flat=True).first()

    def _show_reason(self):
        self.fields["reason"].widget = forms.Textarea(attrs={"rows": 2, "maxlength": 600})

    def ask_reason(self, wanted):
        """The law warns: show what it says, with room for the reason."""
        self._show_reason()
        self.add_error("reason", str(wanted))

    def clean(self):
        """The stage lies inside the period of the group."""
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and first > last:
            self.add_error("ends_on", _("De laatste dag ligt vóór de eerste dag."))
        if first and not self.group.starts_on <= first <= self.group.ends_on:
            self.add_error("starts_on", _("Deze dag valt buiten de periode van de groep."))
        if last and not self.group.starts_on <= last <= self.group.ends_on:
            self.add_error("ends_on", _("Deze dag valt buiten de periode van de groep."))
        return data


def _room(places):
    """2 plekken, vol, or niet."""
    if places is None:
        return _("het bedrijf kan deze dag niet")
    if not places.free:
        return _("vol")
    room = _("1 plek") if places.free == 1 else _("%(n)s plekken") % {"n": places.free}
    if places.is_partly:
        return _("%(room)s, op %(free)s van %(all)s dagen") % {
            "room": room,
            "free": places.free_dates,
            "all": places.dates,
        }
    return room


class DeclineForm(forms.Form):
    """Why the wish is not met, in words for the student."""

    reason = forms.ChoiceField(widget=forms.HiddenInput, error_messages={"required": _("Kies een reden.")})
    text = forms.CharField(
        label=_("Dit leest de leerling"),
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Vertel waarom, en wat de leerling nu kan doen."),
        error_messages={"required": _("Schrijf op wat de leerling leest. Zonder uitleg mag een aanvraag niet weg.")},
    )

    def __init__(self, *args, reasons, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(code, one.label) for code, one in reasons.items()]


class BoardFilter(forms.Form):
    """Which students the board shows."""

    toon = forms.ChoiceField(
        label=_("Toon"),
        required=False,
        choices=[
            ("", _("Alle leerlingen")),
            ("wacht", _("Wachten op een match")),
            ("zonder", _("Nog geen aanvraag")),
            ("geplaatst", _("Hebben een stage")),
        ],
    )
    klas = forms.ChoiceField(label=_("Klas"), required=False)

    def __init__(self, *args, classes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["klas"].choices = [("", _("Alle klassen")), *((name, name) for name in classes)]
