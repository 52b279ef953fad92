"""The locked packages: exact, checked, the same for the demo and the tests, and from nowhere in particular."""

import re
import tomllib

import pytest

from stagebureau.ground.machine import BASE

LOCKS = ["requirements.txt", "requirements-test.txt"]
PROJECT = tomllib.loads((BASE / "pyproject.toml").read_text())["project"]
TESTING = PROJECT["optional-dependencies"]["test"]


def name_of(requirement):
    """The bare name of a package."""
    return re.match(r"[A-Za-z0-9_.-]+", requirement).group().lower().replace("_", "-").replace(".", "-")


def pins(file):
    """Each package with its exact version and everything that comes with it."""
    found = {}
    for block in re.split(r"\n(?=\S)", (BASE / file).read_text()):
        if pin := re.match(r"([\w.-]+)==([^\s;]+)", block):
            found.setdefault(name_of(pin[1]), {})[pin[2]] = block
    return found


@pytest.mark.parametrize("file", LOCKS)
def test_a_lock_names_no_host(file):
    text = (BASE / file).read_text()
    assert "://" not in text
    assert "index" not in text.replace("sphinx", "")


@pytest.mark.parametrize("file", LOCKS)
def test_every_package_in_a_lock_has_fingerprints(file):
    for name, versions in pins(file).items():
        assert all("--hash=sha256:" in block for block in versions.values()), name


def test_the_locks_hold_what_the_project_asks_for():
    assert {name_of(wanted) for wanted in PROJECT["dependencies"]} <= set(pins(LOCKS[0]))
    assert {name_of(wanted) for wanted in [*PROJECT["dependencies"], *TESTING]} <= set(pins(LOCKS[1]))


def test_the_tests_run_on_the_packages_of_the_demo():
    demo, tests = (pins(file) for file in LOCKS)
    assert {name: set(demo[name]) for name in demo} == {name: set(tests[name]) for name in demo}


def test_every_package_we_chose_has_a_reason():
    told = (BASE / "docs" / "decisions" / "0001-dependencies.md").read_text()
    named = {name_of(name) for name in re.findall(r"^\| `([^`]+)`", told, re.MULTILINE)}
    assert named == {name_of(wanted) for wanted in [*PROJECT["dependencies"], *TESTING]}
