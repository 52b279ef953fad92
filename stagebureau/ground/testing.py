"""The two commands that run on throw-away services: all tests, and the table of speeds."""

import os
import sys

from . import browser, pango
from .machine import BASE
from .services import applied, running_services


def main(arguments):
    """Make sure of everything the tests need, then become pytest."""
    pango.ensure()
    print("\nStagebureau proeven\n", flush=True)
    chromium = browser.ensure()
    env = {**os.environ, **chromium}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    spread = (
        []
        if any(argument.startswith(("-n", "--pdb")) for argument in arguments)
        else ["-n", processes(), "--dist", "worksteal"]
    )
    os.chdir(BASE)
    os.execve(sys.executable, [sys.executable, "-m", "pytest", *spread, *arguments], env)


def processes():
    """As many test processes as the machine has processors, within reason."""
    return str(max(2, min(os.cpu_count() or 2, 6)))


def bench(arguments):
    """Run our own command `bench` against a fresh, migrated database that syncs to disk as a real one does."""
    pango.ensure()
    with running_services(fast=False) as known, applied(known):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stagebureau.settings.local")
        import django
        from django.core.management import call_command, execute_from_command_line

        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
        execute_from_command_line(["manage.py", "bench", *arguments])
    return 0
