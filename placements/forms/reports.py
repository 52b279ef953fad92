"""Questions for a day report and for a reaction to it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.uploads import PhotoField
from placements.enums import Mood


class ReportForm(forms.Form):
    """What did you do, how did it go, what did you learn, and a photo."""

    did = forms.CharField(
        label=_("Wat heb je gedaan?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Schrijf op wat je hebt gedaan.")},
    )
    mood = forms.TypedChoiceField(
        label=_("Hoe ging het?"),
        choices=Mood.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe het ging.")},
    )
    learned = forms.CharField(
        label=_("Wat heb je geleerd?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    photo = PhotoField(label=_("Foto"), required=False, help_text=_("Alleen school en je stagebedrijf zien je foto."))
    without_photo = forms.BooleanField(label=_("Haal de foto weg"), required=False)

    def __init__(self, *args, has_photo=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_photo:
            del self.fields["without_photo"]


class ReplyForm(forms.Form):
    """A reaction of mentor, coordinator or company."""

    text = forms.CharField(
        label=_("Reactie"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De leerling leest dit. Schrijf kort en noem wat goed ging."),
    )
