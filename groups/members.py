"""Students and companies come into a group, and leave it as long as nothing hangs on them."""

from django.utils.translation import gettext as _

from core.models import AuditEntry
from core.moves import MoveRefused
from groups.enums import InvitationState
from groups.models import GroupStudent, Invitation


def add_students(group, students):
    """Put students in the group; who is in it already stays."""
    rows = [GroupStudent(school_id=group.school_id, group=group, student=student) for student in students]
    GroupStudent.objects.bulk_create(rows, ignore_conflicts=True)


def remove_students(group, group_students):
    """Take students out of the group. Refused when one has a request or a stage in it."""
    ids = [row.student_id for row in group_students]
    asked = group.requests.filter(student__in=ids).values_list("student", flat=True)
    placed = group.placements.filter(student__in=ids).values_list("student", flat=True)
    if busy := set(asked) | set(placed):
        name = next(row.student.name for row in group_students if row.student_id in busy)
        raise MoveRefused(_("%(name)s heeft in deze groep al een aanvraag of een stage.") % {"name": name})
    GroupStudent.objects.filter(pk__in=[row.pk for row in group_students]).delete()


def set_days(part, weekdays, *, by):
    """Keep the own stage days of a student; all days of the group are no own days."""
    own = sorted(set(weekdays))
    part.weekdays = None if own == sorted(part.group.weekdays) else own
    part.save(update_fields=["weekdays"])
    AuditEntry.record(part, action="set_days", by=by, note=part.weekday_words)


def add_companies(group, companies):
    """Put companies in the group, each with its first contact; they are asked later."""
    rows = []
    for company in companies.prefetch_related("contacts"):
        first = next((contact for contact in company.contacts.all() if contact.is_first), None)
        rows.append(Invitation(school_id=group.school_id, group=group, company=company, contact=first))
    Invitation.objects.bulk_create(rows, ignore_conflicts=True)


def remove_companies(group, invitations):
    """Take companies out of the group again; only those that were not asked."""
    asked = [one for one in invitations if one.state != InvitationState.NEW]
    if asked:
        raise MoveRefused(_("%(name)s is al gevraagd en blijft in de groep.") % {"name": asked[0].company.name})
    Invitation.objects.filter(pk__in=[one.pk for one in invitations]).delete()
