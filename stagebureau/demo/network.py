"""What a school has come to know of its companies: what the work is like, calls, friends, a flag, a wish."""

import io
from datetime import timedelta
from itertools import cycle

from django.utils import timezone

from companies.contacts import add_contact, stand_in_by
from companies.enums import Task
from companies.models import Company, CompanyContact, CompanyFlag, ContactLog, NetworkPage
from companies.profile import propose
from companies.views.facts import write_flag
from companies.views.network import set_friend
from core import files
from stagebureau.demo.people import SHARED

LIKES = [  # words in the sector or the tasks, what is fun there, what makes it safe
    (("techniek", "auto", "metaal", "bouw"), ["hands", "tech"], "Werkschoenen, krijg je van ons"),
    (("groen", "buiten", "tuin"), ["outside", "hands"], "Handschoenen en laarzen"),
    (("dier", "agrar"), ["animals", "outside"], "Laarzen en overall"),
    (("horeca", "brood", "bakker", "keuken"), ["food", "customers"], "Schort en haarnet"),
    (("zorg", "welzijn"), ["care", "tidy"], ""),
    (("winkel", "econom", "handel", "klant"), ["customers", "tidy"], "Dichte schoenen"),
]
BUSES = ["Bus 70, halte Dorpsplein, 5 minuten lopen", "", "Bus 76 stopt voor de deur", ""]
SIZES = ["small", "small", "middle", "large"]
CALLS = [
    ("phone", "Gebeld over het voorjaar. Er is plek voor twee leerlingen, liefst op donderdag."),
    ("visit", "Rondgeleid door de werkplaats. Rustige plek, veel eenvoudige taken."),
    ("talk", "Teruggekeken op de vorige stage. Het bedrijf wil graag vaker gebeld worden in de eerste week."),
    ("mail", "Nieuwe openingstijden ontvangen en doorgegeven aan de begeleiders."),
]
FLAG = "Er was een dag lang geen vaste begeleider. Afspraak: eerst een gesprek, dan pas weer een leerling."
COLOURS = [("#00566b", "#ffbf47"), ("#7a2e1d", "#f4d9c6"), ("#2f6b34", "#dff0d8"), ("#3d3a8c", "#e5e4ff")]


def dress(coordinator):
    """Give the companies of a demo school a past and a face."""
    today, companies = timezone.localdate(), list(Company.objects.active().for_list())
    for number, company in enumerate(companies):
        describe(company, number, today)
    Company.objects.bulk_update(companies, ["likes", "ppe", "by_bike", "by_bus", "size", "checked_on"])
    for number, (company, (kind, note)) in enumerate(zip(companies[:8], cycle(CALLS), strict=False)):
        on = today - timedelta(days=9 * number + 3)
        ContactLog.objects.create(company=company, kind=kind, on=on, note=note, by=coordinator)
    for number, company in enumerate(companies[1:7]):
        set_friend(company, today - timedelta(days=40), "de eigenaar", by=coordinator)
        hang_logo(company, *COLOURS[number % len(COLOURS)], is_round=number % 2)
    NetworkPage.objects.create(is_open=True, contact=coordinator)
    if not CompanyFlag.objects.exists():
        write_flag(companies[-1], None, FLAG, by=coordinator)
    shop = Company.objects.filter(name=SHARED["name"]).first()
    if shop:
        wish(shop, today)


def describe(company, number, today):
    """What is fun there, how to get there, and when somebody last looked."""
    said = f"{company.sector} {company.tasks}".lower()
    found = next((one for one in LIKES if any(word in said for word in one[0])), ((), ["hands"], ""))
    company.likes, company.ppe = found[1], found[2]
    company.by_bike = "Fietsenstalling achter het gebouw"
    company.by_bus, company.size = BUSES[number % len(BUSES)], SIZES[number % len(SIZES)]
    company.checked_on = today - timedelta(days=30 + 50 * (number % 9)) if number % 5 else None


def wish(shop, today):
    """The shop of both schools asks for a change, has somebody who signs, and somebody who stands in."""
    first = CompanyContact.objects.for_list().get(company=shop, is_first=True)
    add_contact(shop, name="Dirk Hamer", email="directie@klusland.example", function="bedrijfsleider",
                tasks=[Task.SIGNING])  # fmt: skip
    first.company = shop
    stand_in_by(first, name="Noor Vos", email="noor@klusland.example", since=today + timedelta(days=20),
                until=today + timedelta(days=34))  # fmt: skip
    propose(shop, {"lunch": "Kantine, warme soep op vrijdag", "min_age": 15}, by=first.member)


def hang_logo(company, dark, light, *, is_round):
    """A sign of two colours."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only where a picture is drawn

    sign, out = Image.new("RGB", (320, 160), light), io.BytesIO()
    pen = ImageDraw.Draw(sign)
    (pen.ellipse if is_round else pen.rectangle)((40, 30, 140, 130), fill=dark)
    pen.rectangle((165, 45, 285, 65), fill=dark)
    pen.rectangle((165, 95, 250, 115), fill=dark)
    sign.save(out, "JPEG", quality=90)
    company.logo = files.keep(company.school, out.getvalue(), name="logo.jpg", content_type="image/jpeg")
    company.save(update_fields=["logo"])
