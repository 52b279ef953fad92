"""Questions of the paper road: to whom a copy went, the scan, and which signatures are on it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.enums import CopyFor, SignatoryState
from contracts.paperwork import why_closed
from core.templatetags.ui_words import nl_date
from core.uploads import ScanField

SELF, OTHER = "self", "other"


def day_field(label, **more):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def check_day(day, version):
    """A day on which this paper existed and that has come."""
    made = timezone.localdate(version.made_at)
    if day > timezone.localdate():
        raise forms.ValidationError(_("Deze dag is nog niet geweest."))
    if day < made:
        raise forms.ValidationError(_("Dit papier is gemaakt op %s. Kies die dag of later.") % nl_date(made))
    return day


class CopyForm(forms.Form):
    """One copy is handed out."""

    of = forms.ChoiceField(choices=CopyFor.choices, widget=forms.HiddenInput)
    given_to = forms.CharField(label=_("Aan wie?"), max_length=150)
    given_on = day_field(_("Wanneer?"))

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.version = version

    def clean_given_on(self):
        return check_day(self.cleaned_data["given_on"], self.version)


class ScanForm(forms.Form):
    """Photos or a scan of the signed paper."""

    pages = ScanField(
        label=_("Foto's of PDF van het papier"),
        help_text=_("Meer bladzijden? Kies alle foto's tegelijk, in de goede volgorde."),
        error_messages={"required": _("Kies eerst een foto of PDF van het getekende papier.")},
    )


class RejectForm(forms.Form):
    """Why a scan cannot be used."""

    note = forms.CharField(
        label=_("Waarom niet?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wie de scan bracht leest dit. Bijvoorbeeld: de handtekening van het bedrijf staat er niet op."),
    )


class ConfirmForm(forms.Form):
    """The signatures on a scan: for everybody who must still sign a tick, the name and the date on the paper."""

    number = forms.IntegerField(
        label=_("Welke versie staat onderaan het papier?"), min_value=1, max_value=999,
        help_text=_("Onderaan elke bladzijde staat het nummer van de versie."),
    )

    def __init__(self, *args, version, signatories, **kwargs):
        super().__init__(*args, **kwargs)
        self.version, today = version, timezone.localdate()
        self.rows = [one for one in signatories if one.state == SignatoryState.WAITING]
        for one in self.rows:
            self.fields[f"is_there_{one.pk}"] = forms.BooleanField(
                label=_("%(role)s: %(name)s") % {"role": one.get_role_display(), "name": self.named(one)},
                required=False,
            )
            if one.stand_in and one.name:
                self.fields[f"who_{one.pk}"] = self.who_field(one)
            elif not (one.stand_in or one.name):
                self.fields[f"name_{one.pk}"] = forms.CharField(
                    label=_("Welke naam staat erbij?"), max_length=150, required=False
                )
            self.fields[f"day_{one.pk}"] = day_field(
                _("Datum op het papier"), initial=today,
                error_messages={"required": _("Vul de datum in die op het papier staat.")},
            )  # fmt: skip

    def named(self, one):
        """Jan Bakker; Jan Bakker of Piet Vos, when somebody may sign in the name."""
        names = [one.name, one.stand_in.user.name if one.stand_in else ""]
        return _(" of ").join(filter(None, names)) or _("naam onbekend")

    def who_field(self, one):
        """Whose signature it is: of who stands in, or of who stands on the paper."""
        words = {"name": one.stand_in.user.name, "other": one.name}
        return forms.ChoiceField(
            label=_("Wie tekende?"), widget=forms.RadioSelect, initial=OTHER,
            choices=[(OTHER, _("%(name)s, namens %(other)s") % words), (SELF, _("%(other)s zelf") % words)],
            error_messages={"required": _("Kies wie tekende.")},
        )  # fmt: skip

    def asked(self):
        """[(signatory, its fields)] as the page shows them."""
        names = ("is_there", "who", "name", "day")
        return [(one, [self[f"{n}_{one.pk}"] for n in names if f"{n}_{one.pk}" in self.fields]) for one in self.rows]

    def clean_number(self):
        number, version = self.cleaned_data["number"], self.version
        if number < version.number:
            raise forms.ValidationError(
                _("Versie %(old)s geldt niet meer. Er wordt nu versie %(new)s getekend: handtekeningen op de oude "
                  "versie tellen niet. Laat versie %(new)s tekenen.") % {"old": number, "new": version.number}
            )  # fmt: skip
        if number > version.number:
            raise forms.ValidationError(
                _("Deze scan hoort bij versie %(new)s. Kijk nog eens onderaan het papier.") % {"new": version.number}
            )
        return number

    def clean(self):
        """Every tick with a name and a day; at least one tick."""
        data = super().clean()
        if why := why_closed(self.version):
            raise forms.ValidationError(why)
        for one in self.rows:
            if not data.get(f"is_there_{one.pk}"):
                self.errors.pop(f"day_{one.pk}", None)
                self.errors.pop(f"who_{one.pk}", None)
        data["signed"] = [self._signed(one) for one in self.rows if data.get(f"is_there_{one.pk}")]
        if not data["signed"]:
            raise forms.ValidationError(_("Vink aan welke handtekeningen u ziet. Ziet u er geen? Keur de scan af."))
        return data

    def _signed(self, one):
        data, place = self.cleaned_data, f"day_{one.pk}"
        is_other = one.stand_in and (not one.name or data.get(f"who_{one.pk}") == OTHER)
        member = one.stand_in if is_other else one.member
        name, day = member.user.name if is_other else one.name or data.get(f"name_{one.pk}", ""), data.get(place)
        if not name:
            self.add_error(f"name_{one.pk}", _("Schrijf op welke naam erbij staat."))
        if day:
            try:
                check_day(day, self.version)
            except forms.ValidationError as fault:
                self.add_error(place, fault)
        return one, member, name, day
