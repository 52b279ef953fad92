"""Mail leaves through the outbox: written with the data, sent after the commit."""

import uuid

import css_inline
from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.template.loader import render_to_string

from core.models import OutgoingMail


def post(
    template, *, to, key, school, about=None, reply_to="", calendar="", is_secret=False, resend_after_crash=True,
    **context,
):  # fmt: skip
    """Write one mail from `<template>_subject.txt`, `_body.txt` and `_body.html`; a known key is not written twice.

    `about` is the row whose stand this mail tells, `calendar` an appointment that goes along as afspraak.ics.

    Somebody without an address gets none. Returns the mail, new or known, or None.
    """
    if not to:
        return None
    context |= {"school": school, "site_url": settings.SITE_URL}
    mail, created = OutgoingMail.objects.get_or_create(
        school=school,
        key=key,
        defaults={
            "kind": template,
            "about": f"{about._meta.label_lower}:{about.pk}" if about else "",
            "to": to,
            "reply_to": reply_to,
            "subject": " ".join(render_to_string(f"{template}_subject.txt", context).split())[:250],
            "text": render_to_string(f"{template}_body.txt", context).strip() + "\n",
            "html": css_inline.inline(render_to_string(f"{template}_body.html", context)),
            "calendar": calendar,
            "is_secret": is_secret,
            "resend_after_crash": resend_after_crash,
            "message_id": new_message_id(),
        },
    )
    if created:
        nudge_after_commit(school.pk if school else None)
    return mail


def new_message_id():
    """A Message-ID that stays the same however often this mail is tried."""
    return f"<{uuid.uuid4()}@{settings.DEFAULT_FROM_EMAIL.rstrip('>').split('@')[-1]}>"


def nudge_after_commit(school_id):
    """Wake the worker once per transaction. A queue that is down does not spoil the page: the sweep finds the mail."""
    if any(getattr(call[1], "outbox", ...) == school_id for call in connection.run_on_commit):
        return

    def nudge():
        from core.tasks import drain_outbox  # noqa: PLC0415 - tasks import this room's models

        drain_outbox.delay(school_id)

    nudge.outbox = school_id
    transaction.on_commit(nudge, robust=True)


class OutboxBackend(BaseEmailBackend):
    """Mail from other packages (sign-in codes, password reset) takes the same road, outside any school."""

    def send_messages(self, messages):
        for message in messages:
            for address in message.recipients():
                html = next((part for part, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
                OutgoingMail.objects.bulk_create(
                    [
                        OutgoingMail(
                            key=f"direct:{uuid.uuid4()}",
                            kind="direct",
                            to=address,
                            subject=message.subject[:250],
                            text=message.body,
                            html=html,
                            is_secret=True,
                            resend_after_crash=False,
                            message_id=new_message_id(),
                        )
                    ]
                )
        nudge_after_commit(None)
        return len(messages)
