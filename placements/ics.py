"""A talk before a stage as a calendar file."""

import icalendar
from django.utils import timezone
from django.utils.translation import gettext as _


def of_meeting(meeting):
    """One event; the same talk keeps its UID, and a changed one has a higher sequence."""
    book = icalendar.Calendar()
    book.add("prodid", "-//Stagebureau//gesprek//NL")
    book.add("version", "2.0")
    book.add("method", "CANCEL" if meeting.state == "off" else "PUBLISH")
    event = icalendar.Event()
    event.add("uid", f"gesprek-{meeting.school_id}-{meeting.pk}@stagebureau")
    event.add("sequence", meeting.changes)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", timezone.localtime(meeting.at))
    event.add("dtend", timezone.localtime(meeting.ends_at))
    company = meeting.request.invitation.company.name
    event.add("summary", _("%(kind)s: %(company)s") % {"kind": meeting.get_kind_display(), "company": company})
    event.add("location", meeting.place)
    event.add("description", _("Met %(host)s") % {"host": meeting.host})
    if meeting.state == "off":
        event.add("status", "CANCELLED")
    book.add_component(event)
    return book.to_ical()
