"""The wall between schools in numbers (security.md §9, 10–17)."""

import ast
import inspect
import queue
import random
import statistics
import threading
import time
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from companies.models import Company
from core.house import pages
from core.tenancy import SchoolModel, for_school, open_school_id
from schools.enums import Role
from stagebureau.celery import app
from tests.factories import CompanyFactory, MembershipFactory, SchoolFactory, StudentFactory

ROOT = Path(__file__).parents[2]
ROOMS = ("core", "schools", "companies", "groups", "placements", "contracts", "assessments", "stagebureau")
TABLES = [model._meta.db_table for model in apps.get_models() if issubclass(model, SchoolModel)]
OF_THE_PLATFORM = {  # tasks that begin with no school: they ask every school in turn, or work where none is known
    "core.tasks.drain_outbox": "mails of no school too; takes the school, or None",
    "core.tasks.sweep_jobs": "asks every school",
    "core.tasks.sweep_outbox": "asks every school",
    "core.tasks.sweep_files": "asks every school",
    "groups.tasks.remind_silent_companies": "asks every school",
    "schools.tasks.clear_the_doormat": "asks every school",
    "assessments.tasks.make_missing_documents": "asks every school",
    "stagebureau.tasks.turn_the_day": "asks every school",
    "placements.tasks.watch_requests": "asks every school",
    "placements.tasks.watch_the_law": "asks every school",
    "contracts.tasks.watch_the_papers": "asks every school",
    "contracts.tasks.ask_in_turn": "asks every school",
    "contracts.tasks.sweep_seals": "asks every school",
    "groups.tasks.tell_new_days": "asks every school",
    "schools.tasks.keep_the_terms": "asks every school",
    "schools.tasks.sweep_the_disk": "asks every school",
    "schools.tasks.watch_the_doors": "asks every school",
}
RAW_SQL = {  # (module, function) that writes SQL by hand, and why
    ("core/tenancy.py", "tell_database"): "tells the transaction which school is open",
    ("core/tenancy.py", "execute_at_once"): "the outcome of a mail in one trip; tells the school with it",
    ("core/grants.py", "grant_after_migrate"): "rights, as the owner, after a migration",
    ("core/checks.py", "faults"): "reads the catalogue",
    ("core/erasing.py", "blank_acts"): "calls the narrow function; the record itself cannot be changed",
    ("core/erasing.py", "forget_acts"): "the same",
    ("core/tenancy.py", "acting_as"): "tells the transaction whose roles elsewhere are counted",
    ("schools/middleware.py", "introduce"): "tells the transaction who acts and which school is open",
    ("stagebureau/views/ping.py", "ping"): "asks whether the database is there",
}


def asked(sentence, *params):
    with connection.cursor() as cursor:
        cursor.execute(sentence, params)
        return cursor.fetchall()


@pytest.mark.django_db
def test_every_table_of_a_school_stands_behind_the_whole_wall(figure):
    behind = asked(
        "SELECT c.relname FROM pg_class c JOIN pg_policies p ON p.tablename = c.relname"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'school_id' AND a.attnotnull"
        " WHERE c.relrowsecurity AND c.relforcerowsecurity AND c.relname = ANY(%s)",
        TABLES,
    )
    figure("walls.tables_behind_the_wall", f"{len(behind)} of {len(TABLES)}", "all")
    assert {name for (name,) in behind} == set(TABLES)


@pytest.mark.django_db
def test_references_rules_and_views_in_numbers(figure):
    references = asked(
        "SELECT cardinality(conkey) FROM pg_constraint WHERE contype = 'f'"
        " AND conrelid::regclass::text = ANY(%s) AND confrelid::regclass::text = ANY(%s)",
        TABLES,
        TABLES,
    )
    double = sum(width > 1 for (width,) in references)
    views = asked("SELECT 1 FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace")
    joins = [
        field.remote_field.through._meta.label
        for model in apps.get_models()
        if issubclass(model, SchoolModel)
        for field in model._meta.many_to_many
        if field.remote_field.through._meta.auto_created
    ]
    figure("walls.references_in_one_school", f"{double} of {len(references)}", "all")
    figure("walls.views_and_automatic_join_tables", len(views) + len(joins), "0")
    assert double == len(references) > 40
    assert views == joins == []


