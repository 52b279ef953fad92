"""Every field of every table is classified: what it holds, whose it is, how long, what erasure and export do."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from core import privacy
from core.models import StoredFile
from core.privacy import STAYS, Holds, Rows
from schools.terms import TERMS

ROOT = Path(__file__).parents[2]
ROOMS = ["stagebureau", "core", "schools", "companies", "groups", "placements", "contracts", "assessments"]
MODELS = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
HOW = (
    "Say in %s/privacy.py (TABLES, words in core/privacy.py) what this holds, whose it is (student, member or user),"
    " its term, what erasure does and whether the export shows it: %s"
)


def names_of(model):
    return {one.name for one in [*model._meta.local_fields, *model._meta.local_many_to_many]}


def room_of(label):
    app = MODELS[label]._meta.app_config.name if label in MODELS else ""
    return app if app in ROOMS else "schools"


def test_every_table_is_classified_and_every_classification_is_a_table():
    known = privacy.tables()
    missing = [
        HOW % (room_of(label), f"{label} {sorted(names_of(MODELS[label]))}") for label in MODELS if label not in known
    ]

    assert (missing, sorted(known.keys() - MODELS.keys())) == ([], [])


def test_every_field_is_classified_and_every_classification_is_a_field(figure):
    known = privacy.tables()
    fields = {(label, name) for label, model in MODELS.items() for name in names_of(model)}
    named = {(label, name) for label, table in known.items() for name in table.fields}
    missing = [HOW % (room_of(label), f"{label}.{name}") for label, name in sorted(fields - named)]
    figure("walls.classified_fields", f"{len(fields & named)} of {len(fields)}", "all, 0 stale")

    assert (missing, sorted(named - fields)) == ([], [])


@pytest.mark.parametrize("label", sorted(privacy.tables()))
def test_a_classification_says_all_it_should(label):
    table, said = privacy.tables()[label], []
    if not table.is_about_somebody and not table.why:
        said.append("is about nobody: say why")
    if table.is_about_somebody and not table.title and not table.why:
        said.append("is left out of the export: say why")
    if table.is_about_somebody and table.rows == Rows.KEEP:
        said.append("is about somebody: say what erasure does")
    terms = {table.term, *(one.term for one in table.early), *(one.term for one in table.fields.values())} - {""}
    said += [f"unknown term {term}" for term in terms - TERMS.keys()]
    if table.is_about_somebody and not terms:
        said.append("is about somebody: give it a term")
    for name, one in table.fields.items():
        if (one.blank is STAYS) == (not one.stays):
            said.append(f"{name}: either a blank or a reason to stay")
        if table.is_shown and not one.hidden and not label_of(MODELS[label], name, one):
            said.append(f"{name}: the export needs a Dutch label")
        if one.holds in (Holds.PERSON, Holds.WORK, Holds.WORDS, Holds.FILE) and one.blank is STAYS:
            said.append(f"{name}: says something of a person, so erasure must empty it")

    assert said == []


def label_of(model, name, one):
    """The label in the export: given, or the field's own Dutch name."""
    verbose = str(model._meta.get_field(name).verbose_name)
    return one.label or (verbose if verbose != name.replace("_", " ") else "")


def paths():
    """(label, path, what should stand at its end) of every table that is about somebody."""
    for label, table in privacy.tables().items():
        yield from ((label, path, end) for path, end in (
            (table.student, "schools.Student"), (table.member, "schools.Membership"), (table.user, "schools.User")
        ) if path)  # fmt: skip


@pytest.mark.parametrize(("label", "path", "end"), sorted(paths()))
def test_the_path_leads_to_whom_it_says(label, path, end):
    model = MODELS[label]
    for part in path.split("__"):
        if part == "pk":
            break
        model = model._meta.get_field(part).related_model

    assert model._meta.label == end


def test_the_terms_count_from_days_that_exist():
    wrong = []
    for label, table in privacy.tables().items():
        for early in table.early:
            model, *rest = MODELS[label], *early.counted_from.split("__")
            try:
                for part in rest[:-1]:
                    model = model._meta.get_field(part).related_model
                if not isinstance(model._meta.get_field(rest[-1]), models.DateField):
                    wrong.append(f"{label}: {early.counted_from} is no day")
                wrong += [f"{label}: {name}" for name in early.fields if name not in table.fields]
            except FieldDoesNotExist as fault:
                wrong.append(f"{label}: {fault}")

    assert wrong == []


def test_every_reference_to_a_file_is_called_a_file():
    """Or the bytes would stay on the disk when the row goes."""
    known, wrong = privacy.tables(), []
    for label, model in MODELS.items():
        for one in model._meta.local_fields:
            if one.related_model is StoredFile and known[label].fields[one.name].holds != Holds.FILE:
                wrong.append(f"{label}.{one.name}")

    assert wrong == []


def started():
    """Names of the tasks that pages start as long work."""
    for room in ROOMS:
        for path in (ROOT / room).rglob("tasks.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and any(
                    "JobTask" in ast.unparse(mark) for mark in node.decorator_list
                ):
                    yield f"{room}.tasks.{node.name}"


def test_of_all_long_work_it_is_known_about_whom_it_is():
    assert set(started()) == privacy.job_subjects().keys()
