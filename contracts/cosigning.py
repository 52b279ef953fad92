"""Who signs a change: whoever signed the contract and still has that role, and whoever comes in by the change.

Director, student and guardians are those of today: a guardian added since signs too, and who turned 18 signs alone.
"""

from companies.models import CompanyContact
from contracts.enums import SignatoryState, SignerRole, VersionState
from contracts.models import Signatory


def company_signers(version):
    """[Membership] who sign a change for the company: who signed the contract and works there still, and who is to
    guide the student; [] when the first are all gone and nobody comes.
    """
    contract, placement = version.contract, version.contract.placement
    working = placement.company.contacts.current().select_related("member__user")
    signed = _signed(contract, SignerRole.COMPANY).values("member")
    found = list(working.filter(member__in=signed).order_by("pk"))
    _old, new = version.addendum.changes.get("supervisor", (None, None))
    if new and new not in [one.pk for one in found]:
        found += CompanyContact.objects.filter(pk=new).select_related("member__user")
    return [one.member for one in found]


def partner_signed(version):
    """The contract had a fourth party."""
    return _signed(version.contract, SignerRole.PARTNER).exists()


def _signed(contract, role):
    """Who signed the contract itself in this role."""
    return Signatory.objects.filter(
        role=role, state=SignatoryState.SIGNED, version__contract=contract, version__addendum=None,
        version__state=VersionState.COMPLETE,
    )  # fmt: skip
