"""The services under the house: real, private, and gone when nobody needs them."""

import email.policy
import os
import smtplib
import subprocess
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from stagebureau.ground import mailcatcher, running, template
from stagebureau.ground.machine import BASE, DataFolder, temporary_folder
from stagebureau.ground.postgres import Postgres, find_binaries
from stagebureau.ground.services import running_services

POWERS = "select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname = %s"


@pytest.fixture(scope="module")
def services():
    """Services of our own, apart from those the other tests run on."""
    with running_services() as known:
        yield known


def test_each_role_may_no_more_than_it_needs(services):
    with psycopg.connect(services["DATABASE_TEST_URL"]) as connection:
        powers = {
            role: connection.execute(POWERS, [f"stage_{role}"]).fetchone()
            for role in ("owner", "app", "platform", "test")
        }
    assert powers == {
        "owner": (False, False, True, False),
        "app": (False, False, False, False),
        "platform": (False, False, False, True),
        "test": (False, False, False, False),
    }


def test_the_application_cannot_become_anybody_else(services):
    with psycopg.connect(services["DATABASE_URL"], autocommit=True) as connection:
        for role in ("stage_owner", "stage_platform", "postgres"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"set role {role}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("create table loose (id int)")


def test_a_wrong_password_opens_nothing(services):
    wrong = services["DATABASE_URL"].replace("stage_app:", "stage_app:x")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_nothing_listens_on_the_network(services):
    assert urlsplit(services["DATABASE_URL"]).hostname is None
    assert services["CELERY_BROKER_URL"].startswith("redis+socket:///")


def test_the_owner_may_make_the_extensions_we_use(services):
    with psycopg.connect(services["DATABASE_OWNER_URL"], autocommit=True) as connection:
        for name in ("btree_gist", "unaccent", "pg_trgm"):
            connection.execute(f"create extension if not exists {name}")
        assert connection.execute("select unaccent('Çelik')").fetchone() == ("Celik",)


def test_nothing_stays_behind_afterwards():
    with running_services() as known:
        data = Path(known["STAGEBUREAU_DATA"])
        sockets = Path(parse_qs(urlsplit(known["DATABASE_URL"]).query)["host"][0])
        assert data.exists()
        assert sockets.exists()
    assert not data.exists()
    assert not sockets.parent.exists()


def test_the_roles_of_the_server_are_those_of_the_demo(tmp_path):
    """docker/roles.sh makes in an empty PostgreSQL what the demo makes in its own."""
    with temporary_folder() as folder:
        database = Postgres(folder, fast=True)
        database._make_cluster()
        database.process.start()
        try:
            database._wait()
            names = ("owner", "app", "platform")
            env = {f"DB_{name.upper()}_PASSWORD": database.secrets[name] for name in names}
            env |= {"PGHOST": str(database.sockets), "PGPASSWORD": database.secrets["superuser"]}
            env["PATH"] = f"{find_binaries(database.user)}:{os.environ['PATH']}"
            subprocess.run([BASE / "docker" / "roles.sh"], env=env, check=True, capture_output=True)
            with psycopg.connect(database.url("app")) as connection:
                powers = [connection.execute(POWERS, [f"stage_{name}"]).fetchone() for name in names]
            psycopg.connect(database.url("owner")).close()
            psycopg.connect(database.url("platform")).close()
        finally:
            database.stop()
    assert powers == [(False, False, True, False), (False, False, False, False), (False, False, False, True)]


def test_mail_is_kept_with_the_address_it_was_really_sent_to(services):
    message = EmailMessage(policy=email.policy.SMTPUTF8)
    message["Subject"] = "Kan Çelik bij u terecht?"
    message["From"] = "school@example.nl"
    message["To"] = "bakker@example.nl"
    message.set_content("Open https://voorbeeld.nl/brief/abc")
    with smtplib.SMTP(services["EMAIL_HOST"], int(services["EMAIL_PORT"])) as server:
        server.send_message(message, to_addrs=["bakker@example.nl", "kopie@example.nl"])

    newest = mailcatcher.messages(services["MAILBOX_DIR"])[0]
    kept = mailcatcher.read(services["MAILBOX_DIR"], newest)
    assert kept["Subject"] == "Kan Çelik bij u terecht?"
    assert kept["X-Envelope-To"] == "bakker@example.nl, kopie@example.nl"
    assert kept.get_body(["plain"]).get_content().strip() == "Open https://voorbeeld.nl/brief/abc"


@pytest.mark.parametrize("name", ["../secrets.json", "/etc/passwd", "weg.eml", ".half.eml", ""])
def test_only_kept_mail_can_be_read(services, name):
    assert mailcatcher.read(services["MAILBOX_DIR"], name) is None


def test_a_command_by_hand_finds_the_running_demo(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "environ", {"STAGEBUREAU_DATA": str(tmp_path), "EMAIL_PORT": "25"})
    assert not running.load_env()
    running.save_env(DataFolder(tmp_path), {"DATABASE_URL": "postgresql:///demo", "EMAIL_PORT": "1025"})
    assert (tmp_path / "env.json").stat().st_mode & 0o777 == 0o600
    assert running.load_env()
    assert os.environ["DATABASE_URL"] == "postgresql:///demo"
    assert os.environ["EMAIL_PORT"] == "25"
    running.forget_env(DataFolder(tmp_path))
    del os.environ["DATABASE_URL"]
    assert not running.load_env()


def test_another_migration_asks_for_another_test_database(tmp_path, monkeypatch):
    monkeypatch.setattr(template, "BASE", tmp_path)
    (tmp_path / "groups" / "migrations").mkdir(parents=True)
    prints = {template.fingerprint()}
    for name, text in [("0001_initial.py", "one"), ("0001_initial.py", "two"), ("0002_more.py", "two")]:
        (tmp_path / "groups" / "migrations" / name).write_text(text)
        prints.add(template.fingerprint())
    assert len(prints) == 4


def test_a_stored_test_database_comes_back_whole(tmp_path):
    stored = template.Template(tmp_path, "stored")
    assert not stored.exists()
    with temporary_folder() as folder:
        database = Postgres(folder, fast=True, testing=True)
        database.start()
        with psycopg.connect(database.url("owner"), autocommit=True) as connection:
            connection.execute("create table kept as select 7 as number")
        database.stop()
        stored._store(folder, database)
    assert stored.exists()
    with running_services(template=stored) as known, psycopg.connect(known["DATABASE_OWNER_URL"]) as connection:
        assert connection.execute("select number from kept").fetchone() == (7,)
