from django import forms
from django.utils.translation import gettext_lazy as _


class LettersForm(forms.Form):
    """The students who get a letter with a new code."""

    student = forms.ModelMultipleChoiceField(
        queryset=None, error_messages={"required": _("Kies minstens één leerling.")}
    )

    def __init__(self, *args, students, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["student"].queryset = students
