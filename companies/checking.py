"""Once a year somebody says whether what we know of a company is right: the company by its own page, or the school."""

from django.utils import timezone

from companies import emails
from companies.mailing import reader_of, why_not_ask
from core.models import AuditEntry

AT_ONCE = 40  # companies that are asked with one click


def confirm(company, *, by):
    """What we know is right."""
    company.checked_on = timezone.localdate()
    company.save(update_fields=["checked_on"])
    AuditEntry.record(company, action="checked", by=by)


def ask(company, *, by):
    """Ask the company by mail, once a day at most; returns why not, "" when it is asked."""
    first = company.contacts.filter(is_first=True).for_list().first()
    reader = first and reader_of(first)
    if reader is None or not reader.member.user.email:
        return emails.no_address(company)
    if fault := why_not_ask(company, reader):
        return fault
    if emails.ask_check(company, reader):
        AuditEntry.record(company, action="check_asked", by=by, note=reader.member.user.name)
    return ""
