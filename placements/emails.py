"""Mail about requests and placements. Every mail has a key, so that it leaves once."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from companies.mailing import reader_of
from core.mail import post
from core.models import AuditEntry
from placements import ics
from placements.enums import MeetingKind
from schools.enums import Purpose, Role
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
        link = own_page("placements:placement", placement.school, placement.pk)
        _post("placements/mail/student_placed", placement, to, key=f"student-placed:{placement.pk}", link=link)


def mentor_named(placement, *, by):
    """Tell the mentor whom to guide, unless the mentor did it."""
    to = placement.mentor
    if to.user.email and to.user_id != by.user_id:
        link = own_page("placements:placement", placement.school, placement.pk)
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
        link = own_page("placements:placement", placement.school, placement.pk)
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
            key=once("request-declined", wish),
            school=wish.school,
            about=wish,
            wish=wish,
            link=own_page("placements:requests", wish.school),
        )


def once(kind, wish):
    """The key of a mail about the last thing that happened to a wish: after a step back it may leave again."""
    last = AuditEntry.objects.about(wish).last()
    return f"{kind}:{wish.pk}:{last.pk if last else 0}"


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


def own_page(name, school, *args):
    """The full address of a page of this school."""
    return settings.SITE_URL + reverse(name, args=[school.slug, *args])


def told_the_choice(sign_up):
    """Tell the student who goes along with this piece of work, or kindly why not this time."""
    engagement, to = sign_up.engagement, sign_up.student.member
    link = own_page("placements:engagement", engagement.school, engagement.pk)
    key = f"engagement-choice:{sign_up.pk}:{sign_up.posted_at:%Y%m%d%H%M%S}"
    words = {"sign_up": sign_up, "engagement": engagement}
    _tell("placements/mail/engagement_choice", sign_up, to, key=key, link=link, **words)


def told_who_comes(engagement):
    """Tell the organisation and whoever comes along that it is decided; the names stand on their own pages only."""
    to = engagement.contact.member
    last = datetime.combine(engagement.date + OPEN_AFTER_END, time.max, timezone.get_current_timezone())
    link = in_mail(write_letter(to, Purpose.ENTRY, expires_at=last))
    number = engagement.sign_ups.chosen().count()
    words = {"engagement": engagement, "number": number}
    key = f"engagement-decided:{engagement.pk}"
    _tell("placements/mail/engagement_decided", engagement, to, key=key, link=link, **words)
    page = own_page("placements:engagement", engagement.school, engagement.pk)
    along = engagement.companion
    key = f"engagement-along:{engagement.pk}:{along.pk}"
    _tell("placements/mail/engagement_along", engagement, along, key=key, link=page, **words)


def told_off(engagement, to):
    """Tell somebody who counted on it that the piece of work does not take place."""
    is_student = to.role == Role.STUDENT
    key = f"engagement-off:{engagement.pk}:{to.pk}"
    _tell("placements/mail/engagement_off", engagement, to, key=key, engagement=engagement, is_student=is_student)


def told_about_found(found):
    """Tell the student what school says of the place that was found."""
    to, link = found.student.member, own_page("placements:found_place", found.school, found.pk)
    _tell("placements/mail/found_answer", found, to, key=f"found-answer:{found.pk}", link=link, found=found)


def meeting_asked(meeting):
    """Ask the student which of two moments it is to be."""
    to = meeting.request.student.member
    link = own_page("placements:meeting", meeting.school, meeting.pk)
    key = f"meeting-asked:{meeting.pk}:{meeting.changes}"
    _tell("placements/mail/meeting_asked", meeting, to, key=key, link=link, meeting=meeting)


def meeting_agreed(meeting):
    """Tell both sides when it is, with the appointment for their calendars."""
    _tell_both("placements/mail/meeting_agreed", meeting, "meeting-agreed", ics.of_meeting(meeting))


def meeting_passed_by(meeting):
    """Tell whoever leads the talk that neither moment works."""
    for to in _hosts(meeting):
        key = f"meeting-passed-by:{meeting.pk}:{meeting.changes}:{to.pk}"
        link = _meeting_link(meeting, to)
        _tell("placements/mail/meeting_passed_by", meeting, to, key=key, link=link, meeting=meeting)


def meeting_off(meeting):
    """Tell both sides that there is no talk; what was in a calendar goes out of it."""
    calendar = ics.of_meeting(meeting) if meeting.at else b""
    _tell_both("placements/mail/meeting_off", meeting, "meeting-off", calendar)


def _tell_both(name, meeting, kind, calendar):
    for to in (meeting.request.student.member, *_hosts(meeting)):
        _tell(
            name, meeting, to, key=f"{kind}:{meeting.pk}:{meeting.changes}:{to.pk}", meeting=meeting,
            link=_meeting_link(meeting, to), is_student=to.role == Role.STUDENT, calendar=calendar.decode(),
        )  # fmt: skip


def _hosts(meeting):
    """Who leads the talk: the contact of the company, or at school the mentor; the coordinator when there is none."""
    wish = meeting.request
    lead = wish.student.mentor if meeting.kind == MeetingKind.APPLY else (wish.answerer and wish.answerer.member)
    return [lead or wish.group.coordinator]


def _meeting_link(meeting, to):
    """The page of the talk; for a company the way in to its own pages, where the talk stands first."""
    if to.role != Role.SUPERVISOR:
        return own_page("placements:meeting", meeting.school, meeting.pk)
    day = max(meeting.first_at, meeting.second_at) + OPEN_AFTER_END
    return in_mail(write_letter(to, Purpose.ENTRY, expires_at=day))


def _tell(name, about, to, *, key, **context):
    """Write one mail to a member; nothing for somebody without an address."""
    if to.user.email:
        post(
            name,
            to=to.user.email,
            key=key,
            school=about.school,
            about=about,
            reply_to=about.school.email,
            person=to.user,
            **context,
        )
