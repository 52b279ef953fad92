"""A release says what it is made of, and its settings hold on a server."""

import json
import os
import re
import subprocess
import sys

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from stagebureau.ground.machine import BASE
from tools import sbom

from .helpers import clean_env

PACKAGE = re.compile(r"^([a-z0-9-]+)==(\S+)", re.M)


def test_the_list_of_parts_is_up_to_date_and_follows_the_standard(figure):
    kept = sbom.SBOM.read_text()
    assert kept == sbom.made(), "run: python -m tools.sbom"
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(kept) is None
    parts = {(part["name"], part["version"]) for part in json.loads(kept)["components"]}
    locked = set(PACKAGE.findall((BASE / "requirements.txt").read_text()))
    figure("walls.parts_in_sbom", len(parts), f">= {len(locked)}")
    assert locked - parts == set()
    assert all(part["hashes"] for part in json.loads(kept)["components"] if part["purl"].startswith("pkg:pypi"))


def test_the_list_of_parts_names_no_host():
    assert re.findall(r"https?://(?!cyclonedx\.org/schema)[^\"]+", sbom.SBOM.read_text()) == []


def test_the_settings_of_a_server_pass_every_check_of_django(figure):
    needed = ("SECRET_KEY", "CODE_PEPPER", "EMAIL_HOST", "DEFAULT_FROM_EMAIL", "DATABASE_URL")
    env = clean_env(**{name: os.urandom(40).hex() for name in needed})
    env |= {
        "DJANGO_SETTINGS_MODULE": "stagebureau.settings.production",
        "STAGEBUREAU_VENV": "off",
        "DATABASE_URL": os.environ["DATABASE_URL"],
        "ALLOWED_HOSTS": "stages.school.example",
        "SITE_URL": "https://stages.school.example",
        "CELERY_BROKER_URL": "memory:",
        "MEDIA_ROOT": os.devnull,
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING", "--database", "default"]
    done = subprocess.run(command, cwd=BASE, env=env, capture_output=True, text=True, check=False)
    figure("walls.deploy_warnings", done.stderr.count("(security.W") + done.stderr.count("WARNINGS:"), "0")
    assert done.returncode == 0, done.stderr
