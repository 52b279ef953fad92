"""Who may open which page of signing."""

from contracts.models import ContractVersion, Signatory
from core.tenancy import for_school
from schools.access import ANYONE
from schools.enums import Role

SIGNERS = {Role.DIRECTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR}
PAGES = ["contracts:sign", "contracts:sign_paper", "contracts:choose", "contracts:sign_refuse"]
OPEN_TO = {
    "contracts:order": {Role.COORDINATOR},
    "contracts:sign_many": {Role.DIRECTOR},
    **dict.fromkeys(PAGES, SIGNERS),
    "contracts:at_company": {Role.STUDENT},
    "contracts:scan_to_sign": {ANYONE},
}
NOT_THEIRS = dict.fromkeys(PAGES, SIGNERS - {Role.GUARDIAN})  # the tried paper waits for the guardian
NOT_THEIRS["contracts:choose"] = set()  # only posts


def arguments(world):
    """What each page needs in its address."""
    guardian = world.members[Role.GUARDIAN]
    with for_school(world.school):
        version = ContractVersion.objects.get_or_create(
            contract=world.contract, addendum=None, number=1, defaults={"snapshot": {}, "file": world.file}
        )[0]
        one = Signatory.objects.get_or_create(
            version=version, member=guardian, defaults={"role": "guardian", "position": 1, "name": "Ouder"}
        )[0]
    return {
        **dict.fromkeys(PAGES, [one.pk]),
        "contracts:at_company": [world.placement.pk],
        "contracts:scan_to_sign": ["geen-echte-code"],
    }
