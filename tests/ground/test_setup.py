"""The first minute on a computer that has nothing of ours: manage.py before any package is there."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys

import pytest

from stagebureau.ground import browser, pango
from stagebureau.ground.machine import BASE

from .helpers import clean_env


@pytest.fixture
def manage():
    """manage.py as a module."""
    found = importlib.util.spec_from_file_location("manage", BASE / "manage.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture
def fresh(tmp_path):
    """A checkout that was never started, run with the plainest of tools; gives what it said on failing."""
    for name in ("manage.py", "requirements.txt", "requirements-test.txt"):
        shutil.copy(BASE / name, tmp_path)

    def run(**more):
        env = {name: value for name, value in clean_env().items() if not name.startswith(("PIP_", "UV_", "PYTHON"))}
        env |= {
            "STAGEBUREAU_VENV": str(tmp_path / "env"),
            "PATH": str(tmp_path),
            "PIP_CONFIG_FILE": os.devnull,
            **more,
        }
        done = subprocess.run(
            [sys._base_executable, "manage.py", "demo"],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        return done.stderr.strip().splitlines()[-1]

    return run


def test_an_old_python_can_read_the_sentence_about_its_age(manage, monkeypatch):
    ast.parse((BASE / "manage.py").read_text(), feature_version=(3, 6))
    monkeypatch.setattr(manage.sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match="3.11 of nieuwer nodig; dit is Python 3.9.*sudo apt-get install python3.11"):
        manage.boot()


def test_before_its_packages_are_there_it_uses_nothing_but_python(manage):
    tree = ast.parse((BASE / "manage.py").read_text())
    top = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    assert top <= sys.stdlib_module_names


def test_a_python_without_venv_gets_the_command_that_installs_it(fresh, tmp_path):
    (tmp_path / "ensurepip.py").write_text("raise ImportError\n")
    version = "{}.{}".format(*sys.version_info[:2])
    assert f"sudo apt-get install python{version}-venv && python3 manage.py demo" in fresh(PYTHONPATH=str(tmp_path))


def test_no_internet_is_said_in_one_sentence(fresh):
    said = fresh(PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0")
    assert said == (
        "De pakketten zijn niet opgehaald. Controleer de internetverbinding en probeer opnieuw: python3 manage.py demo"
    )


def test_a_place_where_nothing_can_be_written(fresh):
    said = fresh(STAGEBUREAU_VENV="/proc/none/env")
    assert "kan niet worden geschreven" in said
    assert "STAGEBUREAU_VENV=~/stagebureau-venv python3 manage.py demo" in said


def test_the_environment_is_made_again_when_the_locks_change(manage, tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("a==1\n")
    before = manage.stamp_of(lock)
    lock.write_text("a==2\n")
    assert manage.stamp_of(lock) != before


def test_pdfs_and_the_browser_work_here():
    assert pango.missing() == []
    assert browser.works(browser.find())
