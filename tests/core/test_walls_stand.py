"""The wall between schools, read back from the database's own catalogue."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from companies.models import Company
from core import checks
from core.tenancy import NoSchoolOpen, SchoolModel, for_school
from placements.models import Placement
from tests.factories import CompanyFactory, ContactFactory, PlacementFactory

pytestmark = pytest.mark.django_db
ROWS = [model for model in apps.get_models() if issubclass(model, SchoolModel)]


def test_we_act_as_the_application_and_the_wall_stands():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] == "stage_app"
    assert checks.faults() == []


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model._meta.label)
def test_no_school_open_no_answer(model):
    with pytest.raises(NoSchoolOpen):
        model.objects.exists()


def test_a_school_finds_its_own_rows_only(school):
    ours, theirs = CompanyFactory(school=school), CompanyFactory()

    with for_school(school):
        assert list(Company.objects.all()) == [ours]
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM companies_company")
            assert cursor.fetchall() == [(ours.pk,)]
    with for_school(theirs.school):
        assert list(Company.objects.all()) == [theirs]


def test_a_row_cannot_point_at_a_row_of_another_school(school):
    stage, foreign = PlacementFactory(school=school), ContactFactory()

    with for_school(school), pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.filter(pk=stage.pk).update(supervisor=foreign)
