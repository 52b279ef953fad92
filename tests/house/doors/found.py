"""The doors of the places that students found."""

from core.tenancy import for_school
from placements.models import FoundPlace
from schools.enums import Role
from tests.placements.test_found import TOLD

READERS = {Role.STUDENT, Role.COORDINATOR, Role.MENTOR}
OPEN_TO = {
    "placements:found_places": READERS,
    "placements:found_new": {Role.STUDENT},
    "placements:found_place": READERS,
    "placements:found_step": {Role.STUDENT},
    "placements:found_withdraw": {Role.STUDENT},
    "placements:found_accept": {Role.COORDINATOR},
    "placements:found_refuse": {Role.COORDINATOR},
    "placements:found_share": {Role.COORDINATOR},
}


def arguments(world):
    """What each page needs in its address."""
    if not hasattr(world, "found"):
        with for_school(world.school):
            world.found = FoundPlace.objects.create(
                school=world.school, group=world.group, student=world.student, state="posted", **TOLD
            )
    found = [world.found.pk]
    return {
        "placements:found_places": [],
        "placements:found_new": [],
        "placements:found_place": found,
        "placements:found_step": [*found, 1],
        "placements:found_withdraw": found,
        "placements:found_accept": found,
        "placements:found_refuse": found,
        "placements:found_share": found,
    }
