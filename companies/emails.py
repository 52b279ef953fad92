"""Mail to companies about themselves."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core.mail import post
from core.models import OutgoingMail
from schools.enums import Purpose
from schools.letters import in_mail, write_letter

OPEN_FOR = timedelta(days=90)


def no_address(company):
    """Nobody to mail."""
    return _("%(name)s heeft geen contactpersoon met een e-mailadres.") % {"name": company.name}


def ask_check(company, reader):
    """Ask whether the profile is still right; returns whether this is a new mail today."""
    key = f"company-check:{company.pk}:{timezone.localdate()}"
    if OutgoingMail.objects.filter(school=company.school_id, key=key).exists():
        return False
    member = reader.member
    post(
        "companies/mail/ask_check", to=member.user.email, key=key, school=company.school, about=company,
        company=company, person=member.user,
        link=in_mail(write_letter(member, Purpose.ENTRY, expires_at=timezone.now() + OPEN_FOR)),
    )  # fmt: skip
    return True
