"""A migrated database, made once per set of migrations, from which every test run starts with a copy."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .machine import BASE, say, temporary_folder
from .postgres import Postgres

NAME = "stagebureau_template"
SHELF = BASE / ".data" / "tests"
KEEP = 3
SOURCES = ("requirements.txt", "*/migrations/*.py", "core/constraints.py", "core/grants.py")


def fingerprint():
    """Changes with everything that decides what the tables look like."""
    content = hashlib.sha256(sys.version.encode())
    for file in sorted(file for pattern in SOURCES for file in BASE.glob(pattern)):
        content.update(f"{file.relative_to(BASE)} {file.read_text(encoding='utf-8')}".encode())
    return content.hexdigest()[:20]


class Template:
    """The stored cluster for one set of migrations."""

    def __init__(self, shelf=SHELF, print_of_sources=None):
        self.shelf = shelf
        self.place = shelf / (print_of_sources or fingerprint())

    def exists(self):
        """Was it made before?"""
        return (self.place / "secrets.json").exists()

    def build(self):
        """Migrate a fresh database and store it. False when it does not migrate: then the tests will say why."""
        say("Database voor de proeven maken (eenmalig voor deze migraties)")
        with temporary_folder() as folder:
            database = Postgres(folder, fast=True, testing=True)
            try:
                database.start()
                if not self._migrate(database):
                    return False
            finally:
                database.stop()
            self._store(folder, database)
        return True

    def _migrate(self, database):
        import psycopg

        with psycopg.connect(database.url("owner", "postgres"), autocommit=True) as connection:
            connection.execute(f"create database {NAME}")
        env = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
        env |= {"DATABASE_URL": database.url("owner", NAME), "DJANGO_SETTINGS_MODULE": "stagebureau.settings.local"}
        command = [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity", "0"]
        done = subprocess.run(command, cwd=BASE, env=env | {"PYTHONPATH": str(BASE)}, capture_output=True, check=False)
        return done.returncode == 0

    def _store(self, folder, database):
        self.shelf.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(prefix="new-", dir=self.shelf))
        copy(database.tables, half / "pg")
        shutil.copy2(folder / "secrets.json", half)
        try:
            half.rename(self.place)
        except OSError:  # another run was first
            shutil.rmtree(half, ignore_errors=True)
        stored = sorted(self.shelf.iterdir(), key=lambda place: place.stat().st_mtime, reverse=True)
        for old in stored[KEEP:]:
            shutil.rmtree(old, ignore_errors=True)

    def fill(self, folder, tables):
        """Put a copy of the stored cluster in a data folder that is still empty."""
        shutil.copy2(self.place / "secrets.json", folder / "secrets.json")
        copy(self.place / "pg", tables)
        os.utime(self.place)


def copy(source, target):
    """Copy a cluster with its owner and its rights."""
    subprocess.run(["cp", "-Rp", source, target], check=True)
