"""Database, broker and mail catcher together, for as long as somebody needs them."""

import contextlib
import os
import subprocess
import sys

from .broker import Broker
from .machine import BASE, database_user, temporary_folder
from .mailcatcher import MailCatcher
from .postgres import Postgres
from .template import NAME


def environment(folder, *, database, broker, catcher, site):
    """What the settings need to know, as environment variables."""
    secrets = folder.secrets()
    return {
        "DATABASE_URL": database.url("app"),
        "DATABASE_OWNER_URL": database.url("owner"),
        "DATABASE_PLATFORM_URL": database.url("platform"),
        "CELERY_BROKER_URL": broker.url,
        "SECRET_KEY": secrets["secret_key"],
        "CODE_PEPPER": secrets["code_pepper"],
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(catcher.port),
        "SITE_URL": site,
        "MEDIA_ROOT": str(folder / "media"),
        "MAILBOX_DIR": str(folder / "mail"),
        "STAGEBUREAU_DATA": str(folder.path),
    }


@contextlib.contextmanager
def running_services(*, fast=True, site="http://127.0.0.1:8000", template=None):
    """Throw-away services; gives the environment with which a program uses them.

    Besides the addresses every program gets there is DATABASE_TEST_URL: a login that is a member of all
    three roles, so that tests may make databases as the owner and act as the application.
    With fast=False the database syncs to disk as it does for a school. With a template there is a migrated
    database from which others can be copied: DATABASE_TEMPLATE.
    """
    with temporary_folder() as folder, contextlib.ExitStack() as stack:
        if template:
            template.fill(folder, folder.database_folder(database_user()))
        database = Postgres(folder, fast=fast, testing=True)
        stack.callback(database.stop)
        database.start()
        broker = Broker(folder)
        stack.callback(broker.stop)
        broker.start()
        catcher = MailCatcher(folder / "mail").start()
        stack.callback(catcher.stop)
        (folder / "media").mkdir(mode=0o700, exist_ok=True)
        known = environment(folder, database=database, broker=broker, catcher=catcher, site=site)
        known["DATABASE_TEST_URL"] = database.url("test")
        if template:
            known["DATABASE_TEMPLATE"] = NAME
        yield known


@contextlib.contextmanager
def applied(values):
    """Put these in the environment of this process, and take them out again."""
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def main():
    """Run one Django command against throw-away services, for instance makemigrations."""
    with running_services() as known:
        settings = {"DJANGO_SETTINGS_MODULE": "stagebureau.settings.local", **known}
        command = [sys.executable, BASE / "manage.py", *sys.argv[1:]]
        return subprocess.run(command, env={**os.environ, **settings}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
