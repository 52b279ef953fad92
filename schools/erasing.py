"""Erase a student: the classification says what goes (core/erasing.py), this says who belongs to the student."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core import privacy
from core.erasing import Subject, erase
from core.models import Job
from core.moves import MoveRefused
from core.privacy import Rows
from core.tenancy import acting_as
from schools import people, retention
from schools.enums import ErasureState
from schools.models import Erasure, Guardianship, ImportRun, Membership, Student
from schools.terms import DOSSIER, IDENTITY


def carry_out(erasure):
    """Erase what this announcement is about; returns how many rows changed. Inside the move: whole or not at all."""
    if erasure.student_id is None or erasure.term not in ("", DOSSIER, IDENTITY):
        return retention.erase_due(erasure.term, timezone.localdate(), student=erasure.student_id)
    student = Student.objects.select_related("member__user").select_for_update(of=("self",)).get(pk=erasure.student_id)
    if erasure.term == DOSSIER:
        return erase_dossier(student)
    return erase_student(student)


def erase_student(student):
    """Everything: the row stays as an anonymous stub for the figures. Returns the number of rows."""
    guardians = guardians_of(student)
    subject = subject_of(student, [student.member, *guardians])
    refuse_when_busy(student, subject)
    done = sum(erase(subject).values())
    for member in [student.member, *guardians]:
        people.end_role(member)
    today = timezone.localdate()
    left_on = min(student.left_on or today, today)
    Student.objects.filter(pk=student.pk).update(left_on=left_on, dossier_erased_on=today, erased_on=today)
    return done


def erase_dossier(student):
    """All but the name, the enrolment and the attendance, which the law keeps longer."""
    guardians = guardians_of(student)
    subject = subject_of(student, [student.member, *guardians])
    refuse_when_busy(student, subject)
    done = erase(subject, term=DOSSIER)
    of_guardians = {"users": accounts_of(guardians), "here": gone_here(guardians)}
    gone = erase(Subject(members=[one.pk for one in guardians], **of_guardians))
    for member in guardians:
        people.end_role(member)
    Student.objects.filter(pk=student.pk).update(dossier_erased_on=timezone.localdate())
    return sum(done.values()) + sum(gone.values())


def obstacles_of(student):
    """Sentences that say why this student cannot be erased now."""
    found = privacy.obstacles(student)
    if Erasure.objects.filter(student=student, state=ErasureState.HELD).exists():
        found.append(_("Van deze leerling hebt u iets vastgezet. Laat dat eerst los bij Bewaren en wissen."))
    return found


def what_goes(erasure):
    """[(name of a part, number of rows)] of what a student's announcement empties or deletes."""
    if erasure.student_id is None or erasure.term not in ("", DOSSIER, IDENTITY):
        return []
    subject, found = Subject(student=erasure.student_id), []
    for label, table in reversed(privacy.tables().items()):
        goes = table.rows == Rows.DELETE and erasure.term in ("", table.term)
        if table.student and table.title and (goes or table.fields_of(erasure.term or None)):
            found.append((table.title, subject.find(label, table).count()))
    return [(title, number) for title, number in found if number]


def refuse_when_busy(student, subject):
    """A stage that goes on, a job that prints or a list that is read now would write what was just erased."""
    if sentences := obstacles_of(student):
        raise MoveRefused(" ".join(sentences))
    working = Job.objects.filter(subject.jobs(), state__in=[Job.State.WAITING, Job.State.RUNNING])
    reading = [ImportRun.State.READING, ImportRun.State.BUSY]
    if working.exists() or ImportRun.objects.filter(state__in=reading).exists():
        raise MoveRefused(_("Er loopt nog werk met deze leerling. Probeer het over een paar minuten nog eens."))


def subject_of(student, members):
    """The student with everybody whose role here ends with this student."""
    users = [student.member.user, *(link.member.user for link in student.guardianships.for_list())]
    ours = set(accounts_of(members))
    return Subject(
        student=student.pk,
        members=[member.pk for member in members],
        users=ours,
        here=gone_here(members),
        names=[student.name],
        marks=[student.number, *(user.email for user in users if user.pk in ours)],
    )


def guardians_of(student):
    """Guardians who have no other child at this school."""
    links = student.guardianships.for_list()
    others = Guardianship.objects.filter(member__in=[link.member_id for link in links]).exclude(student=student)
    elsewhere = set(others.values_list("member_id", flat=True))
    return [link.member for link in links if link.member_id not in elsewhere]


def accounts_of(members):
    """Ids of the accounts that have no other role anywhere, so that nobody misses them."""
    return [member.user_id for member in members if not is_needed(member)]


def gone_here(members):
    """Ids of the accounts that have no other role at this school."""
    others = Membership.objects.filter(user__in=[member.user_id for member in members])
    stay = set(others.exclude(pk__in=[member.pk for member in members]).values_list("user_id", flat=True))
    return {member.user_id for member in members} - stay


def is_needed(member):
    """This person has another role, here or at another school, or works for the platform."""
    if member.user.is_staff or member.user.is_superuser:
        return True
    with acting_as(member.user_id):  # the policy shows roles at other schools to their holder only
        return Membership.of_person.filter(user=member.user_id).exclude(pk=member.pk).exists()


