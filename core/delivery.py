"""From the outbox to the mail server: claim with a lease, send on one connection, commit each mail by itself."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from core.models import OutgoingMail
from core.models.outbox import LEASE, MAX_ATTEMPTS, MailState
from core.tenancy import execute_at_once

BATCH = 50
OUTCOME = """
    UPDATE core_outgoingmail SET state = %(state)s, error = %(error)s, lease_until = NULL,
        sent_at = CASE WHEN %(state)s = 'sent' THEN now() ELSE sent_at END,
        text = CASE WHEN %(state)s = 'sent' AND is_secret THEN '' ELSE text END,
        html = CASE WHEN %(state)s = 'sent' AND is_secret THEN '' ELSE html END,
        not_before = CASE WHEN %(state)s = 'waiting' THEN now() + %(wait)s * interval '1 s' ELSE not_before END
    WHERE id = %(pk)s AND message_id = %(message_id)s
"""


def claim(limit=BATCH):
    """Take up to `limit` mails of the open school (or of no school) for this worker and return them, addresses in."""
    with transaction.atomic():
        OutgoingMail.objects.filter(
            state=MailState.LEASED, lease_until__lt=Now(), resend_after_crash=False
        ).update(state=MailState.UNKNOWN)
        due = OutgoingMail.objects.due().select_for_update(skip_locked=True).order_by("pk")
        ids = list(due.values_list("pk", flat=True)[:limit])
        OutgoingMail.objects.filter(pk__in=ids).update(
            state=MailState.LEASED, lease_until=Now() + LEASE, attempts=F("attempts") + 1
        )
    mails = list(OutgoingMail.objects.filter(pk__in=ids).select_related("school").order_by("pk"))
    import_string(settings.OUTBOX_FILL)(mails)
    return mails


def deliver(mail, server):
    """Send one claimed mail and write down how that went. Raises OSError when the mail server itself is away."""
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        from_email=mail.from_address,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": mail.message_id},
        connection=server,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach("afspraak.ics", mail.calendar, "text/calendar")
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        code, reason = next(iter(refusal.recipients.values()))
        settle(mail, MailState.REFUSED if code >= 500 else MailState.WAITING, f"{code} {reason!r}")
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, ConnectionError, TimeoutError):
        settle(mail, MailState.WAITING, "mail server away")
        raise
    except (smtplib.SMTPException, ValueError) as fault:
        settle(mail, MailState.WAITING, str(fault))
    else:
        settle(mail, MailState.SENT)


def settle(mail, state, error=""):
    """Commit the outcome of one mail; a mail that keeps failing is tried ever later and then given up."""
    if state == MailState.WAITING and mail.attempts >= MAX_ATTEMPTS:
        state = MailState.FAILED
    wait = 30 * 2**mail.attempts if state == MailState.WAITING else 0
    values = {"pk": mail.pk, "message_id": mail.message_id, "state": state.value, "error": error[:250], "wait": wait}
    execute_at_once(OUTCOME, mail.school_id, **values)


def open_server():
    """A connection to the mail server for a batch of mails."""
    return get_connection(settings.OUTBOX_DELIVERY_BACKEND)
