"""A company as all its schools know it, for what it does with one form: each school is opened apart."""

from typing import NamedTuple

from companies.models import Company
from schools.everywhere import gather


class Place(NamedTuple):
    """A company as one school knows it, and who acts there."""

    member: object
    company: object

    @property
    def key(self):
        return f"{self.company.school_id}-{self.company.pk}"


def places(request):
    """Every company of this visitor at every school, with its school."""

    def at_school(member):
        companies = list(Company.objects.visible_to(member).for_list())
        for company in companies:
            company.school = member.school
        return companies

    return [Place(member, company) for member, companies in gather(request, at_school) for company in companies]


def are_one(one, other):
    """Two schools mean the same company: by its number, else by its name."""
    if one.kvk and other.kvk:
        return one.kvk == other.kvk
    return one.name.casefold() == other.name.casefold()
