"""startup: how soon the web process can answer, against Django alone with the same settings."""

import subprocess
import sys

from stagebureau.bench.measure import compare


def startup(_world, quick):
    """Importing the web's entry against django.setup(): what is slow to import waits for the worker."""

    def run(code):
        return lambda: subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own two lines

    return compare(
        "startup", run("import stagebureau.wsgi"), run("import django; django.setup()"), target=1.5,
        rounds=1 if quick else 7, what="importing the web's entry against django.setup()",
    )  # fmt: skip
