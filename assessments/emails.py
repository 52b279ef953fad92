"""Mail about assessments. No score is ever in a mail."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from companies.mailing import reader_of
from core.mail import post
from schools.enums import Purpose
from schools.letters import in_mail, write_letter

OPEN_AFTER_END = timedelta(days=30)


def ask_company(assessment):
    """Ask the supervisor to fill in before the talk; once a day at most. Returns whether there was an address."""
    to = reader_of(assessment.placement.supervisor).member
    key = f"assessment-ask:{assessment.pk}:{to.pk}:{timezone.localdate()}"
    return _post("assessments/mail/ask_company", assessment, to, key=key) is not None


def tell_guardians(assessment):
    """Tell the guardians who follow the stage that the assessment can be read; again when it was fixed again."""
    for guardianship in assessment.placement.student.guardianships.seeing().for_list():
        to = guardianship.member
        key = f"assessment-final:{assessment.pk}:{to.pk}:{assessment.final_at:%Y%m%d%H%M%S}"
        _post("assessments/mail/tell_guardian", assessment, to, key=key)


def _post(template, assessment, to, *, key):
    placement = assessment.placement
    last = datetime.combine(placement.ends_on + OPEN_AFTER_END, time.max, timezone.get_current_timezone())
    soonest = timezone.now() + OPEN_AFTER_END
    letter = write_letter(to, Purpose.ENTRY, expires_at=max(last, soonest))
    return post(
        template,
        to=to.user.email,
        key=key,
        school=assessment.school,
        about=assessment,
        reply_to=placement.mentor.user.email or "",
        assessment=assessment,
        placement=placement,
        person=to.user,
        link=in_mail(letter),
    )
