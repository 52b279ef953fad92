"""What nobody may meet in the own school, per person, as patterns over "own.student.phone" (security.md §3.1)."""

from fnmatch import fnmatch

from tests.matrix.table import ACTORS, OTHER, OWN, SAME

PERSONAL = (
    "student", "studentuser", "guardian", "guardianuser", "guardianship", "placement", "report", "reply", "submission",
    "contract", "contractaudit", "request", "photofile", "workfile", "paperfile", "resultfile", "final*",
    "assessment*", "day", "version",
)  # fmt: skip
SEE_ALL = {"coordinator", "director"}
FAMILY_NEVER = ("company.notes", "invitation.note", "answer.*")
NEVER = {  # beyond everything personal of others
    "coordinator": ("*.assessment_student.*", "*.assessment_company.*"),  # no voice hears another before the talk
    "mentor": ("*.assessment_student.*", "*.assessment_company.*"),
    "student": (*(f"own.{x}" for x in FAMILY_NEVER), "own.*_company.*", "own.*_mentor.*"),
    "guardian": (
        *(f"own.{x}" for x in FAMILY_NEVER), "own.request.*", "own.photofile.*", "own.workfile.*", "own.assessment*",
        "own.final_student.*", "own.final_company.*", "own.final_mentor.*",
    ),
    "supervisor": (
        "own.company.notes", "own.request.*", "own.student.number", "own.student.street", "own.student.postcode",
        "own.student.city", "own.guardian*", "own.*_student.*", "own.*_mentor.*",
    ),
}  # fmt: skip


def may_see(actor, what):
    """Whether this person may meet this text on any page of the own school."""
    role, own = ACTORS[actor]
    if any(fnmatch(what, pattern) for pattern in NEVER.get(actor, ())):
        return False
    if actor in SEE_ALL:
        return True
    others = [relation for relation in (OWN, SAME, OTHER) if relation != own]
    oneself = {"blind_guardian": (), "guardian_of_18": ("same.guardianuser.*",)}.get(actor, ())
    if any(fnmatch(what, pattern) for pattern in oneself):
        return True
    return not any(fnmatch(what, f"{relation}.{kind}.*") for relation in others for kind in PERSONAL)
