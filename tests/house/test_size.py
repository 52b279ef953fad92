"""Small rooms: no file over 400 lines, no function over 50, no template over 150."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ["stagebureau", "core", "schools", "companies", "groups", "placements", "contracts", "assessments", "tests"]


def sources():
    for room in ROOMS:
        yield from (path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)


def lines_of(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_files_are_short():
    assert [str(path.relative_to(ROOT)) for path in sources() if lines_of(path) > 400] == []


def test_functions_are_short():
    long = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 50
    ]
    assert long == []


def test_templates_are_short():
    assert [str(path) for path in (ROOT / "templates").rglob("*.html") if lines_of(path) > 150] == []
