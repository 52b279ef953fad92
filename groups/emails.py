"""The mails of a round: the question to a company, the reminders, and the question passed on to a colleague."""

from datetime import datetime, time, timedelta

from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone

from companies.mailing import reader_of
from core.mail import post
from core.models import OutgoingMail
from groups.models import Invitation
from groups.newdays import key_of
from schools.enums import Purpose
from schools.letters import in_mail, write_letter

OPEN_AFTER_END = timedelta(days=14)


def letter_of(invitation, reader=None):
    """The letter with which the reader of this question answers; it opens until two weeks after the period."""
    reader = reader or reader_of(invitation.contact)
    end = datetime.combine(invitation.group.ends_on + OPEN_AFTER_END, time(23, 59), timezone.get_current_timezone())
    return write_letter(reader.member, Purpose.AVAILABILITY, expires_at=end, about=invitation.pk)


def words_of(invitation, letter):
    """What the templates of these mails need; without a letter (the preview) the links lead nowhere."""
    group = invitation.group
    coordinator = group.coordinator.user
    return {
        "invitation": invitation,
        "group": group,
        "name": invitation.contact.member.user.name if invitation.contact else "",
        "coordinator": coordinator,
        "phone": coordinator.phone or group.school.phone,
        "reply_to": coordinator.email or group.school.email,
        "link": in_mail(letter) if letter else "",
        "yes": in_mail(letter, "ja") if letter else "#voorbeeld",
        "call": in_mail(letter, "bel") if letter else "#voorbeeld",
        "no": in_mail(letter, "nee") if letter else "#voorbeeld",
    }


def ask_availability(invitation, *, again=0):
    """Put the question to the contact of the company; `again` tells a resent question from the first one."""
    return post_about(invitation, "groups/mail/ask_availability", key=f"ask-availability:{invitation.pk}:{again}")


def ask_again(invitation):
    """The coordinator sends the same question once more, to the address that is known now."""
    kind = f"ask-availability:{invitation.pk}:"
    sent = OutgoingMail.objects.filter(school=invitation.school_id, key__startswith=kind).aggregate(last=Max("pk"))[
        "last"
    ]
    return ask_availability(invitation, again=sent or 0)


def remind_availability(invitation):
    """Ask a silent company once more."""
    key = f"remind-availability:{invitation.pk}:{invitation.reminded_on.isoformat()}"
    return post_about(invitation, "groups/mail/remind_availability", key=key)


def tell_new_days(invitation, days):
    """Dates came into the group: which, and may a student come then too? Told once."""
    return post_about(invitation, "groups/mail/days_added", key=key_of(invitation, days), days=days)


def forward_question(invitation, letter, *, to, by):
    """The reader passes the question on to a colleague, with the same letter."""
    key = f"forward-availability:{invitation.pk}:{to.lower()}"
    return post_about(
        invitation, "groups/mail/forward_availability", key=key, to=to, letter=letter, sender=by.name
    )


def post_about(invitation, template, *, key, to="", letter=None, **context):
    reader = reader_of(invitation.contact)
    letter = letter or letter_of(invitation, reader)
    words = words_of(invitation, letter) | {"name": reader.member.user.name} | context
    to = to or reader.member.user.email
    return post(template, to=to, key=key, school=invitation.school, about=invitation, **words)


def preview(group):
    """The question as a company gets it, for the page that asks "is dit goed?"."""
    invitation = group.invitations.select_related("contact__member__user").order_by("company__name", "pk").first()
    words = words_of(invitation or Invitation(group=group), None) | {"school": group.school}
    subject = render_to_string("groups/mail/ask_availability_subject.txt", words)
    return words | {"subject": " ".join(subject.split())}
