import datetime

import factory

from assessments.default_form import ensure_form
from assessments.models import Assessment
from core.tenancy import for_school
from tests.factories.base import SchoolRowFactory, same_school
from tests.factories.placements import PlacementFactory
from tests.factories.schools import SchoolFactory


def form_of(school):
    """The form the school works with."""
    with for_school(school):
        return ensure_form(school)


class AssessmentFactory(SchoolRowFactory):
    """Planned after the first stage day, on the form the school works with."""

    class Meta:
        model = Assessment

    school = factory.SubFactory(SchoolFactory)
    placement = same_school(PlacementFactory)
    form = factory.LazyAttribute(lambda made: form_of(made.school))
    moment = "first"
    planned_on = datetime.date(2027, 2, 9)
