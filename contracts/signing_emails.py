"""Mails about signing. Who has no account gets an own link; it opens the paper after a code of six digits."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from contracts.enums import SignerRole
from contracts.summary import title_of
from core.mail import post
from schools.enums import Purpose, Role
from schools.letters import in_mail, write_letter
from schools.models import Membership

SIGNING_LASTS = timedelta(days=30)
BY_LETTER = (SignerRole.GUARDIAN, SignerRole.COMPANY)


def letter_for(signatory, member, *, lasts=SIGNING_LASTS):
    """The own link of one signatory; each guardian has another."""
    return write_letter(member, Purpose.SIGNING, about=signatory.pk, expires_at=timezone.now() + lasts)


def way_to_sign(signatory, member):
    """Where this person signs this paper: by an own letter for who has no account, others by their own sign-in."""
    if signatory.role in BY_LETTER:
        return in_mail(letter_for(signatory, member))
    return settings.SITE_URL + reverse("contracts:sign", args=[signatory.school.slug, signatory.pk])


def ask(signatory, member):
    """It is your turn to sign: once each time that somebody is asked, so again after a stand-in is taken back. A
    director gets one mail a day, however many papers there are.
    """
    if signatory.role == SignerRole.DIRECTOR:
        return post(
            "contracts/mail/ask_director",
            to=member.user.email,
            key=f"contracts-to-sign:{member.pk}:{timezone.localdate():%Y%m%d}",
            school=signatory.school,
            person=member.user,
            link=settings.SITE_URL + reverse("contracts:sign_many", args=[signatory.school.slug]),
        )
    return post(
        "contracts/mail/ask_sign",
        to=member.user.email,
        key=f"contract-sign:{signatory.version_id}:{signatory.pk}:{member.pk}:{signatory.asked_at}",
        **about(signatory, member),
    )


def changed(signatory, member, rows, *, is_same, had_signed, is_turn):
    """There is a new version: what was and what is now, and that it is signed again. `is_same`: nothing that is agreed
    differs.
    """
    return post(
        "contracts/mail/changed",
        to=member.user.email,
        key=f"contract-changed:{signatory.version_id}:{signatory.pk}:{member.pk}",
        rows=rows,
        is_same=is_same,
        had_signed=had_signed,
        is_turn=is_turn,
        **about(signatory, member),
    )


def refused(signatory, note):
    """Tell mentor and coordinators who does not sign, and why. A refused change (`is_change`) does not come."""
    placement = signatory.version.contract.placement
    coordinators = list(Membership.objects.staff(Role.COORDINATOR))
    for member in {one.pk: one for one in [placement.mentor, *coordinators]}.values():
        post(
            "contracts/mail/refused",
            to=member.user.email,
            key=f"contract-refused:{signatory.pk}:{member.pk}",
            school=signatory.school,
            about=signatory.version.contract,
            placement=placement,
            person=member.user,
            signatory=signatory,
            is_change=signatory.version.addendum_id is not None,
            note=note,
            link=settings.SITE_URL + reverse("contracts:contract", args=[signatory.school.slug, placement.pk]),
        )


def stopped(signatory, member, *, is_asked=False):
    """Tell the others, without a reason, that the paper is written again; `is_asked`: the student changes it."""
    words, is_asked = about(signatory, member), is_asked and signatory.role == SignerRole.STUDENT
    if is_asked:
        page = reverse("contracts:contract", args=[signatory.school.slug, words["placement"].pk])
        words["link"] = settings.SITE_URL + page
    return post(
        "contracts/mail/stopped",
        to=member.user.email,
        key=f"contract-stopped:{signatory.version_id}:{signatory.pk}:{member.pk}",
        is_asked=is_asked,
        **words,
    )


def about(signatory, member):
    """What every mail to a signatory says: whose paper, who asks, and the way in."""
    placement = signatory.version.contract.placement
    return {
        "school": signatory.school,
        "about": signatory.version.contract,
        "reply_to": placement.mentor.user.email or "",
        "placement": placement,
        "person": member.user,
        "is_student": signatory.role == SignerRole.STUDENT,
        "title": title_of(signatory.version),
        "is_change": signatory.version.addendum_id is not None,
        "link": way_to_sign(signatory, member),
    }
