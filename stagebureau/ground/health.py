"""Health checks of the containers: python -m stagebureau.ground.health web|worker|beat|mail [port or file]."""

import os
import socket
import sys
import time
import urllib.request
from pathlib import Path

SLOWEST_CLOCK = 15 * 60


def web(port="8000"):
    """The site answers, for the name by which the world knows it."""
    host = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip().lstrip(".")
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/ping", headers={"Host": host})  # noqa: S310 - our own
    with urllib.request.urlopen(asked, timeout=5) as answer:  # noqa: S310 - our own
        return answer.status == 200


def worker(name=None):
    """The worker of this container takes part in the conversation."""
    from stagebureau.celery import app

    name = name or f"celery@{socket.gethostname()}"
    return bool(app.control.inspect(destination=[name], timeout=5).ping())


def beat(schedule="/tmp/schedule"):  # noqa: S108 - a memory disk inside the container
    """The clock wrote its schedule not long ago."""
    files = list(Path(schedule).parent.glob(Path(schedule).name + "*"))
    return bool(files) and time.time() - max(file.stat().st_mtime for file in files) < SLOWEST_CLOCK


def mail(port="1025"):
    """The mail catcher says hello."""
    with socket.create_connection(("127.0.0.1", int(port)), timeout=3) as line:
        return line.recv(3) == b"220"


CHECKS = {"web": web, "worker": worker, "beat": beat, "mail": mail}


def main():
    """Answer with the exit code that a container watcher understands."""
    name, *where = sys.argv[1:]
    try:
        return 0 if CHECKS[name](*where) else 1
    except OSError as problem:
        print(problem)
        return 1


if __name__ == "__main__":
    sys.exit(main())
