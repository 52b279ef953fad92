import factory

from contracts.models import Contract
from tests.factories.base import SchoolRowFactory, same_school
from tests.factories.placements import PlacementFactory
from tests.factories.schools import SchoolFactory


class ContractFactory(SchoolRowFactory):
    class Meta:
        model = Contract

    school = factory.SubFactory(SchoolFactory)
    placement = same_school(PlacementFactory)
