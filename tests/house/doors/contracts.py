"""Who may open which page of the contracts room."""

from contracts.models import ContractVersion
from core.tenancy import for_school
from schools.enums import STAFF, Role

CHECKERS = {Role.COORDINATOR, Role.MENTOR}
EVERYBODY_CONCERNED = {*STAFF, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR}

OPEN_TO = {
    "contracts:contracts": set(STAFF),
    "contracts:make_many": CHECKERS,
    "contracts:contract": EVERYBODY_CONCERNED,
    "contracts:fill_in": {Role.STUDENT},
    "contracts:question": {Role.STUDENT},
    "contracts:submit": {Role.STUDENT},
    "contracts:check_off": CHECKERS,
    "contracts:send_back": CHECKERS,
    "contracts:make": CHECKERS,
    "contracts:download": EVERYBODY_CONCERNED,
}


def arguments(world):
    """What each page needs in its address."""
    with for_school(world.school):
        version = ContractVersion.objects.get_or_create(
            contract=world.contract, number=1, defaults={"snapshot": {}, "file": world.file}
        )[0]
    placed = [world.placement.pk]
    return {
        "contracts:contract": placed,
        "contracts:fill_in": placed,
        "contracts:question": [*placed, "phone"],
        "contracts:submit": placed,
        "contracts:check_off": placed,
        "contracts:send_back": placed,
        "contracts:make": placed,
        "contracts:download": [version.pk],
    }
