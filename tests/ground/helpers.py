"""Starts a real demo and watches it from outside."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

from stagebureau.ground.machine import BASE, DataFolder

HIDDEN = (
    "DATABASE_",
    "CELERY_",
    "EMAIL_",
    "PYTEST_",
    "SECRET_KEY",
    "CODE_PEPPER",
    "MEDIA_ROOT",
    "MAILBOX_",
    "SITE_URL",
)


def clean_env(**more):
    """The environment of somebody who just sat down, with our packages already installed."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith((*HIDDEN, "DJANGO", "STAGEBUREAU"))
    }
    return {**kept, "STAGEBUREAU_VENV": sys.prefix, **more}


def until(true, patience=180):
    """Wait until something is true; its value, or the test fails."""
    deadline, pause = time.monotonic() + patience, threading.Event()
    while time.monotonic() < deadline:
        if found := true():
            return found
        pause.wait(0.05)
    raise AssertionError(f"still not so after {patience} s: {true}")


class Demo:
    """`manage.py demo` as a person would start it."""

    def __init__(self, data, *options):
        self.data = Path(data)
        self.lines = []
        self.began = time.monotonic()
        command = [sys.executable, BASE / "manage.py", "demo", "--empty", "--data", self.data, *options]
        self.child = subprocess.Popen(
            command,
            env=clean_env(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.heard = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        with self.child.stdout as out:
            for line in out:
                self.heard.put(line)
        self.heard.put(None)

    def hear(self, text, patience=300):
        """Read on until a line with this text came by."""
        while True:
            line = self.heard.get(timeout=patience)
            assert line is not None, "ended after:\n" + "".join(self.lines)
            self.lines.append(line)
            if text in line:
                return line

    def ready(self):
        """Wait until it says where it runs; gives the address."""
        self.site = self.hear("Stagebureau draait").split()[-1]
        self.hear("Klaar in")
        self.seconds = time.monotonic() - self.began
        return self.site

    def answers(self):
        """Does the site answer?"""
        try:
            with urllib.request.urlopen(self.site + "ping", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def part(self, words):
        """The process id of a direct child whose command holds this text, or None."""
        for pid in children(self.child.pid):
            if words in command_of(pid):
                return pid
        return None

    def everything(self):
        """All processes under the demo, deep."""
        found, todo = [], [self.child.pid]
        while todo:
            below = children(todo.pop())
            found += below
            todo += below
        return found

    def kill_part(self, words):
        """Kill one part without warning and wait until another has taken its place."""
        before = until(lambda: self.part(words))
        os.kill(before, signal.SIGKILL)
        return until(lambda: (now := self.part(words)) and now != before and now)

    def end(self, how=signal.SIGINT):
        """Ask the demo to end; gives its exit code."""
        self.child.send_signal(how)
        code = self.child.wait(120)
        while (line := self.heard.get(timeout=60)) is not None:
            self.lines.append(line)
        return code

    def sockets(self):
        """The folder with its socket files."""
        return DataFolder(self.data).socket_folder()


def children(pid):
    """Process ids of the direct children."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return []


def command_of(pid):
    """The command line of a process."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def is_alive(pid):
    """Is it a running process, and no zombie?"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
