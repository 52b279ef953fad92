"""People get in the books: a person once, a role per school, a student with guardians. Doing it twice changes nothing.

Schools share persons, never their addresses: a school cannot change the address with which somebody signs in.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import MoveRefused
from schools.enums import Role
from schools.models import Guardianship, Membership, Student, User
from schools.sessions import end_elsewhere


def person(email, name, phone=""):
    """The person with this address, made when unknown; without an address always somebody new.

    Who chose a password keeps the own name and number; of others the school may mend them.
    """
    return _person(email, name, phone)[0]


def _person(email, name, phone):
    """The same, and whether it is somebody new."""
    email = (email or "").strip().lower()
    known = email and User.objects.filter(email=email).first()
    if not known:
        return User.objects.create_user(email, name=name, phone=phone), True
    _mend(known, name, phone)
    return known, False


def _mend(user, name, phone):
    if not user.has_usable_password():
        _write(user, name=name or user.name, phone=phone or user.phone)


def is_free(email, user=None):
    """Nobody else signs in with this address."""
    taken = User.objects.filter(email=(email or "").strip().lower())
    return not email or not taken.exclude(pk=user and user.pk).exists()


def give_role(school, user, role):
    """The person's role at the school; a role that had ended begins again."""
    return _role(school.pk, user, role)


def _role(school_id, user, role, is_new=False):
    """The same; of somebody new there is nothing to look up."""
    if is_new:
        return Membership.objects.create(school_id=school_id, user=user, role=role)
    member, _new = Membership.objects.get_or_create(school_id=school_id, user=user, role=role, deputy_for=None)
    _write(member, until=None)
    return member


def save_student(school, *, number, first_name, last_name, email="", known=None, **details):
    """Write a student of the school, found by number when not `known`. Returns (student, is_new).

    `details` are fields of Student. An address that belongs to somebody else is left out: ask `is_free` first.
    A field that is not given stays as it is.
    """
    student = known or Student.objects.select_related("member__user").filter(number=number).first()
    details |= {"first_name": first_name, "last_name": last_name}
    if student is None:
        student = Student(school=school, number=number, **details)
        user = User.objects.create_user(email if is_free(email) else None, name=student.name)
        student.member = _role(school.pk, user, Role.STUDENT, is_new=True)
        student.save()
        return student, True
    _write(student, **details)
    _write(student.member, user=_user_of(student, email), until=student.left_on)
    return student, False


def _user_of(student, email):
    """The user of a student, with this address. A changed address is a new user: the old one may have other roles."""
    user, email = student.member.user, (email or "").strip().lower()
    if email and email != user.email and is_free(email, user):
        if user.email:
            return User.objects.create_user(email, name=student.name)
        user.email = email
        user.save(update_fields=["email"])
    if not user.has_usable_password():
        _write(user, name=student.name)
    return user


def save_guardian(student, *, name, email="", phone="", is_first=False, **details):
    """Write a guardian of a student, found by address, or by name when there is none. Returns the guardianship.

    The first of a new student need not be looked up.
    """
    email = (email or "").strip().lower()
    same = {"member__user__email": email} if email else {"member__user__email": None, "member__user__name": name}
    known = None if is_first else student.guardianships.select_related("member__user").filter(**same).first()
    if known:
        user = known.member.user
        _mend(user, name, phone) if email else _write(user, phone=phone or user.phone)
        _write(known.member, until=None)
        _write(known, until=None, **details)
        return known
    user, is_new = _person(email, name, phone)
    member = _role(student.school_id, user, Role.GUARDIAN, is_new)
    return Guardianship.objects.create(school_id=student.school_id, student=student, member=member, **details)


def end_role(member):
    """The role is over from this moment: its letters, its deputies, and wherever this person was signed in."""
    yesterday = timezone.localdate() - timedelta(days=1)
    if member.since and member.since > yesterday:
        member.since = yesterday
    member.until = yesterday
    member.save()
    member.letters.valid().update(revoked_at=timezone.now())
    end_elsewhere(member.user)
    for deputy in member.deputies.current():
        end_role(deputy)


def date_role(member, *, since, until):
    """Say from when until when a colleague has this role; deputies go no further. Raises MoveRefused.

    A school keeps a coordinator: the role of the last one goes on, from now and without an end.
    """
    if member.deputy_for_id:
        _refuse_beyond(member.deputy_for, until)
    elif member.role == Role.COORDINATOR and (until or (since and since > timezone.localdate())):
        coordinators = _coordinators().exclude(pk=member.pk)
        if not any(other.until is None or (until and other.until > until) for other in coordinators):
            raise MoveRefused(_("Dit is de laatste stagecoördinator. Voeg eerst een andere toe."))
    _write(member, since=since, until=until)
    for deputy in member.deputies.filter(until__gt=until) if until else ():
        _write(deputy, until=until, since=min(deputy.since, until))


def appoint_deputy(member, user, *, since, until):
    """Let a colleague stand in for `member` for these days. Raises MoveRefused. Returns the deputy's membership."""
    if user == member.user:
        raise MoveRefused(_("Kies iemand anders dan %(name)s zelf.") % {"name": user.name})
    if member.deputy_for_id:
        raise MoveRefused(_("Een vervanger kan zelf niet vervangen worden."))
    _refuse_beyond(member, until)
    deputy, is_new = Membership.objects.get_or_create(
        school_id=member.school_id,
        user=user,
        deputy_for=member,
        defaults={"role": member.role, "since": since, "until": until},
    )
    if not is_new:
        _write(deputy, since=since, until=until)
    return deputy


def _refuse_beyond(member, until):
    """A deputy goes no further than the role of whom is replaced."""
    if member.until and until > member.until:
        said = _("De rol van %(name)s stopt eerder. Kies een eerdere einddatum.")
        raise MoveRefused(said % {"name": member.user.name})


def _coordinators():
    own = Membership.objects.current().filter(role=Role.COORDINATOR, deputy_for=None)
    return own.select_for_update(of=("self",)).order_by("pk")


def end_staff_role(member):
    """End the role of a colleague; a school keeps at least one coordinator."""
    is_own = member.role == Role.COORDINATOR and not member.deputy_for_id
    if is_own and not _coordinators().exclude(pk=member.pk):
        raise MoveRefused(_("Dit is de laatste stagecoördinator. Voeg eerst een andere toe."))
    end_role(member)


def change_guardian(guardianship, *, phone, until, **facts):
    """Change what holds between this guardian and this student; without an end the own link works again.

    Who chose a password keeps the own number.
    """
    member = guardianship.member
    _mend(member.user, "", phone)
    _write(guardianship, until=until, **facts)
    if not guardianship.is_over:
        _write(member, until=None)


def end_guardian(guardianship):
    """This guardian no longer follows this student; without another child at school the role ends too."""
    _write(guardianship, until=timezone.localdate() - timedelta(days=1))
    others = Guardianship.objects.filter(member_id=guardianship.member_id, until=None).exclude(pk=guardianship.pk)
    if not others.exists():
        end_role(guardianship.member)


def _write(row, **values):
    """Save what differs, and only that."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
