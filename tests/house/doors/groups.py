"""Who may open which page of the groups room."""

from core.tenancy import for_school
from schools.enums import Role
from schools.letters import token_of

LEADS = {Role.COORDINATOR, Role.DIRECTOR}
COORDINATOR = {Role.COORDINATOR}
LETTER = {"letter:availability"}

OPEN_TO = {
    "groups:groups": LEADS,
    "groups:group_new": COORDINATOR,
    "groups:group_sum": COORDINATOR,
    "groups:kinds": COORDINATOR,
    "groups:kinds_fill": COORDINATOR,
    "groups:kind_new": COORDINATOR,
    "groups:kind_edit": COORDINATOR,
    "groups:group": LEADS,
    "groups:group_edit": COORDINATOR,
    "groups:group_step": COORDINATOR,
    "groups:group_students": COORDINATOR,
    "groups:group_students_remove": COORDINATOR,
    "groups:group_lawful": COORDINATOR,
    "groups:group_student_days": COORDINATOR,
    "groups:group_companies": COORDINATOR,
    "groups:group_companies_remove": COORDINATOR,
    "groups:group_ask": COORDINATOR,
    "groups:group_answers": LEADS,
    "groups:group_remind": COORDINATOR,
    "groups:call_list": COORDINATOR,
    "groups:invitation": LEADS,
    "groups:invitation_answer": COORDINATOR,
    "groups:invitation_call": COORDINATOR,
    "groups:invitation_address": COORDINATOR,
    "groups:invitation_resend": COORDINATOR,
    "groups:divide": {Role.SUPERVISOR},
    "groups:availability": LETTER,
    "groups:availability_thanks": LETTER,
    "groups:availability_days": LETTER,
    "groups:availability_forward": LETTER,
    "groups:availability_own_page": LETTER,
    "groups:availability_opened": LETTER,
}
WITHOUT = {
    "groups:groups",
    "groups:group_new",
    "groups:group_sum",
    "groups:kinds",
    "groups:kinds_fill",
    "groups:kind_new",
    "groups:divide",
}


def arguments(world):
    """What each page needs in its address."""
    with for_school(world.school):
        token = token_of(world.availability)
    known = {"groups:kind_edit": [world.kind.pk], "groups:group_step": [world.group.pk, "close_for_students"]}
    known["groups:group_student_days"] = [world.group_student.pk]
    for name in OPEN_TO.keys() - WITHOUT - known.keys():
        if "availability" in name:
            known[name] = [token]
        else:
            known[name] = [world.invitation.pk if ":invitation" in name else world.group.pk]
    return known
