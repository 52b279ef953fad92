"""From the outbox to the mail server: claim with a lease, send on one connection, commit each mail by itself."""

import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from core.models import OutgoingMail
from core.models.outbox import LEASE, MAX_ATTEMPTS, MailState

BATCH = 50


def claim(limit=BATCH):
    """Take up to `limit` mails of the open school (or of no school) for this worker and return them."""
    with transaction.atomic():
        OutgoingMail.objects.filter(
            state=MailState.LEASED, lease_until__lt=Now(), resend_after_crash=False
        ).update(state=MailState.UNKNOWN)
        due = OutgoingMail.objects.due().select_for_update(skip_locked=True).order_by("pk")[:limit]
        ids = [mail.pk for mail in due]
        OutgoingMail.objects.filter(pk__in=ids).update(
            state=MailState.LEASED, lease_until=Now() + LEASE, attempts=F("attempts") + 1
        )
    return list(OutgoingMail.objects.filter(pk__in=ids).select_related("school").order_by("pk"))


def deliver(mail, server):
    """Send one claimed mail and write down how that went. Raises OSError when the mail server itself is away."""
    fill = import_string(settings.OUTBOX_FILL)
    message = EmailMultiAlternatives(
        mail.subject,
        fill(mail.text),
        from_email=mail.from_address,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": mail.message_id},
        connection=server,
    )
    if mail.html:
        message.attach_alternative(fill(mail.html), "text/html")
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
    changes = {"state": state, "error": error[:250], "lease_until": None}
    if state == MailState.SENT:
        changes["sent_at"] = Now()
        if mail.is_secret:
            changes |= {"text": "", "html": ""}
    elif state == MailState.WAITING:
        changes["not_before"] = Now() + timedelta(seconds=30 * 2**mail.attempts)
    OutgoingMail.objects.filter(pk=mail.pk, message_id=mail.message_id).update(**changes)


def open_server():
    """A connection to the mail server for a batch of mails."""
    return get_connection(settings.OUTBOX_DELIVERY_BACKEND)
