"""Who may open which page of the placements room."""

from schools.enums import STAFF, Role

EVERYBODY_CONCERNED = {*STAFF, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR}

OPEN_TO = {
    "placements:placements": set(STAFF),
    "placements:placement": EVERYBODY_CONCERNED,
    "placements:placement_cancel": {Role.COORDINATOR},
    "placements:placement_end": {Role.COORDINATOR, Role.MENTOR},
}


def arguments(world):
    """What each page needs in its address."""
    return {
        "placements:placements": [],
        "placements:placement": [world.placement.pk],
        "placements:placement_cancel": [world.placement.pk],
        "placements:placement_end": [world.placement.pk],
    }
