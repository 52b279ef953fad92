"""Mails about coming in."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.mail import post
from schools.enums import Purpose, Role
from schools.letters import in_mail, write_letter
from schools.models import Membership

ENTRY_LASTS = timedelta(days=90)


def send_entry(member, *, reason, key, about=None, reply_to=""):
    """Mail a person the link to the own page. `reason` is a Dutch sentence: why this mail, what is there to see.

    Writes nothing for somebody without an address. Returns the mail, or None.
    """
    letter = write_letter(member, Purpose.ENTRY, expires_at=timezone.now() + ENTRY_LASTS)
    return post(
        "schools/mail/entry",
        to=member.user.email,
        key=key,
        school=member.school,
        about=about,
        reply_to=reply_to or member.school.email,
        name=member.user.name,
        reason=reason,
        link=in_mail(letter),
    )


def send_entry_code(letter, code, digits):
    """Mail the six digits. They are wiped from the outbox once sent and never sent again by themselves."""
    return post(
        "schools/mail/entry_code",
        to=letter.member.user.email,
        key=f"entry-code:{code.pk}",
        school=letter.school,
        is_secret=True,
        resend_after_crash=False,
        name=letter.member.user.name,
        digits=digits,
    )


def send_confirm_code(user, digits):
    """Mail the six digits with which somebody shows once more who it is."""
    return post(
        "schools/mail/entry_code",
        to=user.email,
        key=f"confirm-code:{uuid.uuid4()}",
        school=None,
        is_secret=True,
        resend_after_crash=False,
        name=user.name,
        digits=digits,
    )


def tell_changed(user, what, school=None):
    """Tell a person that something about the own account changed. `what` is a Dutch sentence."""
    key = f"account-changed:{uuid.uuid4()}"
    return post("schools/mail/account_changed", to=user.email, key=key, school=school, name=user.name, what=what)


def send_renewed(letter, round_):
    """Mail the new link to the address the school knows, and to no other."""
    return post(
        "schools/mail/letter_renewed",
        to=letter.member.user.email,
        key=f"letter-renewed:{letter.pk}:{round_}",
        school=letter.school,
        reply_to=letter.school.email,
        name=letter.member.user.name,
        link=in_mail(letter),
        until=letter.expires_at,
    )


def tell_not_me(letter):
    """Tell the school that a link reached somebody it was not for."""
    return post(
        "schools/mail/not_me",
        to=letter.school.email,
        key=f"not-me:{letter.pk}",
        school=letter.school,
        name=letter.member.user.name,
        role=letter.member.get_role_display(),
        address=letter.member.user.email,
    )


def tell_glass_opened(glass, members):
    """Tell the school at once that somebody of the platform looks along, and why."""
    for member in members:
        post(
            "schools/mail/glass_opened",
            to=member.user.email,
            key=f"glass:{glass.pk}:{member.pk}",
            school=glass.school,
            about=glass,
            name=member.user.name,
            who=glass.user.name,
            reason=glass.reason,
            until=glass.ends_at,
        )


def welcome_staff(member, by):
    """Tell a colleague about the role, and how to come in."""
    return post(
        "schools/mail/welcome_staff",
        to=member.user.email,
        key=f"welcome:{member.pk}:{timezone.now():%Y%m%d%H%M}",
        school=member.school,
        about=member,
        reply_to=by.user.email if by else member.school.email,
        name=member.user.name,
        role=member.get_role_display(),
        by=by.user.name if by else member.school.name,
        email=member.user.email,
    )


def erasures_announced(school, announced):
    """Tell the coordinators once that something will be erased; names stand on the page only."""
    students = {one.student_id for one in announced if one.student_id}
    for member in Membership.objects.staff(Role.COORDINATOR):
        post(
            "schools/mail/erasures_announced",
            to=member.user.email,
            key=f"erasures:{max(one.pk for one in announced)}:{member.pk}",
            school=school,
            name=member.user.name,
            number=len(students),
            others=sorted({str(one.name) for one in announced if not one.student_id}),
            first=min(one.due_on for one in announced),
            link=settings.SITE_URL + reverse("schools:erasures", args=[school.slug]),
        )


def deputy_appointed(deputy, by):
    """Tell a colleague for whom to stand in, and until when. Nothing for somebody without an address."""
    return post(
        "schools/mail/deputy",
        to=deputy.user.email,
        key=f"deputy:{deputy.pk}:{deputy.since}:{deputy.until}",
        school=deputy.school,
        reply_to=by.user.email or deputy.school.email,
        deputy=deputy,
        sender=by.name,
    )


def tell_linked(account, member):
    """Tell a person that an account of the school now opens Stagebureau as them."""
    return post(
        "schools/mail/account_linked",
        to=member.user.email,
        key=f"account-linked:{account.pk}",
        school=member.school,
        reply_to=member.school.email,
        name=member.user.name,
    )


def tell_switched_on(service, member, by):
    """Tell a coordinator or director that from now on another service says who is who at the school."""
    return post(
        "schools/mail/sign_in_switched_on",
        to=member.user.email,
        key=f"sign-in-on:{service.pk}:{member.pk}:{timezone.now():%Y%m%d%H%M}",
        school=member.school,
        reply_to=by.user.email or member.school.email,
        name=member.user.name,
        by=by.user.name,
        service=service.get_kind_display(),
    )
