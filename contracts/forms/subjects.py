"""Names of exam subjects, one a line."""

from django import forms
from django.utils.translation import gettext as _

from contracts.models.lwt import SUBJECT

MOST = 10


class SubjectsField(forms.CharField):
    """A list, typed as lines: without empty ones and doubles."""

    def __init__(self, **more):
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **more)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        found = list(dict.fromkeys(filter(None, lines)))
        if len(found) > MOST:
            raise forms.ValidationError(_("Schrijf hoogstens %s vakken op.") % MOST)
        if any(len(one) > SUBJECT for one in found):
            said = _("Een vak mag hoogstens %s tekens hebben. Zet elk vak op een eigen regel.")
            raise forms.ValidationError(said % SUBJECT)
        return found

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)
