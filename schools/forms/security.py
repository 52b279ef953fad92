from django import forms

from schools.models import School


class SecurityForm(forms.ModelForm):
    """How safely this school wants its staff to sign in."""

    class Meta:
        model = School
        fields = ["mentors_second_factor"]
