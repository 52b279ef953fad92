from core.tenancy import for_school
from schools.enums import BY_SCHOOL_ACCOUNT, Role
from schools.letters import token_of
from schools.models import ClosedDays, SchoolAccount

LETTER = {"letter:entry", "letter:signing"}
COORDINATOR, MENTORS = {Role.COORDINATOR}, {Role.COORDINATOR, Role.MENTOR}
STAFF = {Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR}
OPEN_TO = {
    **dict.fromkeys(
        [
            "confirm_by_mail",
            "confirm_go_on",
            "mfa_index",
            "mfa_activate_totp",
            "mfa_deactivate_totp",
            "mfa_add_webauthn",
            "mfa_remove_webauthn",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_download_recovery_codes",
            "sessions",
        ],
        {"person"},
    ),
    "schools:code_entry": {"anyone"},
    "schools:code_confirm": {"anyone"},
    "schools:entry": LETTER,
    "schools:entry_code": LETTER,
    "schools:not_me": LETTER,
    "schools:letter_renew": {"anyone"},
    "schools:school_account": {"anyone"},
    "schools:account_back": {"anyone"},
    "schools:school_account_link": set(BY_SCHOOL_ACCOUNT),
    "schools:sign_in_service": COORDINATOR,
    "schools:sign_in_test": COORDINATOR,
    "schools:sign_in_switch": COORDINATOR,
    "schools:school_account_end": COORDINATOR,
    "schools:role": set(Role),
    "schools:members": COORDINATOR,
    "schools:member": COORDINATOR,
    "schools:deputy_new": COORDINATOR,
    "schools:second_factor_lost": COORDINATOR,
    "schools:member_end": COORDINATOR,
    "schools:security": COORDINATOR,
    "schools:students": STAFF,
    "schools:student_new": COORDINATOR,
    "schools:login_letters": MENTORS,
    "schools:login_letters_of": MENTORS,
    "schools:student": MENTORS,
    "schools:student_edit": COORDINATOR,
    "schools:guardian_new": COORDINATOR,
    "schools:guardian": COORDINATOR,
    "schools:guardian_end": COORDINATOR,
    "schools:guardian_mail": MENTORS,
    "schools:job": STAFF,
    "schools:job_file": STAFF,
    "schools:lessons": COORDINATOR,
    "schools:lessons_class": COORDINATOR,
    "schools:lessons_student": COORDINATOR,
    "schools:calendar": COORDINATOR,
    "schools:calendar_fill": COORDINATOR,
    "schools:closed_days_new": COORDINATOR,
    "schools:closed_days": COORDINATOR,
}

# Roles that may open such a page, but not for the thing in this world: the coordinator asked for this work.
NOT_THEIRS = dict.fromkeys(["schools:job", "schools:job_file"], {Role.MENTOR, Role.DIRECTOR})


def arguments(world):
    token, student, job = [token_of(world.letter)], [world.student.pk], [world.job.pk]
    with for_school(world.school):
        closed, _new = ClosedDays.objects.get_or_create(
            name="Studiedag", kind="study", starts_on="2027-02-04", ends_on="2027-02-04"
        )
        account, _new = SchoolAccount.objects.get_or_create(
            user=world.members[Role.MENTOR].user, subject_hmac="a" * 64, how="email"
        )
    return {
        "schools:school_account_end": [account.pk],
        **dict.fromkeys(["schools:entry", "schools:entry_code", "schools:not_me", "schools:letter_renew"], token),
        **dict.fromkeys(
            ["schools:student", "schools:student_edit", "schools:guardian_new", "schools:lessons_student"], student
        ),
        **dict.fromkeys(
            ["schools:guardian", "schools:guardian_end", "schools:guardian_mail"], [world.guardianship.pk]
        ),
        **dict.fromkeys(["schools:job", "schools:job_file"], job),
        **dict.fromkeys(
            ["schools:member", "schools:deputy_new", "schools:second_factor_lost", "schools:member_end"],
            [world.members[Role.MENTOR].pk],
        ),
        "schools:closed_days": [closed.pk],
    }