@pytest.mark.django_db(transaction=True)
def test_three_thousand_requests_over_shared_connections_find_their_own_school_only(figure):
    """As behind a pool that gives a connection per transaction: sixteen visitors, three connections, some fail."""
    schools = [SchoolFactory(), SchoolFactory()]
    for school in schools:
        CompanyFactory.create_batch(3, school=school)
    pool, wrong, empty, open_after = queue.Queue(), [], [], []
    for _ in range(3):
        pool.put(connection.copy().get_new_connection(connection.get_connection_params()))

    def visit(seed):
        chance = random.Random(seed)  # noqa: S311 - which school is no secret
        connection.ensure_connection()
        own = connection.connection
        for _ in range(200):
            school = chance.choice(schools)
            connection.connection = pool.get()
            try:
                with for_school(school):
                    found = {row[0] for row in asked("SELECT school_id FROM companies_company")}
                    wrong.extend(found - {school.pk})
                    empty.extend([1] * (not found or not Company.objects.exists()))
                    if chance.random() < 0.2:
                        raise LookupError
            except LookupError:
                pass
            open_after.extend([1] * bool(open_school_id() or asked("SELECT count(*) FROM companies_company")[0][0]))
            pool.put(connection.connection)
        connection.connection = own
        connection.close()

    visitors = [threading.Thread(target=visit, args=[seed]) for seed in range(16)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    while not pool.empty():
        pool.get().close()
    figure("walls.pooled_requests", 16 * 200, "3200")
    figure("walls.pooled_requests_foreign", len(wrong), "0")
    figure("walls.pooled_requests_empty", len(empty), "0")
    figure("walls.schools_open_afterwards", len(open_after), "0")
    assert (wrong, empty, open_after) == ([], [], [])


def test_every_task_is_told_its_school(figure):
    app.loader.import_default_modules()
    ours = {name: task for name, task in app.tasks.items() if name.split(".")[0] in ROOMS}
    first = {name: next(iter(inspect.signature(task.run).parameters), "") for name, task in ours.items()}
    without = {name for name, argument in first.items() if argument != "school_id"}
    figure("walls.tasks_without_school", len(without - OF_THE_PLATFORM.keys()), "0")
    assert len(ours) > 10
    assert without <= OF_THE_PLATFORM.keys() <= ours.keys()


def raw_sql():
    """{(module, function)} of the product in which SQL is written by hand."""
    found = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            name = str(path.relative_to(ROOT))
            if "/migrations/" in name or name.startswith(("stagebureau/ground/", "stagebureau/bench/")):
                continue
            for function in ast.walk(ast.parse(path.read_text())):
                if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                    called = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
                    calls = {getattr(node, "attr", getattr(node, "id", "")) for node in called}
                    if calls & {"cursor", "raw", "extra", "RawSQL"}:
                        found.add((name, function.name))
    return found


def test_sql_by_hand_stands_where_it_is_known(figure):
    unknown = raw_sql() - RAW_SQL.keys()
    figure("walls.raw_sql_outside_the_list", len(unknown), "0")
    assert unknown == set()
    assert RAW_SQL.keys() <= raw_sql()


@pytest.mark.django_db
def test_the_wall_in_the_database_costs_a_page_little(sign_in, school, coordinator, figure):
    """The same page with and without the policies, in turn, so that whatever else the machine does counts for both."""
    for number in range(60):
        StudentFactory(school=school, number=f"w{number}")
    MembershipFactory(school=school, role=Role.MENTOR)
    browser, page = sign_in(coordinator), reverse("schools:students", args=[school.slug])
    browser.get(page)
    spent = {"stage_app": [], "stage_platform": []}
    for _ in range(40):
        for role, times in spent.items():
            asked_role(role)
            began = time.process_time()
            wall_began = time.perf_counter()
            assert browser.get(page).status_code == 200
            times.append(min(time.perf_counter() - wall_began, 10 * (time.process_time() - began)))
    asked_role("stage_app")
    ratio = statistics.median(spent["stage_app"]) / statistics.median(spent["stage_platform"])
    figure("walls.rls_overhead_per_request", f"{ratio:.2f}", "<= 1.2")
    assert ratio < 1.5


def asked_role(role):
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")


def test_every_page_of_ours_has_a_door(figure):
    walked = [(name, hasattr(view, "open_to")) for name, _route, view in pages()]
    figure("walls.pages_with_a_door", f"{sum(door for _name, door in walked)} of {len(walked)}", "all")
    assert [name for name, door in walked if not door] == []
