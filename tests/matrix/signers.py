"""Who signs the paper of each family: all are in turn at once, so that everybody can act."""

from core.tenancy import for_school
from tests.matrix.table import OWN


def add_signers(side, relation, version):
    """Director, student, guardian of a minor, and company, as they were invited."""
    version.signatories.update(position=1)
    for one in version.signatories.all():
        side.things.setdefault(f"signs_{one.role}", {})[relation] = one
        side.label(one, f"{relation}.signatory")


def stands_in(side, member):
    """Somebody who works for the company at both schools signs for it as well."""
    with for_school(side.school):
        side.things["signs_company"][OWN].stand_in = member
        side.things["signs_company"][OWN].save()


def ticked(world, relation):
    """The form with which a director signs the own paper of the first family."""
    one = world.a.things["signs_director"][OWN]
    return {"teken": one.pk, "agree": "on", "name": "x"}
