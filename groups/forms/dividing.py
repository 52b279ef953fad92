"""The division as a form: how many seats a weekday has, and which school gets how many of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.calendar import WEEKDAYS
from groups.forms.availability import is_count


class DividingForm(forms.Form):
    """Boxes for a total per weekday and a number per school; an empty box is no answer, nought is no."""

    def __init__(self, data=None, *, asked):
        super().__init__(data)
        self.asked = asked
        self.weekdays = sorted({weekday for one in asked for weekday in one.weekdays})

    def typed(self, name, known):
        if self.is_bound:
            return self.data.get(name, "").strip()
        return "" if known is None else str(known)

    def rows(self):
        """[(weekday, its name, typed total, [(question, name of the box, typed number) or None])] for the table."""
        return [
            (
                weekday, WEEKDAYS[weekday], self.typed(f"totaal-{weekday}", self._sum(weekday)),
                [
                    (one, f"n-{one.name}-{weekday}", self.typed(f"n-{one.name}-{weekday}", one.numbers.get(weekday)))
                    if weekday in one.weekdays else None
                    for one in self.asked
                ],
            )
            for weekday in self.weekdays
        ]  # fmt: skip

    def versions(self):
        """[(name, version)] of what each question showed when the page was made."""
        return [(f"versie-{one.name}", self.typed(f"versie-{one.name}", one.version)) for one in self.asked]

    def _sum(self, weekday):
        known = [one.numbers[weekday] for one in self.asked if weekday in one.numbers]
        return sum(known) if known else None

    def clean(self):
        data, divided = super().clean(), {}
        for weekday, name, total, boxes in self.rows():
            numbers = [text for _one, _name, text in filter(None, boxes) if text]
            if not all(is_count(text, 0) for text in [*numbers, *filter(None, [total])]):
                self.add_error(None, _("%(day)s: vul getallen in van 0 tot en met 9.") % {"day": name})
                continue
            given = sum(map(int, numbers))
            if numbers and not total:
                self.add_error(None, _("%(day)s: vul in hoeveel plekken u in totaal hebt.") % {"day": name})
            elif total and given > int(total):
                words = {"day": name, "given": given, "total": total}
                self.add_error(None, _("%(day)s: u verdeelt %(given)s plekken, maar u hebt er %(total)s.") % words)
            for one, _name, text in filter(None, boxes):
                if text:
                    divided.setdefault(one, {})[weekday] = int(text)
        if not divided and not self.errors:
            self.add_error(None, _("Vul in hoeveel plekken elke school krijgt."))
        data["divided"] = {
            (one.school_id, one.pk): (numbers, self._version(one))
            for one, numbers in self._changed(divided)
        }  # fmt: skip
        return data

    def _changed(self, divided):
        """What is not as it stood keeps its place; an answer that did not change is not given again."""
        return [(one, numbers) for one, numbers in divided.items() if numbers != one.numbers]

    def _version(self, one):
        text = self.data.get(f"versie-{one.name}", "")
        return int(text) if text.isascii() and text.isdigit() else None
