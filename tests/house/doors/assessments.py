from django.utils import timezone

from assessments.enums import AssessmentState
from assessments.models import Assessment
from core.tenancy import for_school
from schools.enums import Role

LEADS = {Role.COORDINATOR, Role.MENTOR}
FAMILY = {Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR, Role.DIRECTOR}
OPEN_TO = {
    "assessments:due": LEADS,
    "assessments:assessments": LEADS | FAMILY,
    "assessments:plan": LEADS,
    "assessments:assessment": LEADS | FAMILY,
    "assessments:replan": LEADS,
    "assessments:cancel": LEADS,
    "assessments:ask_company": LEADS,
    "assessments:fill": LEADS | {Role.STUDENT, Role.SUPERVISOR},
    "assessments:discuss": LEADS,
    "assessments:agree": LEADS,
    "assessments:conclude": LEADS,
    "assessments:finalise": LEADS,
    "assessments:reopen": {Role.COORDINATOR},
    "assessments:document": LEADS | FAMILY,
}


def arguments(world):
    """The one assessment, fixed, so that guardians may come in as well."""
    there = dict.fromkeys(("student_took_part", "company_took_part", "mentor_took_part"), True)
    with for_school(world.school):
        mine = Assessment.objects.filter(pk=world.assessment.pk)
        mine.update(state=AssessmentState.FINAL, final_at=timezone.now(), **there)
    one, stage = [world.assessment.pk], [world.placement.pk]
    of_stage = {"assessments:assessments": stage, "assessments:plan": stage}
    of_part = {"assessments:fill": [*one, 1], "assessments:agree": [*one, 1]}
    return {name: one for name in OPEN_TO if name != "assessments:due"} | of_stage | of_part
