"""The guardians a paper knows: who signs for a minor, and whether an address must stay secret."""


def guardians_of(student):
    """Guardians with authority today, in the order they came."""
    return student.guardianships.current().with_authority().for_list()


def has_secret_address(student):
    """One of the guardians, with authority or without, has a secret address: foster parents often have the latter."""
    return student.guardianships.current().filter(is_address_shielded=True).exists()


def guardians_for_page(contract):
    """[{member, name, is_address_shielded}] of who signs for a minor, as the contract of a page knows it already."""
    if hasattr(contract, "guardian_list"):
        return contract.guardian_list
    return [
        {"member": one.member_id, "name": one.member.user.name, "is_address_shielded": one.is_address_shielded}
        for one in guardians_of(contract.placement.student)
    ]
