"""The page of all components, for whoever builds a page. Only reachable while DEBUG is on."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

from django import forms
from django.contrib import messages
from django.shortcuts import render

from schools.access import open_to_anyone

PERIOD = (date(2027, 2, 1), date(2027, 3, 26))
CLOSED = {date(2027, 2, 22) + timedelta(days=n): "vakantie" for n in range(5)} | {date(2027, 3, 26): "Goede Vrijdag"}
WEEKDAYS = ["ma", "di", "wo", "do", "vr"]


class SampleForm(forms.Form):
    name = forms.CharField(label="Naam van het bedrijf", help_text="Zoals het op de gevel staat.")
    email = forms.EmailField(label="E-mailadres", required=False)
    branch = forms.ChoiceField(
        label="Branche", choices=[("", "Kies er een"), ("techniek", "Techniek"), ("groen", "Groen")]
    )
    start = forms.DateField(label="Eerste dag", widget=forms.DateInput(attrs={"type": "date"}))
    contact = forms.ChoiceField(
        label="Hoe bereiken we u?",
        widget=forms.RadioSelect,
        choices=[("bel", "Bellen"), ("mail", "Mailen")],
        help_text="Alleen op werkdagen.",
    )
    days = forms.MultipleChoiceField(
        label="Dagen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("do", "donderdag"), ("vr", "vrijdag")],
    )
    note = forms.CharField(label="Opmerking", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    photo = forms.FileField(label="Foto", required=False)
    agreed = forms.BooleanField(label="Ik heb dit met de leerling besproken")


class ScoreForm(forms.Form):
    SCORES = [(1, "zwak"), (2, "voldoende"), (3, "ruim voldoende"), (4, "goed"), (0, "niet gezien")]
    together = forms.ChoiceField(label="Samenwerken en overleggen", choices=SCORES, widget=forms.RadioSelect)
    rules = forms.ChoiceField(label="Instructies en procedures opvolgen", choices=SCORES, widget=forms.RadioSelect)


def months():
    """The weeks of the period per month, as the date picker shows them."""
    pages = {}
    monday = PERIOD[0]
    while monday <= PERIOD[1]:
        days = [monday + timedelta(days=n) for n in range(5)]
        year, week, _day = monday.isocalendar()
        row = {
            "week": f"{year}-W{week:02}",
            "number": week,
            "open": any(day not in CLOSED for day in days),
            "days": [{"date": day, "closed": CLOSED.get(day, ""), "weekday": n} for n, day in enumerate(days)],
        }
        pages.setdefault((monday.year, monday.month), {"first": monday, "weeks": []})["weeks"].append(row)
        monday += timedelta(days=7)
    return list(pages.values())


@open_to_anyone
def components(request):
    """Show every component once, in the states it can have."""
    form = SampleForm({"email": "geen adres"}) if "fout" in request.GET else SampleForm()
    messages.success(request, "De aanvraag is verstuurd naar Garage Bakker.")
    return render(
        request,
        "components/index.html",
        {
            "form": form,
            "scores": ScoreForm(initial={"together": 3}),
            "months": months(),
            "weekdays": WEEKDAYS,
            "start": PERIOD[0],
            "end": PERIOD[1],
            "from_time": time(8, 30),
            "to_time": time(16, 0),
            "supervisor": SimpleNamespace(name="Jan de Vries"),
            "rows": [
                ("Youssef Amrani", "P4a", "Garage Bakker", "ok", "geplaatst", "Contract: ouder tekent nog"),
                ("Lisa Bos", "P4a", "", "stop", "geen plek", "3 bedrijven passen"),
                ("Daan Kuipers", "P4b", "Bakkerij Prins", "wait", "bedrijf antwoordt nog", "herinnerd op 2 feb"),
                ("Sem Visser", "P4b", "", "warn", "nog geen aanvraag", "code nog niet gebruikt"),
            ],
            "entries": [
                {"at": datetime(2027, 2, 4, 14, 3, tzinfo=UTC), "who": "Anna Jansen", "what": "Aanvraag goedgekeurd"},
                {
                    "at": datetime(2027, 2, 3, 9, 12, tzinfo=UTC),
                    "who": "Jan de Vries",
                    "what": "Aanvraag afgewezen",
                    "why": "Op vrijdag is er geen plek.",
                },
                {"at": datetime(2027, 2, 1, 8, 30, tzinfo=UTC), "who": "Youssef Amrani", "what": "Aanvraag verstuurd"},
            ],
        },
    )
