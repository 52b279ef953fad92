"""What is asked at the door."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.codes import ALPHABET, LENGTH, plain


class CodeForm(forms.Form):
    """The code of the letter, and whose device this is."""

    code = forms.CharField(
        label=_("Je code"),
        help_text=_("Negen letters. Ze staan op je brief. Kleine letters en streepjes maken niet uit."),
        max_length=40,
        error_messages={"required": _("Vul je code in. Hij staat op je brief.")},
        widget=forms.TextInput(
            attrs={
                "autocapitalize": "characters",
                "autocomplete": "off",
                "spellcheck": "false",
                "class": "sb-code",
                "data-code": "",
            }
        ),
    )
    device = forms.ChoiceField(
        label=_("Waar ben je?"),
        choices=[
            ("phone", _("Op mijn eigen telefoon. Ik blijf ingelogd.")),
            ("shared", _("Op een computer van school.")),
        ],
        initial="phone",
        widget=forms.RadioSelect,
    )

    def clean_code(self):
        code = plain(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise forms.ValidationError(
                _("Een code heeft negen letters. Jij typte er %(number)s.") % {"number": len(code)}
            )
        wrong = sorted(set(code) - set(ALPHABET))
        if wrong:
            raise forms.ValidationError(
                _("In een code zit geen %(letters)s. Kijk nog eens op je brief.") % {"letters": " of ".join(wrong)}
            )
        return code


class DigitsForm(forms.Form):
    """The six digits that were mailed."""

    digits = forms.CharField(
        label=_("De code uit de mail"),
        help_text=_("Zes cijfers."),
        max_length=20,
        error_messages={"required": _("Vul de code uit de mail in.")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "sb-code", "maxlength": "12"}
        ),
    )

    def clean_digits(self):
        digits = plain(self.cleaned_data["digits"])
        if len(digits) != 6 or not digits.isdecimal() or not digits.isascii():
            raise forms.ValidationError(_("De code heeft zes cijfers. Kijk nog eens in de mail."))
        return digits
