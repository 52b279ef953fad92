"""How the student looks back: three smileys and one sentence."""

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.enums import Smiley
from placements.models import StageRating


class RatingForm(forms.ModelForm):
    """Three taps; the sentence may stay empty."""

    class Meta:
        model = StageRating
        fields = ["work", "people", "learning", "sentence"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("work", "people", "learning"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label, choices=Smiley.choices, coerce=int, widget=forms.RadioSelect,
                error_messages={"required": _("Tik op een gezicht.")},
            )
        self.fields["sentence"].help_text = _("Eén zin is genoeg. Het mag ook leeg blijven.")
