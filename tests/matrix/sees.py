"""What nobody may meet in the own school, per person, as patterns over "own.student.phone" (security.md §3.1)."""

from fnmatch import fnmatch

from schools.enums import Role
from tests.matrix.table import ACTORS, OTHER, OWN, SAME

PERSONAL = (
    "student", "studentuser", "guardian", "guardianuser", "guardianship", "placement", "report", "reply", "submission",
    "contract", "contractaudit", "request", "photofile", "workfile", "paperfile", "scanfile", "resultfile", "final*",
    "assessment*", "day", "version", "signatory",
    "idle", "idleuser", "looseuser", "idle_part", "loose_part", "waiting", "draft",
    "planned", "past", "lwt", "lwt_plan", "talk*", "review", "rating", "help_call", "log",
    "sign_up", "chosen", "found*", "*meeting", "to_meet", "released", "asker", "askeruser", "asker_part", "asked_wish",
)  # fmt: skip
SEE_ALL = {"coordinator", "director"}
OF_SCHOOL = ("*.company.wanted", "*.company2.wanted", "*.flag.*", "*.log.*")
UNKNOWN_YET = ("prefix", "last_name", "number", "street", "postcode", "city", "phone")
WHO_ASKS = tuple(f"own.asker.{field}" for field in UNKNOWN_YET)
BEFORE_MATCH = (
    "own.idle*", "own.loose*", "own.waiting*", "own.askeruser*", "own.asked_wish.decline_text", "own.asked_wish.tip",
    "own.asked_wish.company_words", *WHO_ASKS,
)  # fmt: skip
CLASSMATE = ("own.idle*", "own.loose*", "own.waiting*", "own.asker*", "own.asked_wish*")
FAMILY_NEVER = ("company.notes", "invitation.note", "answer.*")
STAFF_ONLY = ("own.scanfile.*", "own.signatory.refusal")
GUIDANCE = ("own.talked.*", "own.review.*", "own.rating.*", "own.help_call.*")
FOR_ONESELF = ("experience", "skills", "interests", "ready", "questions", "proud", "otherwise")
OWN_WORDS = tuple(f"own.*meeting.{name}" for name in FOR_ONESELF)
NEVER = {  # beyond everything personal of others
    "coordinator": ("*.assessment_student.*", "*.assessment_company.*"),  # no voice hears another before the talk
    "mentor": ("*.assessment_student.*", "*.assessment_company.*", "*.flag.*", "*.proposal.*"),
    "director": ("*.flag.*", "*.proposal.*"),
    "student": (
        *CLASSMATE, *(f"own.{x}" for x in FAMILY_NEVER), "own.*_company.*", "own.*_mentor.*", "own.talk_agreed.*",
        "own.talked.said", "own.talked.tried", "own.review.*", "own.help_call.*", *STAFF_ONLY, *OF_SCHOOL,
    ),
    "guardian": (
        *CLASSMATE, *(f"own.{x}" for x in FAMILY_NEVER), "own.draft.*", "own.talk*", "own.request.*",
        "own.photofile.*", "own.workfile.*", "own.assessment*", "own.final_student.*", "own.final_company.*",
        "own.final_mentor.*", *GUIDANCE, *STAFF_ONLY, *OF_SCHOOL,
    ),
    "supervisor": (
        *BEFORE_MATCH, "own.draft.*", "own.talk_agreed.*", "own.company2.*", "own.company.notes", "own.request.*",
        "own.student.number", "own.student.street", "own.student.postcode", "own.student.city", "own.guardian*",
        "own.*_student.*", "own.*_mentor.*", "own.sign_up.*", *OWN_WORDS, *GUIDANCE, *STAFF_ONLY, *OF_SCHOOL,
    ),
    "jobcoach": (
        *CLASSMATE, *GUIDANCE, "own.company.notes", "own.request.*", "own.draft.*", "own.guardian*", "own.contract*",
        "own.version.*", "own.signatory.*", "own.*file.*", "own.final*", "own.assessment*", "own.talk*",
        "own.student.number",
        "own.student.street", "own.student.postcode", "own.student.city", *OF_SCHOOL,
    ),
}  # fmt: skip
LIKE = {
    "student_of_18": "student", "agreed_guardian": "guardian", "no_authority": "guardian", "twin": "supervisor",
    "other_supervisor": "supervisor",
}  # fmt: skip


def may_see(actor, what):
    """Whether this person may meet this text on any page of the own school."""
    role, own = ACTORS[actor]
    never = NEVER.get(actor) or [pattern.replace("own.", f"{own}.") for pattern in NEVER.get(LIKE.get(actor), ())]
    if any(fnmatch(what, pattern) for pattern in never):
        return False
    if actor in SEE_ALL:
        return True
    others = [relation for relation in (OWN, SAME, OTHER) if relation != own]
    oneself = {"blind_guardian": (), "guardian_of_18": ("same.guardianuser.*",)}.get(actor, ())
    if any(fnmatch(what, pattern) for pattern in oneself):
        return True
    kinds = (*PERSONAL, "company", "company2", "contact", "*engagement") if role == Role.SUPERVISOR else PERSONAL
    return not any(fnmatch(what, f"{relation}.{kind}.*") for relation in others for kind in kinds)
