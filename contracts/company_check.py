"""A company looks at what will stand on the contract, and says what is different."""

from companies.models import Company
from companies.profile import propose
from contracts.allowance import agreed
from contracts.calendar import times_of
from contracts.enums import Remarked
from contracts.models import CompanyRemark, Contract

PROFILE = ("street", "postcode", "city", "phone", "tasks", "clothing", "ppe")  # its own profile: school decides there
NOTHING = "–"  # how a remark says that a field is to be empty


def as_it_stands(contract):
    """{field: what will stand on the paper}, in the words of the form."""
    placement, company = contract.placement, contract.placement.company
    return {name: getattr(company, name) for name in PROFILE} | {
        "name": company.name,
        "kvk": company.kvk,
        "signer": contract.signs_for_company.member.user.name,
        "supervisor": placement.supervisor.member.user.name,
        "times": f"{placement.weekday_words}, {times_of(contract)}, pauze {placement.break_minutes} minuten",
        "allowance": agreed(contract.allowance),
        "other": "",
    }


def hold_contract(pk):
    """Let one at a time say something or decide about it; whoever does takes the contract before a remark."""
    Contract.objects.select_for_update(of=("self",)).get(pk=pk)


def keep(contract, said, *, by):
    """Keep what differs as proposals, and that the company looked. Returns how many things are different."""
    hold_contract(contract.pk)
    now = as_it_stands(contract)
    number = 0
    for field in Remarked.values:
        old, new = now[field].strip(), said[field].strip()
        waiting = contract.company_remarks.open().filter(field=field)
        if old == new:
            for remark in waiting:
                remark.leave(by=by)
        elif not waiting.filter(new=new or NOTHING).exists():
            for remark in waiting:
                remark.leave(by=by)
            CompanyRemark.objects.create(
                school_id=contract.school_id, contract=contract, field=field, old=old, new=new or NOTHING, said_by=by
            )
        number += old != new
    profile = {name: said[name] for name in PROFILE}
    number += propose(Company.objects.get(pk=contract.placement.company_id), profile, by=by)
    contract.company_checks(by=by)
    return number
