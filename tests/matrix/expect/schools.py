from schools.enums import BY_SCHOOL_ACCOUNT, Role
from tests.matrix.posts import a_deputy, one_class, one_letter
from tests.matrix.table import ALL, BOTH, JUST, NOTHING, OTHER, READ, SAME, WRITE, Page, by_letter, page, public

GUARDIAN = {"name": "Oma", "email": "oma@x.example"}
DAYS = {"name": "Studiedag", "kind": "study", "starts_on": "2027-03-04", "ends_on": "2027-03-04"}
LESSONS = {"valid_from": "2026-09-01", "begin_0": "08:30", "end_0": "15:00"}
SERVICE = {"tenant": "school.example", "client_id": "x", "secret": "geheim"}
COLLEAGUE = {"name": "Collega", "email": "collega@x.example", "role": "mentor"}
STUDENT = {
    "number": "7001", "first_name": "Sem", "last_name": "Bos", "birth_date": "2011-02-03", "class_name": "P4a",
}  # fmt: skip
JOBS = {"C": ALL, "M": {SAME}, "D": {OTHER}}  # own: asked for by the coordinator, same: a mentor, other: the director
OF_THE_PERSON = (
    "confirm_by_mail", "confirm_go_on", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn",
    "mfa_remove_webauthn", "mfa_generate_recovery_codes", "sessions",
)  # fmt: skip
EXPECT = {
    **dict.fromkeys(OF_THE_PERSON, public(BOTH)),  # about the own account only, and in no school
    **dict.fromkeys(["mfa_index", "mfa_view_recovery_codes", "mfa_download_recovery_codes"], public()),
    "schools:code_entry": public(BOTH),
    "schools:code_confirm": public(BOTH),
    "schools:entry": by_letter("letter_entry", BOTH, data={"code": "1"}),
    "schools:entry_code": by_letter("letter_entry", BOTH),
    "schools:not_me": by_letter("letter_entry", WRITE, data={}),
    "schools:letter_renew": by_letter("letter_entry", WRITE, data={}),  # the mail goes to the address on file
    "schools:school_account": public(BOTH),
    "schools:account_back": public(READ),
    "schools:school_account_link": Page(None, {role: frozenset({NOTHING}) for role in BY_SCHOOL_ACCOUNT}, BOTH),
    "schools:sign_in_service": page(None, BOTH, data=SERVICE, C=NOTHING),
    "schools:sign_in_test": page(None, WRITE, C=NOTHING),
    "schools:sign_in_switch": page(None, WRITE, data={"uit": "1"}, C=NOTHING),
    "schools:school_account_end": page("school_account", WRITE, data={}, C=ALL),
    "schools:role": Page(None, {role: frozenset({NOTHING}) for role in Role}, READ),
    "schools:members": page(None, BOTH, data=COLLEAGUE, C=NOTHING),
    "schools:member": page("member", BOTH, data={"until": "2031-01-01"}, C=ALL),
    "schools:deputy_new": page("member", WRITE, data=a_deputy, C=ALL),
    "schools:second_factor_lost": page("member", WRITE, C=ALL),  # nobody here has one to lose
    "schools:member_end": page("member", WRITE, data={}, C=ALL),
    "schools:security": page(None, BOTH, data={"mentors_second_factor": "on"}, C=NOTHING),
    "schools:students": page(None, READ, C=NOTHING, M=NOTHING, D=NOTHING),
    "schools:student_new": page(None, BOTH, data=STUDENT, C=NOTHING),
    "schools:login_letters": page(None, READ, C=NOTHING, M=NOTHING),
    "schools:login_letters_of": page(None, BOTH, data=one_letter, C=NOTHING, M=NOTHING),
    "schools:student": page("student", READ, C=ALL, M=JUST),
    "schools:student_edit": page("student", BOTH, data=STUDENT, C=ALL),
    "schools:guardian_new": page("student", BOTH, data=GUARDIAN, C=ALL),
    "schools:guardian": page("guardianship", BOTH, data={"phone": "0612"}, C=ALL),
    "schools:guardian_end": page("guardianship", WRITE, data={}, C=ALL),
    "schools:guardian_mail": page("guardianship", WRITE, data={}, C=ALL, M=JUST),
    "schools:job": page("job", READ, **JOBS),
    "schools:job_file": page("job", READ, **JOBS),
    "schools:lessons": page(None, READ, C=NOTHING),
    "schools:lessons_class": page(None, BOTH, data=one_class, C=NOTHING),
    "schools:lessons_student": page("student", BOTH, data=LESSONS, C=ALL),
    "schools:calendar": page(None, READ, C=NOTHING),
    "schools:calendar_fill": page(None, WRITE, data={}, C=NOTHING),
    "schools:closed_days_new": page(None, BOTH, data=DAYS, C=NOTHING),
    "schools:closed_days": page("closed", BOTH, data=DAYS, C=JUST),
}
