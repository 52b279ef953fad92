"""The scene for all tests: a database with the three roles, and the application's own role under test."""

import os
import re
from types import SimpleNamespace

import pytest
from django import conf
from django.apps import apps
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test.utils import setup_databases, teardown_databases

from schools.enums import Role
from schools.secondfactor import note_taken
from stagebureau.celery import app
from stagebureau.settings.database import acting_as
from tests.browser import chromium, pytest_runtest_protocol  # noqa: F401 - a fixture and a hook
from tests.factories import MembershipFactory, SchoolFactory


def connect_as(role):
    """The next connection acts in this role; the running one is closed."""
    connection.close()
    connection.settings_dict["OPTIONS"]["options"] = acting_as(role)


def hang_up():
    """End what is still connected, such as a worker of a story that was stopped; or the database cannot go."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_modify_db_settings, django_db_use_migrations, django_db_blocker
):
    """Make the database as its owner, then act as the application. `--nomigrations` is quicker while working."""
    if not django_db_use_migrations:
        conf.settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}
    elif template := os.environ.get("DATABASE_TEMPLATE"):
        connection.settings_dict["TEST"]["TEMPLATE"] = template
    with django_db_blocker.unblock():
        connect_as("stage_owner")
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        connect_as("stage_app")
    yield
    with django_db_blocker.unblock():
        hang_up()
        connect_as("stage_owner")
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True, scope="session")
def _only_the_owner_empties_tables():
    """Tests with real commits are cleaned up by TRUNCATE, which the application's role may not do."""
    empty = TransactionTestCase._fixture_teardown

    def as_owner(case):
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE stage_owner")
        empty(case)
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE stage_app")

    TransactionTestCase._fixture_teardown = as_owner
    yield
    TransactionTestCase._fixture_teardown = empty


@pytest.fixture(autouse=True)
def _mail_goes_through_the_outbox(settings):
    """Django's test runner swaps EMAIL_BACKEND; put our own back. The outbox delivers to django.core.mail.outbox."""
    settings.EMAIL_BACKEND = "core.mail.OutboxBackend"


class StrictClient(Client):
    """A browser that complains about pages a visitor should never get."""

    faults = ("⚠ unknown", "{{", "{%", " onclick=", "<script>", " style=")

    def request(self, **request):
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            for fault in self.faults:
                assert fault not in response.text, f"{fault} on {response.request['PATH_INFO']}"
        return response


@pytest.fixture
def client():
    return StrictClient()


@pytest.fixture
def sign_in():
    """Give a browser in which this member is signed in."""

    return lambda member: signed_in(StrictClient(), member.user)


def signed_in(browser, user):
    """Sign somebody in as if with password and app, a moment ago."""
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    request = SimpleNamespace(session=browser.session)
    note_taken(request, user, "totp")
    request.session.save()
    return browser


@pytest.fixture
def at_once(monkeypatch, django_capture_on_commit_callbacks):
    """`with at_once():` — what would be handed to the worker after the commit is done when the block ends."""
    monkeypatch.setitem(app.conf, "task_always_eager", True)
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def school(db):
    return SchoolFactory()


@pytest.fixture
def coordinator(school):
    return MembershipFactory(school=school, role=Role.COORDINATOR)


@pytest.fixture
def mentor(school):
    return MembershipFactory(school=school, role=Role.MENTOR)


@pytest.fixture
def figure(record_property):
    """Print a measured figure with its target at the end of the run: figure("walls.bugs", 0, "= 0")."""

    def note(name, value, target):
        record_property("figure", f"FIGURE {name} = {value} (target {target})")

    return note


def pytest_terminal_summary(terminalreporter):
    """The figures of all test processes, one a line."""
    reports = [r for found in terminalreporter.stats.values() for r in found if hasattr(r, "user_properties")]
    lines = sorted({value for report in reports for name, value in report.user_properties if name == "figure"})
    if lines:
        terminalreporter.section("figures")
        for line in _together(lines):
            terminalreporter.write_line(line)


PART = re.compile(r"FIGURE ([\w.]+)\[\w+\] = (\d+)( of (\d+))? \(target (.*)\)")


def _together(lines):
    """Figures of parts, "walls.cells[groups]", summed to one figure of the whole."""
    sums, whole = {}, []
    for line in lines:
        if part := PART.fullmatch(line):
            name, done, of, among, target = part.groups()
            so_far = sums.get((name, target), (0, 0, of))
            sums[name, target] = so_far[0] + int(done), so_far[1] + int(among or 0), of
        else:
            whole.append(line)
    for (name, target), (done, among, of) in sums.items():
        whole.append(f"FIGURE {name} = {done}{f' of {among}' if of else ''} (target {target})")
    return sorted(whole)
