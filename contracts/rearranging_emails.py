"""Mail about a stage that school changed before there was a paper. Every mail has a key, so that it leaves once."""

from django.utils import timezone

from contracts.paper_emails import way_in
from core.mail import post
from schools.enums import Role


def stage_rearranged(before, after, rows, *, by):
    """Tell who is in the stage, before and after, that it became different; while there is no paper that says so."""
    people = [after.student.member, before.supervisor.member, before.mentor, after.supervisor.member, after.mentor]
    for to in {person.pk: person for person in people if person and person.pk != by.pk}.values():
        post(
            "contracts/mail/stage_rearranged",
            to=to.user.email,
            key=f"stage-rearranged:{after.pk}:{timezone.now():%Y%m%d%H%M%S%f}:{to.pk}",
            school=after.school,
            about=after,
            reply_to=after.mentor.user.email or "",
            placement=after,
            person=to.user,
            is_student=to.role == Role.STUDENT,
            rows=rows,
            link=way_in(to, after),
        )
