from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schools.enums import Role
from schools.forms.student import DateInput
from schools.models import User

GIVEN = (Role.MENTOR, Role.COORDINATOR, Role.DIRECTOR, Role.JOBCOACH, Role.CONSULTANT, Role.LWT_COMMITTEE)


class DatesForm(forms.Form):
    """From and until a date, both of which may stay open."""

    since = forms.DateField(label=_("Vanaf"), required=False, widget=DateInput(), help_text=_("Leeg is: nu al."))
    until = forms.DateField(
        label=_("Tot en met"), required=False, widget=DateInput(), help_text=_("Leeg is: zonder einde.")
    )

    def clean(self):
        asked = super().clean()
        since, until = asked.get("since"), asked.get("until")
        if until and until < timezone.localdate():
            self.add_error("until", _("Deze datum is al geweest."))
        elif since and until and until < since:
            self.add_error("until", _("De einddatum ligt vóór de begindatum."))
        return asked


class SpanForm(DatesForm):
    """From and until a date, of somebody who stands in."""

    since = forms.DateField(label=_("Vanaf"), widget=DateInput())
    until = forms.DateField(label=_("Tot en met"), widget=DateInput(), help_text=_("Daarna stopt de toegang vanzelf."))


class InviteForm(DatesForm):
    """A colleague who gets a role, maybe from or until a date."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    email = forms.EmailField(label=_("E-mailadres"), help_text=_("Het adres van school. Hiermee logt uw collega in."))
    role = forms.ChoiceField(label=_("Rol"), choices=[(role.value, role.label) for role in GIVEN])
    field_order = ["name", "email", "role", "since", "until"]


class DeputyForm(SpanForm):
    """A colleague who stands in for another one for a while."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("Wie vervangt?"), empty_label=_("Kies een collega"))
    field_order = ["user", "since", "until"]

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = colleagues
        self.fields["since"].initial = timezone.localdate()
