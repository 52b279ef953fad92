"""The linters agree: ruff on the code, djlint on the templates."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*command):
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)


def test_ruff_finds_nothing():
    result = run("ruff", "check", "--no-cache", ".")
    assert result.returncode == 0, result.stdout


def test_djlint_finds_nothing():
    result = run("djlint", "templates", "--lint", "--quiet")
    assert result.returncode == 0, result.stdout[-4000:]
