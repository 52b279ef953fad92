"""The days of a company as a calendar file."""

from datetime import datetime
from zoneinfo import ZoneInfo

import icalendar
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def days_of(invitation, days):
    """An event for every offered day, at the hours of its part; its UID stays, so importing again doubles nothing."""
    group = invitation.group
    book = icalendar.Calendar()
    book.add("prodid", "-//Stagebureau//beschikbaarheid//NL")
    book.add("version", "2.0")
    for day, offer in days.items():
        begin, end = group.hours_of(offer.part)
        event = icalendar.Event()
        event.add("uid", f"plek-{invitation.school_id}-{invitation.pk}-{day.isoformat()}@stagebureau")
        event.add("sequence", int(invitation.answered_at.timestamp()) if invitation.answered_at else 0)
        event.add("dtstamp", timezone.now())
        event.add("dtstart", datetime.combine(day, begin, AMSTERDAM))
        event.add("dtend", datetime.combine(day, end, AMSTERDAM))
        pupils = ngettext("%(n)s stageleerling", "%(n)s stageleerlingen", offer.number) % {"n": offer.number}
        event.add(
            "summary", _("Plek voor %(pupils)s (%(school)s)") % {"pupils": pupils, "school": invitation.school.name}
        )
        book.add_component(event)
    return book.to_ical()
