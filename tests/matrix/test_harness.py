"""Flaws put in on purpose: the matrix must see each of them, or its zero means nothing."""

from types import SimpleNamespace

from django.db import models
from django.http import HttpResponse
from django.urls import get_resolver, path

from companies.models import Company
from companies.views import companies as company_views
from core.house import pages
from schools.models.student import StudentQuerySet
from tests.matrix.cells import Cell, exists
from tests.matrix.expect import EXPECT
from tests.matrix.judging import faults
from tests.matrix.modes import managers_unscoped, policies_off
from tests.matrix.table import ALL, BOTH, NOTHING, SMUGGLED, C, page
from tests.matrix.test_matrix import NAMED


def seen(asker, name, actor, relation, method, expected=None):
    """What the matrix says of one cell."""
    found = faults(asker, Cell(name, expected or EXPECT[name], actor, relation, method))
    return " · ".join(sentence for _kind, sentence in found)


def test_a_sound_cell_has_no_faults(asker):
    assert seen(asker, "schools:students", "mentor", "-", "GET") == ""
    assert seen(asker, "schools:student", "mentor", "same", "GET") == ""


def test_a_list_that_is_too_wide_is_seen(asker, monkeypatch):
    monkeypatch.setattr(StudentQuerySet, "visible_to", lambda found, member: found)

    assert "shows too much" in seen(asker, "schools:students", "mentor", "-", "GET")


def test_an_object_by_a_guessed_number_is_seen(asker, monkeypatch):
    monkeypatch.setattr(StudentQuerySet, "visible_to", lambda found, member: found)

    assert "reached with 200" in seen(asker, "schools:student", "mentor", "same", "GET")


def test_a_page_that_writes_when_it_is_read_is_seen(asker, monkeypatch):
    render = company_views.render

    def counting(request, *args, **kwargs):
        Company.objects.update(lunch="geteld")
        return render(request, *args, **kwargs)

    monkeypatch.setattr(company_views, "render", counting)

    assert "GET writes" in seen(asker, "companies:company", "mentor", "own", "GET")


def test_a_write_by_the_wrong_role_is_seen(asker):
    only_directors = page("company", BOTH, data=EXPECT["companies:company_edit"].data, D=ALL)

    assert "denied, yet wrote" in seen(asker, "companies:company_edit", "coordinator", "own", "POST", only_directors)


def test_a_page_that_is_closed_to_whom_it_is_for_is_seen(asker):
    also_mentors = page("company", BOTH, C=ALL, M=ALL)

    assert "wrongly denied" in seen(asker, "companies:company_edit", "mentor", "own", "GET", also_mentors)


def test_an_undeclared_page_is_seen():
    leak = path("lek/", lambda request: HttpResponse("lek"), name="leak")
    tree = SimpleNamespace(url_patterns=[*get_resolver().url_patterns, leak])

    assert {name for name, _route, _view in pages(tree)} - NAMED == {"leak"}


def test_a_forgotten_manager_is_stopped_by_the_database_and_seen_without_it(asker, monkeypatch):
    monkeypatch.setattr(type(Company.objects), "get_queryset", models.Manager.get_queryset)
    cell = ("companies:companies", "coordinator", NOTHING, "GET")

    assert seen(asker, *cell) == ""
    with asker.in_mode("rls_bypassed"):
        assert "shows of the other school" in seen(asker, *cell)


def test_a_table_without_its_policy_is_held_by_the_manager_and_seen_without_it(asker):
    cell = ("companies:company", "coordinator", SMUGGLED, "GET")

    with policies_off("companies_company"):
        assert seen(asker, *cell) == ""
        with asker.in_mode("manager_unscoped"):
            assert "reached with 200" in seen(asker, *cell)


def test_with_both_walls_down_nearly_every_page_for_staff_leaks(asker, figure):
    pages_of_staff = {
        name: expected
        for name, expected in EXPECT.items()
        if isinstance(expected.allow, dict) and C in expected.allow and "GET" in expected.methods
        and expected.kind not in (None, "child")
    }  # fmt: skip
    with policies_off(), managers_unscoped():
        asker.missing = {}
        failing = [
            name for name, expected in pages_of_staff.items()
            if exists(asker.world, expected, SMUGGLED) and seen(asker, name, "coordinator", SMUGGLED, "GET")
        ]  # fmt: skip
    asker.missing = {}

    figure("walls.pages_failing_with_both_walls_down", f"{len(failing)} of {len(pages_of_staff)}", ">= 90 %")
    assert len(failing) >= 0.9 * len(pages_of_staff)
