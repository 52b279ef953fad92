import datetime

import factory

from assessments.models import Assessment, AssessmentForm
from tests.factories.base import SchoolRowFactory, same_school
from tests.factories.placements import PlacementFactory
from tests.factories.schools import SchoolFactory


class AssessmentFormFactory(SchoolRowFactory):
    class Meta:
        model = AssessmentForm

    school = factory.SubFactory(SchoolFactory)
    name = "Stagebeoordeling"
    version = factory.Sequence(lambda n: n + 1)
    is_current = False


class AssessmentFactory(SchoolRowFactory):
    class Meta:
        model = Assessment

    school = factory.SubFactory(SchoolFactory)
    placement = same_school(PlacementFactory)
    form = same_school(AssessmentFormFactory)
    moment = "first"
    planned_on = datetime.date(2027, 2, 9)
