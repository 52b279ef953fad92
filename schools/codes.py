"""Login codes of students: nine letters, shown once, in the letter. Only their HMAC is kept."""

import re
import secrets
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from schools.letters import peppered
from schools.models import LoginCode, Student

ALPHABET = "BCDFGHJKLMNPQRSTVWXZ"
LENGTH = 9


def new_code():
    """Nine letters that cannot be mistaken for each other and spell no words."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def plain(text):
    """The code in what somebody typed: case, dashes and spaces do not count."""
    return re.sub(r"[\W_]", "", text).upper()


def shown(code):
    """The code as it is printed: BCD-FGH-JKL."""
    return "-".join(code[place : place + 3] for place in range(0, LENGTH, 3))


def ends_on(today):
    """31 August of this school year; letters made in the last month are for the next one."""
    return date(today.year + (today.month >= 7), 8, 31)


def hmac_of(school_id, code):
    return peppered(f"code:{school_id}:{plain(code)}")


def issue(codes):
    """Make these codes ({student id: code}) valid for students of the open school; their earlier codes end now."""
    today = timezone.localdate()
    students = list(Student.objects.filter(pk__in=codes).select_for_update().order_by("pk"))
    LoginCode.objects.filter(student__in=students).exclude(state=LoginCode.State.VOID).update(
        state=LoginCode.State.VOID
    )
    return LoginCode.objects.bulk_create(
        LoginCode(
            school_id=student.school_id,
            student=student,
            code_hmac=hmac_of(student.school_id, codes[student.pk]),
            expires_on=ends_on(today),
        )
        for student in students
    )


def valid():
    """Codes that still open the door, for students who are at school."""
    today = timezone.localdate()
    enrolled = Student.objects.enrolled()
    return LoginCode.objects.exclude(state=LoginCode.State.VOID).filter(expires_on__gte=today, student__in=enrolled)


def find(school, text):
    """The valid code with these letters at this school, or None."""
    codes = valid().filter(code_hmac=hmac_of(school.pk, text))
    return codes.select_related("student__member__user").first()


def note_use(code):
    """Write down that the code was used, and when."""
    code.state, code.last_used_at = LoginCode.State.USED, timezone.now()
    code.first_used_at = code.first_used_at or code.last_used_at
    code.save()


def with_code(students):
    """Students with the stand of their code: `code_state` (None: no valid code) and `code_used_at`."""
    live = valid().filter(student=OuterRef("pk"))
    return students.annotate(
        code_state=Subquery(live.values("state")[:1]), code_used_at=Subquery(live.values("last_used_at")[:1])
    )
