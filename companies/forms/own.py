"""What somebody at a company fills in on the own page. Each form names the schools it is for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.forms.company import PauseForm, ProfileForm
from companies.forms.contact import StandInForm
from companies.ours import are_one


class AtSchools(forms.Form):
    """For which schools this counts; one school is no choice."""

    def __init__(self, *args, company, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        if len(places) > 1:
            self.fields["places"] = forms.MultipleChoiceField(
                label=_("Voor welke scholen?"),
                choices=[(one.key, label_of(one, places)) for one in places],
                initial=[one.key for one in places if are_one(one.company, company)],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Kies minstens één school.")},
            )

    def chosen(self):
        """The places that were ticked."""
        keys = self.cleaned_data.get("places")
        return [one for one in self.places if keys is None or one.key in keys]


def label_of(place, places):
    """The school, and the company where somebody works for two of them at one school."""
    school = place.company.school
    several = sum(one.company.school_id == school.pk for one in places) > 1
    return f"{school.name}: {place.company.name}" if several else school.name


class OwnProfileForm(AtSchools, ProfileForm):
    """The profile as the company wants it."""

    def wanted(self):
        """{field: value} of the profile."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class OwnPauseForm(AtSchools, PauseForm):
    """No questions for a while."""


class OwnStandInForm(AtSchools, StandInForm):
    """A colleague gets the mails for a while."""


class OwnMailForm(AtSchools):
    """No questions by mail any more, or again."""


class OwnFriendForm(AtSchools):
    """On the public page of the school, or off it."""
