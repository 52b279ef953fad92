"""Mail about a contract on paper: a scan that cannot be used, a reminder, and what misses the day before it begins."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.mail import post
from schools.enums import STAFF, Purpose, Role
from schools.letters import in_mail, write_letter

OPEN_AFTER_END = timedelta(days=30)
BY_LETTER = (Role.GUARDIAN, Role.SUPERVISOR)


def way_in(member, placement):
    """How this person comes to the contract: without an account by the own letter, others by their own sign-in."""
    if member.role in BY_LETTER:
        last = datetime.combine(placement.ends_on + OPEN_AFTER_END, time.max, timezone.get_current_timezone())
        return in_mail(write_letter(member, Purpose.ENTRY, expires_at=last))
    return settings.SITE_URL + reverse("contracts:contract", args=[placement.school.slug, placement.pk])


def scan_rejected(scan, note):
    """Tell who brought the scan what is wrong with it, unless it was a colleague at school."""
    to, placement = scan.brought_by, scan.version.contract.placement
    if to is None or to.role in STAFF:
        return
    post(
        "contracts/mail/scan_rejected",
        to=to.user.email,
        key=f"scan-rejected:{scan.pk}",
        school=scan.school,
        about=scan,
        reply_to=placement.mentor.user.email or "",
        placement=placement,
        person=to.user,
        note=note,
        link=way_in(to, placement),
    )
