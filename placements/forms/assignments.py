"""Questions for making an assignment, handing it in and judging it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.uploads import WorkField
from placements.models import Assignment


class AssignmentForm(forms.ModelForm):
    """A new assignment for a group."""

    class Meta:
        model = Assignment
        fields = ["title", "text", "due_on"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5}), "due_on": forms.DateInput(attrs={"type": "date"})}
        labels = {"text": _("Wat moet de leerling doen?")}
        help_texts = {"text": _("Schrijf kort. De leerling leest dit op de telefoon.")}


class HandInForm(forms.Form):
    """The student's answer: words, a photo or PDF, or both."""

    text = forms.CharField(
        label=_("Jouw antwoord"),
        help_text=_("Schrijf iets, of kies een foto of PDF."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    file = WorkField(label=_("Foto of PDF"), required=False, help_text=_("Alleen school en je stagebedrijf zien dit."))

    def __init__(self, *args, has_file=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_file = has_file
        self.fields["text"].unmarked = self.fields["file"].unmarked = True  # else both say "hoeft niet"

    def clean(self):
        """Something must be handed in."""
        values = self.cleaned_data
        if not (values.get("text") or values.get("file") or self.has_file or self.errors):
            self.add_error("text", _("Schrijf iets op, of kies een foto of PDF."))
        return values


class JudgeForm(forms.Form):
    """Approve, or ask for another try with a reason."""

    answer = forms.ChoiceField(choices=[("approve", _("Goedkeuren")), ("ask_again", _("Nog een keer"))])
    feedback = forms.CharField(
        label=_("Reactie aan de leerling"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Schrijf kort en vriendelijk."),
    )

    def clean(self):
        """Another try asks for words about what to do better."""
        values = self.cleaned_data
        if values.get("answer") == "ask_again" and not values.get("feedback"):
            self.add_error("feedback", _("Schrijf op wat de leerling nog moet doen."))
        return values
