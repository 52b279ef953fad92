"""The guardians a paper knows: who signs for a minor, and whether an address must stay secret."""


def guardians_of(student):
    """Guardians with authority today, in the order they came."""
    return student.guardianships.current().with_authority().for_list()


def has_secret_address(student):
    """One of the guardians, with authority or without, has a secret address: foster parents often have the latter."""
    return student.guardianships.current().filter(is_address_shielded=True).exists()
