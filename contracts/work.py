"""The work on the paper: the werk- en veiligheidscheck says no other work than people sign, or signed.

`settings.WORK_ON_PAPER` names `refuse_other_work`, so that the check, one storey lower, can ask.
"""

from django.utils.translation import gettext as _

from contracts import signing
from contracts.enums import AddendumState, ContractState
from contracts.models import Contract
from core.moves import MoveRefused


def refuse_other_work(placement, change):
    """Raise MoveRefused when this change of the check (placements.safety.WorkChange) makes the paper untrue.

    While it is signed nothing of the work changes. Once everybody signed, new and freer work asks for an addendum that
    names it; less work and more care never do.
    """
    signing.hold_papers(placement)
    contract = Contract.objects.select_for_update(of=("self",)).filter(placement=placement.pk).first()
    if contract is None:
        return
    if contract.state == ContractState.SIGNING:
        paper = contract.versions.open().filter(addendum=None).first()
        if set(change.after) != _on_paper(paper, change):
            raise MoveRefused(
                _(
                    "Dit werk staat op een contract dat wordt getekend. Stuur het contract eerst terug naar de"
                    " leerling. Daarna kunt u de taken aanpassen."
                )
            )
    if contract.state in (ContractState.COMPLETE, ContractState.ENDED):
        _refuse_looser(contract, change)


def _on_paper(version, change):
    """The work that this version names; one from before work was on it says nothing else than the check did."""
    rows = version.snapshot.get("work") if version else None
    return set(change.before) if rows is None else {(row["task"], row["rule"]) for row in rows}


def _refuse_looser(contract, change):
    """New and freer work is on the paper, or named in a change that everybody signed."""
    signed = _on_paper(contract.signed_version(), change)
    other = [one.task for one in change.looser if one not in signed]
    if not other:
        return
    if contract.state == ContractState.ENDED:
        raise MoveRefused(contract.why_fixed)
    applied = contract.addenda.filter(state=AddendumState.APPLIED).values_list("changes", flat=True)
    agreed = " ".join(changes["clause"][1] for changes in applied if "clause" in changes).casefold()
    if missing := [task for task in other if task.casefold() not in agreed]:
        raise MoveRefused(
            _(
                "Dit werk staat zo niet op het contract dat iedereen tekende: %(tasks)s. Maak een wijziging en noem"
                " het werk bij ‘Andere afspraak’. Na de laatste handtekening kan het hier."
                " Een taak weghalen, verbieden of onder toezicht zetten kan altijd."
            )
            % {"tasks": ", ".join(missing)}
        )
