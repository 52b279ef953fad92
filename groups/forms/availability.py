"""The date picker as a form: one answer, a number, ticked days and weeks, and a number for a single day."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.calendar import iso_week, nl_date
from groups import grid
from groups.enums import Reply

LINKS = {"ja": Reply.YES, "bel": Reply.CALL, "nee": Reply.NO}


class AvailabilityForm(forms.Form):
    """Asks a company whether and when it has a place. `answer()` is what the move wants to know."""

    mee = forms.ChoiceField(
        label=_("Uw antwoord"),
        choices=Reply,
        error_messages={
            "required": _("Kies eerst een antwoord: ja, misschien of nee."),
            "invalid_choice": _("Kies ja, misschien of nee."),
        },
    )
    aantal = forms.IntegerField(
        label=_("Aantal leerlingen per dag"),
        min_value=1,
        max_value=9,
        required=False,
        error_messages={
            "invalid": _("Vul een getal in van 1 tot en met 9."),
            "min_value": _("Vul een getal in van 1 tot en met 9."),
            "max_value": _("Vul een getal in van 1 tot en met 9."),
        },
    )
    opmerking = forms.CharField(
        label=_("Wilt u nog iets zeggen?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Uw opmerking is te lang. Houd het bij 1000 tekens.")},
    )

    def __init__(self, data=None, *, invitation, seats, preset=""):
        """`seats` is {date: number} as it stands now; `preset` the button in the mail that brought the reader here."""
        super().__init__(data)
        self.invitation, self.seats = invitation, seats
        self.calendar = invitation.group.calendar()
        self.open_days = [day for day, closed in self.calendar if not closed]
        self.preset = LINKS.get(preset)

    def said(self, name, default=""):
        return self.data.get(name, default) if self.is_bound else default

    @property
    def reply(self):
        """The answer that is ticked on the page; nothing is ticked before somebody chose."""
        known = {"yes": Reply.YES, "call": Reply.CALL, "no": Reply.NO}.get(self.invitation.state, "")
        return self.said("mee") if self.is_bound else self.preset or known

    @property
    def number(self):
        return self.said("aantal") if self.is_bound else self.invitation.places

    @property
    def note(self):
        return self.said("opmerking") if self.is_bound else self.invitation.note

    def chosen(self):
        """Dates that are ticked: as typed, else as answered before. Whole weeks count as their days."""
        if not self.is_bound:
            return set(self.seats)
        ticked, weeks = set(self.data.getlist("dag")), set(self.data.getlist("week"))
        return {day for day in self.open_days if day.isoformat() in ticked or iso_week(day) in weeks}

    def typed_numbers(self):
        """What stands in the box of a single date."""
        if not self.is_bound:
            return {day: str(number) for day, number in self.seats.items() if number != self.invitation.places}
        boxes = ((day, self.data.get(f"aantal-{day.isoformat()}", "").strip()) for day in self.open_days)
        return {day: typed for day, typed in boxes if typed}

    def months(self):
        return grid.months(self.calendar, chosen=self.chosen(), numbers=self.typed_numbers())

    def chips(self):
        return grid.chips(self.calendar)

    def clean(self):
        data = super().clean()
        if data.get("mee") != Reply.YES:
            return data | {"aantal": data.get("aantal") or 1, "days": {}}
        if data.get("aantal") is None and "aantal" not in self.errors:
            self.add_error("aantal", _("Vul in hoeveel leerlingen er per dag kunnen komen."))
        data["days"] = self.clean_days(data.get("aantal") or 1)
        if not data["days"] and not self.errors:
            self.add_error(None, _("Kies minstens één dag. Hebt u geen plek? Kies dan “Nee, deze keer niet”."))
        return data

    def clean_days(self, general):
        """{date: number} of the ticked days; a box with a number wins over the general number, 0 takes the day off."""
        days, typed = {}, self.typed_numbers()
        for day in sorted(self.chosen()):
            number = typed.get(day, str(general))
            if not (number.isascii() and number.isdigit() and int(number) <= 9):
                self.add_error(
                    None,
                    _("%(date)s: vul een getal in van 0 tot en met 9.")
                    % {"date": nl_date(day, weekday=True, year=False)},
                )
            elif int(number):
                days[day] = int(number)
        return days

    def answer(self):
        """The arguments of `Invitation.answer`."""
        data = self.cleaned_data
        return {"reply": data["mee"], "places": data["aantal"], "days": data["days"], "note": data["opmerking"]}


class ForwardForm(forms.Form):
    """To which colleague the question goes."""

    email = forms.EmailField(
        label=_("E-mailadres van uw collega"),
        max_length=150,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Vul een e-mailadres in."), "invalid": _("Dit e-mailadres klopt niet.")},
    )


def in_words(days):
    """12 dagen, for the summary."""
    return ngettext("%(count)s dag", "%(count)s dagen", len(days)) % {"count": len(days)}


def parse_day(text):
    """The date in a stored answer."""
    return date.fromisoformat(text)
