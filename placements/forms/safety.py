"""The werk- en veiligheidscheck: every task in the age bands that this stage meets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.enums import TaskFrom, TaskVerdict
from placements.models import SafetyTask
from schools.labour.forbidden import AGES, FORBIDDEN, dangers_in

MORE = 3  # so many empty lines for tasks that were not on the list
NOT_FREE = _(
    "%(name)s mag niet op %(ages)s (%(article)s). Kies bij deze taak %(ways)s. Is het ander werk? Beschrijf de taak"
    " dan anders."
)
FIRST = {"child": TaskFrom.START, "young": TaskFrom.YOUNG, "adult": TaskFrom.ADULT}


class SafetyForm(forms.Form):
    """One card per task: what it is, a verdict per age, who watches, and from when."""

    def __init__(self, *args, rows, bands, watcher, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows, self.bands, self.number = rows, bands, len(rows) + MORE
        for n in range(self.number):
            row = rows[n] if n < len(rows) else None
            self.fields[f"text_{n}"] = forms.CharField(
                label=_("Taak"), max_length=200, required=False, initial=row.text if row else ""
            )
            for band in bands:
                self.fields[f"{band}_{n}"] = forms.ChoiceField(
                    label=AGES[band].capitalize() if len(bands) > 1 else _("Mag dit?"), required=False,
                    choices=TaskVerdict.choices, initial=getattr(row, band, "") or TaskVerdict.ALLOWED,
                )  # fmt: skip
            self.fields[f"supervised_by_{n}"] = forms.CharField(
                label=_("Wie kijkt mee?"), max_length=100, required=False,
                initial=(row.supervised_by if row else "") or watcher,
            )  # fmt: skip
            self.fields[f"starts_{n}"] = forms.ChoiceField(
                label=_("Wanneer doet de leerling dit?"), choices=self._starts(), required=False,
                initial=row.starts if row else TaskFrom.START,
            )  # fmt: skip
        for field in self.fields.values():
            field.unmarked = True  # only an empty line at the end may stay empty

    def _starts(self):
        """From the first day, from an age that comes during the stage, or not."""
        later = [FIRST[band] for band in self.bands[1:]]
        return [(one.value, one.label) for one in (TaskFrom.START, *later, TaskFrom.NEVER)]

    def cards(self):
        """(the row or None, its fields) as the page shows them."""
        for n in range(self.number):
            names = ["text", *self.bands, "supervised_by", "starts"]
            yield self.rows[n] if n < len(self.rows) else None, [self[f"{name}_{n}"] for name in names]

    def clean(self):
        given, kept = super().clean(), []
        for n in range(self.number):
            text = given.get(f"text_{n}", "").strip()
            if not text:
                continue
            row = {"text": text, "starts": given.get(f"starts_{n}") or TaskFrom.START}
            row |= {band: given.get(f"{band}_{n}") or TaskVerdict.ALLOWED for band in self.bands}
            watched = TaskVerdict.WATCHED in row.values()
            row["supervised_by"] = given.get(f"supervised_by_{n}", "").strip() if watched else ""
            if watched and not row["supervised_by"] and row["starts"] != TaskFrom.NEVER:
                self.add_error(f"supervised_by_{n}", _("Schrijf op wie meekijkt."))
            self._refuse_forbidden(n, row)
            kept.append(row)
        if not kept and not self.errors:
            self.add_error("text_0", _("Schrijf minstens één taak op."))
        self.kept = kept
        return given

    def _refuse_forbidden(self, n, row):
        """What the law forbids outright at an age is not made free here, whoever watches."""
        ways = [f"‘{label}’" for start, label in self._starts() if not self._forbidden(row | {"starts": start})]
        for band, danger in self._forbidden(row):
            told = {"name": danger.name.capitalize(), "ages": AGES[band], "article": danger.article}
            self.add_error(f"{band}_{n}", NOT_FREE % (told | {"ways": " of ".join(ways)}))

    def _forbidden(self, row):
        """[(age band, danger)] of what the law forbids where this row lets the student do it."""
        task = SafetyTask(**row)
        return [
            (band, danger)
            for band in self.bands
            for danger in dangers_in(task.text)
            if danger.verdict(band) == FORBIDDEN and task.verdict(band) in (TaskVerdict.ALLOWED, TaskVerdict.WATCHED)
        ]


class ReasonForm(forms.Form):
    """Why a stage goes on where the law warns."""

    reason = forms.CharField(
        label=_("Waarom mag het toch?"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bijvoorbeeld wat u vroeg, en wat is afgesproken. Uw reden blijft bij deze stage staan."),
        error_messages={"required": _("Schrijf op waarom het mag.")},
    )  # fmt: skip
