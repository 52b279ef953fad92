"""The wall between schools, read back from the database's own catalogue."""

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, transaction

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


@pytest.mark.parametrize(("role", "word"), [("stage_owner", "owns tables"), ("stage_platform", "walk past")])
def test_nothing_starts_as_a_role_that_could_walk_past_the_wall(role, word):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")

    assert any(word in sentence for sentence in checks.faults())


@pytest.mark.django_db(transaction=True)
def test_a_table_without_its_policy_is_noticed():
    def as_owner(sentence):
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE stage_owner")
            cursor.execute(sentence)
            cursor.execute("SET ROLE stage_app")

    as_owner("ALTER TABLE companies_company NO FORCE ROW LEVEL SECURITY")
    try:
        assert checks.faults() == ["Row-level security is not forced on companies_company."]
    finally:
        as_owner("ALTER TABLE companies_company FORCE ROW LEVEL SECURITY")


def catalogue(sentence, *params):
    with connection.cursor() as cursor:
        cursor.execute(sentence, params)
        return {row[0] for row in cursor.fetchall()}


GLOBAL = {"schools_school", "schools_user", "schools_user_groups", "schools_user_user_permissions"}
GLOBAL |= {"core_cache"}  # counts of tries, by address or person, before any school is known
ROOMS = ("core", "schools", "companies", "groups", "placements", "contracts", "assessments")


def test_every_table_of_ours_is_a_school_s_or_named_as_global():
    ours = {t for t in connection.introspection.table_names() if t.split("_")[0] in ROOMS}
    guarded = catalogue("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
    with_policy = catalogue("SELECT tablename FROM pg_policies")

    assert ours - (guarded & with_policy) == GLOBAL


def test_every_reference_between_tables_of_schools_is_composite():
    single = catalogue(
        "SELECT conrelid::regclass || '.' || conname FROM pg_constraint"
        " WHERE contype = 'f' AND cardinality(conkey) = 1"
        " AND conrelid::regclass::text = ANY(%s) AND confrelid::regclass::text = ANY(%s)",
        [m._meta.db_table for m in ROWS],
        [m._meta.db_table for m in ROWS],
    )
    assert single == set()


def test_every_unique_rule_of_a_school_begins_with_the_school():
    loose = catalogue(
        "SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_attribute a"
        " ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
        " WHERE i.indisunique AND NOT i.indisprimary AND a.attname <> 'school_id'"
        " AND i.indrelid::regclass::text = ANY(%s)",
        [m._meta.db_table for m in ROWS],
    )
    assert {name for name in loose if not name.startswith("core_storedfile_path")} == set()


def test_there_are_no_views_that_could_show_every_school():
    assert (
        catalogue("SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace")
        == set()
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "ALTER TABLE companies_company DISABLE ROW LEVEL SECURITY",
        "TRUNCATE companies_company CASCADE",
        "DROP TABLE core_job",
        "CREATE TABLE mine (id int)",
        "UPDATE core_auditentry SET note = 'anders'",
        "DELETE FROM core_auditentry",
        "DELETE FROM django_migrations",
    ],
)
def test_the_application_may_change_rows_and_nothing_else(sentence):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sentence)


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
