"""Mail about contracts. Every mail has a key, so that it leaves once."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from contracts.enums import SignerRole
from contracts.readers import who_still_reads
from core.mail import post
from schools.enums import Purpose
from schools.letters import in_mail, write_letter

PARTIES = (SignerRole.STUDENT, SignerRole.GUARDIAN, SignerRole.COMPANY)
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


def version_sealed(version, contract):
    """Tell who signed and still reads it that everybody did, and where the sealed paper is. School has its page."""
    placement = contract.placement
    last = datetime.combine(placement.ends_on + OPEN_AFTER_END, time.max, timezone.get_current_timezone())
    open_until = max(last, timezone.now() + OPEN_AFTER_END)
    for signatory in version.signatories.filter(role__in=PARTIES).for_list():
        for to in who_still_reads(signatory, placement):
            is_student = signatory.role == SignerRole.STUDENT
            page = reverse("contracts:contract", args=[version.school.slug, placement.pk])
            is_kept = signatory.role == SignerRole.COMPANY and placement.is_over  # a company reads it no more
            by_letter = not is_student and not is_kept
            own = in_mail(write_letter(to, Purpose.ENTRY, expires_at=open_until)) if by_letter else ""
            post(
                "contracts/mail/version_sealed",
                to=to.user.email,
                key=f"contract-sealed:{version.pk}:{to.pk}",
                school=version.school,
                about=contract,
                reply_to=placement.mentor.user.email or "",
                placement=placement,
                version=version,
                person=to.user,
                is_student=is_student,
                is_kept=is_kept,
                link="" if is_kept else own or settings.SITE_URL + page,
            )


def version_made(version):
    """Tell the guardians who follow the stage and do not sign that the paper is there to read."""
    placement = version.contract.placement
    last = datetime.combine(placement.ends_on + OPEN_AFTER_END, time.max, timezone.get_current_timezone())
    for guardianship in placement.student.guardianships.seeing().filter(has_authority=False).for_list():
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
            link=in_mail(write_letter(to, Purpose.ENTRY, expires_at=last)),
        )


def company_asked(contract, to):
    """Ask the company whether its data on the contract are right; one mail a day, the later ones remind."""
    placement = contract.placement
    last = datetime.combine(placement.ends_on, time.max, timezone.get_current_timezone())
    post(
        "contracts/mail/company_asked",
        to=to.user.email,
        key=f"contract-company:{contract.pk}:{timezone.localdate():%Y%m%d}",
        school=contract.school,
        about=contract,
        reply_to=placement.mentor.user.email or "",
        placement=placement,
        person=to.user,
        link=in_mail(write_letter(to, Purpose.ENTRY, expires_at=last)),
    )
