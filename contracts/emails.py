"""Mail about contracts. Every mail has a key, so that it leaves once."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.mail import post
from schools.enums import Purpose
from schools.letters import in_mail, write_letter

OPEN_AFTER_END = timedelta(days=30)


def part_submitted(contract):
    """Tell the mentor that the student is done and somebody should look."""
    placement = contract.placement
    to = placement.mentor.user
    page = reverse("contracts:contract", args=[contract.school.slug, placement.pk])
    post(
        "contracts/mail/part_submitted",
        to=to.email,
        key=f"contract-submitted:{contract.pk}:{contract.changed_at:%Y%m%d%H%M%S}",
        school=contract.school,
        about=contract,
        placement=placement,
        person=to,
        link=settings.SITE_URL + page,
    )


def version_made(version):
    """Tell the guardians who follow the stage that the paper is there to read and to sign."""
    placement = version.contract.placement
    last = datetime.combine(placement.ends_on + OPEN_AFTER_END, time.max, timezone.get_current_timezone())
    for guardianship in placement.student.guardianships.seeing().for_list():
        to = guardianship.member
        post(
            "contracts/mail/version_made",
            to=to.user.email,
            key=f"contract-made:{version.pk}:{to.pk}",
            school=version.school,
            about=version.contract,
            reply_to=placement.mentor.user.email or "",
            placement=placement,
            person=to.user,
            signs=guardianship.has_authority,
            link=in_mail(write_letter(to, Purpose.ENTRY, expires_at=last)),
        )
