"""The date picker as a form: one answer, a wish per weekday, ticked days and weeks, and exceptions for single days."""

from collections import defaultdict
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.calendar import iso_week, nl_date
from groups import grid
from groups.enums import Declined, Part, Reply
from groups.offer import Offer

LINKS = {"ja": Reply.YES, "bel": Reply.CALL, "nee": Reply.NO}
GLADLY, RATHER_NOT, NOT = "ja", "liever", "nee"
ALL = "alle"
ONE_TO_NINE = _("Vul een getal in van 1 tot en met 9.")
FURTHEST = timedelta(days=3 * 365)


def is_count(text, least):
    """Is this what somebody may type as a number of students?"""
    return text.isascii() and text.isdigit() and least <= int(text) <= 9


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
        error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], ONE_TO_NINE),
    )
    opmerking = forms.CharField(
        label=_("Wilt u nog iets zeggen?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Uw opmerking is te lang. Houd het bij 1000 tekens.")},
    )
    reden = forms.ChoiceField(
        label=_("Waarom niet?"),
        choices=[("", _("Zeg ik liever niet")), *Declined.choices],
        required=False,
        error_messages={"invalid_choice": _("Kies een reden uit de lijst.")},
    )
    weer_vanaf = forms.DateField(
        label=_("Vraag ons weer vanaf"),
        required=False,
        error_messages={"invalid": _("Vul bij “Vraag ons weer vanaf” een datum in, of laat het leeg.")},
    )

    def __init__(self, data=None, *, invitation, seats, version=0, preset=""):
        """`seats` is {date: Offer} to begin with, `version` the answer it shows, `preset` the button in the mail."""
        super().__init__(data)
        self.invitation, self.seats, self.version = invitation, seats, version
        self.group = invitation.group
        self.calendar = self.group.calendar()
        self.open_days = [day for day, closed in self.calendar if not closed]
        self.preset = LINKS.get(preset)

    def begin_with(self, earlier):
        """Fill in what the company offered in an earlier group, for it to look at."""
        if earlier:
            self.seats, self.invitation.places = earlier.days, earlier.answer.places

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

    @property
    def reason(self):
        return self.said("reden") if self.is_bound else self.invitation.declined

    @property
    def again_on(self):
        day = self.invitation.ask_again_on
        return self.said("weer_vanaf") if self.is_bound else day.isoformat() if day else ""

    def wish(self, weekday):
        """ja, liever or nee, as typed for a day of the week or for all of them at once."""
        return self.said(f"wd-{weekday}") or self.said(f"wd-{ALL}")

    def chosen(self):
        """Dates that are ticked: as typed, else as answered before. Weeks and weekdays count as their days."""
        if not self.is_bound:
            return set(self.seats)
        ticked, weeks = set(self.data.getlist("dag")), set(self.data.getlist("week"))
        wishes = {weekday: self.wish(weekday) for weekday in self.group.weekdays}
        return {
            day
            for day in self.open_days
            if wishes[day.weekday()] in (GLADLY, RATHER_NOT)
            or (wishes[day.weekday()] != NOT and (day.isoformat() in ticked or iso_week(day) in weeks))
        }

    def weekday_details(self):
        """{weekday: (number, part)} as they stand in the boxes of a day of the week; empty is as it stands above."""
        if self.is_bound:
            return {n: (self.said(f"aantal-wd-{n}").strip(), self.said(f"deel-wd-{n}")) for n in self.group.weekdays}
        of_weekday = defaultdict(list)
        for day, offer in self.seats.items():
            of_weekday[day.weekday()].append(offer)
        return {n: self._in_common(of_weekday[n]) for n in self.group.weekdays}

    def _in_common(self, offers):
        """What all offers of a weekday share, when that is something else than usual. One date has its own boxes."""
        if len(offers) < 2:
            return "", ""
        numbers, parts = {offer.number for offer in offers}, {offer.part for offer in offers}
        number = str(*numbers) if len(numbers) == 1 and numbers != {self.invitation.places} else ""
        return number, str(*parts) if len(parts) == 1 and parts != {Part.DAY} else ""

    def details(self):
        """{date: (number, wish, part)} as they stand in the boxes of a single date; empty is as its weekday has it."""
        if self.is_bound:
            return {day: self._typed(day) for day in self.open_days}
        weekdays, found = self.weekday_details(), {}
        for day, offer in self.seats.items():
            number, part = weekdays.get(day.weekday(), ("", ""))
            found[day] = (
                "" if str(offer.number) == (number or str(self.invitation.places)) else str(offer.number),
                RATHER_NOT if offer.is_reluctant else "",
                "" if offer.part == (part or Part.DAY) else offer.part,
            )
        return found

    def _typed(self, day):
        """The three boxes of one date. A wish for the weekday is written in them, for its own box comes back empty."""
        iso = day.isoformat()
        wish = self.said(f"wens-{iso}")
        if not wish and self.wish(day.weekday()) == RATHER_NOT:
            wish = RATHER_NOT
        return self.said(f"aantal-{iso}").strip(), wish, self.said(f"deel-{iso}")

    def has_details(self):
        """Something is different on a single date."""
        return any(any(boxes) for boxes in self.details().values())

    def months(self):
        numbers = {n: number for n, (number, _part) in self.weekday_details().items()}
        return grid.months(self.calendar, chosen=self.chosen(), details=self.details(), numbers=numbers)

    def has_weekday_details(self):
        """Something is different on a day of the week."""
        return any(any(boxes) for boxes in self.weekday_details().values())

    @property
    def wishes(self):
        """What can be said of a day of the week."""
        return [(GLADLY, _("Ja")), (RATHER_NOT, _("Liever niet")), (NOT, _("Nee"))]

    def chips(self):
        return grid.chips(self.calendar)

    def weekdays(self):
        """[(weekday, name, typed number, part)] of the days of the week of this group."""
        details = self.weekday_details()
        return [(str(number), name, *details[number]) for number, name in grid.weekdays(self.calendar)]

    def clean_weer_vanaf(self):
        day, today = self.cleaned_data["weer_vanaf"], timezone.localdate()
        if day and not today < day <= today + FURTHEST:
            raise forms.ValidationError(_("Kies bij “Vraag ons weer vanaf” een dag na vandaag, binnen drie jaar."))
        return day

    def clean(self):
        data = super().clean()
        if data.get("mee") != Reply.NO:
            data["reden"], data["weer_vanaf"] = "", None
            self.errors.pop("weer_vanaf", None)
        if data.get("mee") != Reply.YES:
            return data | {"aantal": data.get("aantal") or 1, "days": {}}
        if data.get("aantal") is None and "aantal" not in self.errors:
            self.add_error("aantal", _("Vul in hoeveel leerlingen er per dag kunnen komen."))
        data["days"] = self.clean_days(data.get("aantal") or 1)
        if not data["days"] and not self.errors:
            self.add_error(None, _("Kies minstens één dag. Hebt u geen plek? Kies dan “Nee, deze keer niet”."))
        return data

    def clean_days(self, general):
        """{date: Offer} of the ticked days. The box of a date wins over that of its weekday; 0 takes a date off."""
        weekdays, details, days = self.weekday_details(), self.details(), {}
        for number, name in grid.weekdays(self.calendar):
            if weekdays[number][0] and not is_count(weekdays[number][0], 1):
                self.add_error(None, _("%(day)s: vul een getal in van 1 tot en met 9.") % {"day": name})
        for day in sorted(self.chosen()):
            of_weekday, of_date = weekdays[day.weekday()], details[day]
            number = of_date[0] or of_weekday[0] or str(general)
            if not is_count(number, 0):
                if of_date[0]:
                    words = {"date": nl_date(day, weekday=True, year=False)}
                    self.add_error(None, _("%(date)s: vul een getal in van 0 tot en met 9.") % words)
            elif int(number):
                days[day] = Offer(int(number), of_date[1] == RATHER_NOT, self._part(of_date[2] or of_weekday[1]))
        return days

    def _part(self, text):
        return Part(text) if self.group.has_parts and text in Part.values else Part.DAY

    def answer(self):
        """The arguments of `Invitation.answer`."""
        data, version = self.cleaned_data, self.said("versie")
        return {
            "reply": data["mee"],
            "places": data["aantal"],
            "days": data["days"],
            "note": data["opmerking"],
            "declined": data["reden"],
            "ask_again_on": data["weer_vanaf"],
            "version": int(version) if version.isascii() and version.isdigit() else None,
            "shown": self.open_days,
        }


class ForwardForm(forms.Form):
    """To which colleague the question goes."""

    email = forms.EmailField(
        label=_("E-mailadres van uw collega"),
        max_length=150,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Vul een e-mailadres in."), "invalid": _("Dit e-mailadres klopt niet.")},
    )
