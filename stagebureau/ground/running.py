"""How a command run by hand finds the demo that is running."""

import contextlib
import json
import os
from pathlib import Path

from .machine import BASE, write_private


def env_file():
    """Where a running demo writes its environment."""
    return Path(os.environ.get("STAGEBUREAU_DATA", BASE / ".data")) / "env.json"


def save_env(folder, values):
    """Let commands run by hand find us."""
    write_private(folder / "env.json", json.dumps({**values, "pid": os.getpid()}, indent=1))


def forget_env(folder):
    """We stop: nobody should look for us."""
    (folder / "env.json").unlink(missing_ok=True)


def load_env():
    """Take over the environment of the running demo. False when there is none, or DATABASE_URL was given."""
    if "DATABASE_URL" in os.environ:
        return False
    with contextlib.suppress(OSError, ValueError):
        known = json.loads(env_file().read_text(encoding="utf-8"))
        os.kill(known.pop("pid"), 0)
        for name, value in known.items():
            os.environ.setdefault(name, value)
        return True
    return False
