"""The doors of attendance, day reports and assignments."""

from core import files
from core.tenancy import for_school
from schools.enums import Role

LOOKERS = {Role.STUDENT, Role.MENTOR, Role.COORDINATOR, Role.GUARDIAN, Role.SUPERVISOR}
SEE_PHOTOS = LOOKERS - {Role.GUARDIAN}
OPEN_TO = {
    "placements:today": {Role.COORDINATOR, Role.MENTOR},
    "placements:days": LOOKERS | {Role.JOBCOACH},
    "placements:check_in": {Role.STUDENT},
    "placements:day": {Role.MENTOR, Role.COORDINATOR, Role.SUPERVISOR},
    "placements:confirm_week": {Role.SUPERVISOR},
    "placements:reports": LOOKERS | {Role.JOBCOACH},
    "placements:report": LOOKERS | {Role.JOBCOACH},
    "placements:report_write": {Role.STUDENT},
    "placements:report_photo": SEE_PHOTOS,
    "placements:assignments": LOOKERS,
    "placements:submission": LOOKERS,
    "placements:submission_file": SEE_PHOTOS,
    "placements:group_assignments": {Role.COORDINATOR, Role.MENTOR},
    "placements:assignment_new": {Role.COORDINATOR, Role.MENTOR},
}


def arguments(world):
    """What each page is about."""
    _with_photos(world)
    placement, report, submission = world.placement.pk, world.report.date, world.submission.pk
    return {
        "placements:days": [placement],
        "placements:check_in": [placement],
        "placements:day": [placement, world.day.date],
        "placements:confirm_week": [placement, world.day.date],
        "placements:reports": [placement],
        "placements:report": [placement, report],
        "placements:report_write": [placement, report],
        "placements:report_photo": [placement, report],
        "placements:assignments": [placement],
        "placements:submission": [placement, submission],
        "placements:submission_file": [placement, submission],
        "placements:group_assignments": [world.group.pk],
        "placements:assignment_new": [world.group.pk],
    }


def _with_photos(world):
    with for_school(world.school):
        for thing, field in ((world.report, "photo"), (world.submission, "file")):
            if getattr(thing, field) is None:
                photo = files.keep(world.school, b"jpeg", name="foto.jpg", content_type="image/jpeg")
                setattr(thing, field, photo)
                thing.save()
