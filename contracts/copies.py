"""The three copies of a paper: for whom each is, in the words of this stage."""

from django.utils.translation import gettext as _

from contracts.enums import CopyFor


def copy_label(of, facts):
    """A stage in the school has no company, and a student who signs alone keeps the own copy (domain §6, §10)."""
    if of == CopyFor.COMPANY and facts.get("stage", {}).get("is_internal"):
        return _("Exemplaar voor de stageplek")
    if of == CopyFor.GUARDIANS and not facts.get("student", {}).get("is_minor", True):
        return _("Exemplaar voor de leerling")
    return str(CopyFor(of).label)


def copy_labels(facts):
    """What stands on each copy, in the order in which they are printed."""
    return [copy_label(of, facts) for of in CopyFor]
