"""A password that is long but easy to guess is refused, without asking anybody outside whether it ever leaked."""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DUTCH = {
    "welkom",
    "wachtwoord",
    "stagebureau",
    "stage",
    "school",
    "geheim",
    "leerling",
    "docent",
    "voetbal",
    "inloggen",
}
ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "01234567890")
STEPS = {pair for row in ROWS for text in (row, row[::-1]) for pair in zip(text, text[1:], strict=False)}
ENOUGH = 8  # signs that do not follow from the one before


class NotEasilyGuessed:
    """Refuses one known word with digits around it, and runs like 123456 or aaaaaa."""

    def __init__(self):
        self.common = CommonPasswordValidator().passwords | DUTCH

    def validate(self, password, user=None):
        low = password.lower()
        words = re.findall(r"[^\W\d_]+", low)
        free = sum(
            1 for before, sign in zip(" " + low, low, strict=False) if before != sign and (before, sign) not in STEPS
        )
        if (len(words) == 1 and words[0] in self.common) or free < ENOUGH or len(set(low)) < ENOUGH - 2:
            raise ValidationError(
                _("Dit wachtwoord is makkelijk te raden. Neem bijvoorbeeld drie losse woorden achter elkaar."),
                code="password_easily_guessed",
            )

    def get_help_text(self):
        return _("Neem bijvoorbeeld drie losse woorden achter elkaar.")
