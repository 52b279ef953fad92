"""Mail about requests and placements. Every mail has a key, so that it leaves once."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from companies.mailing import reader_of
from core.mail import post
from schools.enums import Purpose
from schools.letters import in_mail, write_letter

OPEN_AFTER_END = timedelta(days=30)


def company_matched(placement):
    """Tell the supervisor who comes, when, and who guides from school; with the way in to the own page."""
    to = reader_of(placement.supervisor).member
    if to.user.email:
        _post(
            "placements/mail/company_matched",
            placement,
            to,
            key=f"company-matched:{placement.pk}:{to.pk}",
            link=_entry(placement, to),
        )


def student_placed(placement):
    """Tell the student that there is a place, when the school knows an address."""
    to = placement.student.member
    if to.user.email:
        link = _page("placements:placement", placement.school, placement.pk)
        _post("placements/mail/student_placed", placement, to, key=f"student-placed:{placement.pk}", link=link)


def mentor_named(placement, *, by):
    """Tell the mentor whom to guide, unless the mentor did it."""
    to = placement.mentor
    if to.user.email and to.user_id != by.user_id:
        link = _page("placements:placement", placement.school, placement.pk)
        _post("placements/mail/mentor_named", placement, to, key=f"mentor-named:{placement.pk}:{to.pk}", link=link)


def guardians_told(placement):
    """Tell the guardians who follow the stage where and when it is; with the way in to the own page."""
    for guardianship in placement.student.guardianships.seeing().for_list():
        to = guardianship.member
        if to.user.email:
            link = _entry(placement, to)
            _post(
                "placements/mail/guardian_told", placement, to, key=f"guardian-told:{placement.pk}:{to.pk}", link=link
            )


def jobcoach_named(placement):
    """Tell the jobcoach who comes and where."""
    to = placement.jobcoach
    if to and to.user.email:
        link = _page("placements:placement", placement.school, placement.pk)
        _post("placements/mail/mentor_named", placement, to, key=f"jobcoach-named:{placement.pk}:{to.pk}", link=link)


def company_thanked(placement):
    """Tell the old company of its last day, without where or why."""
    to = reader_of(placement.supervisor).member
    if to.user.email:
        _post("placements/mail/company_thanked", placement, to, key=f"company-thanked:{placement.pk}:{to.pk}")


def help_asked(call):
    """Ask the contact at SBB or the werkgeversservicepunt for a place. Never who it is for."""
    post(
        "placements/mail/help_asked",
        to=call.to_email,
        key=f"help-asked:{call.pk}",
        school=call.school,
        about=call,
        reply_to=call.asked_by.user.email or "",
        call=call,
        group=call.group,
        asker=call.asked_by.user,
    )


def placement_stopped(placement):
    """Tell company and student that the stage does not go on."""
    for to in (reader_of(placement.supervisor).member, placement.student.member):
        if to.user.email:
            key = f"placement-stopped:{placement.pk}:{to.pk}:{placement.state}"
            _post(
                "placements/mail/placement_stopped", placement, to, key=key, is_student=to == placement.student.member
            )


def request_declined(wish):
    """Tell the student in kind words that this place is not to be, and what can be done now."""
    to = wish.student.member
    if to.user.email:
        post(
            "placements/mail/request_declined",
            to=to.user.email,
            key=f"request-declined:{wish.pk}",
            school=wish.school,
            about=wish,
            wish=wish,
            link=_page("placements:requests", wish.school),
        )


def _post(name, placement, to, *, key, **context):
    post(
        name,
        to=to.user.email,
        key=key,
        school=placement.school,
        about=placement,
        reply_to=placement.mentor.user.email or "",
        placement=placement,
        person=to.user,
        **context,
    )


def _entry(placement, member):
    """The letter with which this person opens the own page until a month after the stage."""
    last = datetime.combine(placement.ends_on + OPEN_AFTER_END, time.max, timezone.get_current_timezone())
    return in_mail(write_letter(member, Purpose.ENTRY, expires_at=last))


def _page(name, school, *args):
    return settings.SITE_URL + reverse(name, args=[school.slug, *args])
