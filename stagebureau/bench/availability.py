"""availability: what an answer of a company costs: bytes, taps and requests, counted on the real page."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import brotli
from django.contrib.staticfiles import finders
from django.test import Client

from core.tenancy import for_school
from groups.emails import letter_of
from groups.models import Invitation
from schools.letters import address_of

TARGETS = {"bytes": 30_000, "taps": 4, "requests": 14}
MAIL_TAP = 1  # "Ja, ik heb plek" in the mail


class Page(HTMLParser):
    """What a browser would fetch for a page, and what its answer form would send as it stands."""

    def __init__(self, html):
        super().__init__()
        self.files, self.fields, self.form = [], {}, ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form":
            self.form = found.get("id", "")
        if found.get("rel") == "stylesheet" or (tag == "script" and "src" in found):
            self.files.append(found.get("href") or found["src"])
        is_sent = found.get("type") not in ("radio", "checkbox") or "checked" in found
        if tag == "input" and self.form == "antwoord" and "name" in found and is_sent:
            self.fields.setdefault(found["name"], []).append(found.get("value", ""))


def availability(world, quick):
    """The lines of the three figures."""
    invitation = asked_company(world)
    with for_school(world.school):
        address = urlsplit(address_of(letter_of(invitation), world.school)).path
    browser = Client(HTTP_HOST="127.0.0.1")
    html = browser.get(address, {"antwoord": "ja"}).content
    page = Page(html.decode())
    sizes = [len(brotli.compress(html)), *map(size_of, page.files)]
    taps = {"wd-alle": "ja"}  # one tap: every weekday
    answer = browser.post(address, page.fields | taps, follow=True)
    with for_school(world.school):
        days = invitation.seats.offered().values("date").distinct().count()
        if days != len(world.placement.group.stage_days()):
            raise RuntimeError(f"{len(taps)} tap gave {days} days, page {answer.status_code}")
    sent = len(answer.redirect_chain) + 1
    told = 1 if re.search(rb"data-opened", html) else 0
    counted = {
        "bytes": (sum(sizes), f"html {sizes[0]}, {len(page.files)} files {sum(sizes[1:])}, brotli, without the font"),
        "taps": (MAIL_TAP + len(taps) + 1, "the button in the mail, all weekdays, Versturen"),
        "requests": (1 + len(page.files) + told + sent, "the page, its css and js, that it was opened, the answer"),
    }
    return "\n".join(
        f"FIGURE availability.{name} = {number} (target <= {TARGETS[name]}; {what})"
        for name, (number, what) in counted.items()
    )


def asked_company(world):
    """A company of the group that was asked and is silent."""
    with for_school(world.school):
        contact = world.placement.supervisor
        found, _made = Invitation.objects.get_or_create(
            school=world.school, group=world.placement.group, company=contact.company,
            defaults={"contact": contact, "state": "asked"},
        )  # fmt: skip
        return Invitation.objects.for_mail().get(pk=found.pk)


def size_of(address):
    """The compressed size of one file of ours."""
    with open(finders.find(address.split("static/", 1)[1].split("?")[0]), "rb") as file:
        return len(brotli.compress(file.read()))
