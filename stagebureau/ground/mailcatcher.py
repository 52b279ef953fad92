"""A mail server that delivers nothing: it keeps every message as a file, so that people can read what went out."""

import argparse
import itertools
import signal
import threading
import time
from pathlib import Path

from aiosmtpd.controller import Controller

from .kept_mail import messages, read
from .machine import free_port

__all__ = ["MailCatcher", "messages", "read"]


class Keeper:
    """Writes each message to a file of its own, whole or not at all."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.count = itertools.count()

    async def handle_DATA(self, server, session, envelope):
        """Keep the message with the addresses it was really sent to."""
        to = ", ".join(envelope.rcpt_tos).encode("ascii", "backslashreplace")
        name = f"{time.time_ns():020d}-{next(self.count):06d}.eml"
        part = self.folder / f".{name}"
        part.write_bytes(b"X-Envelope-To: " + to + b"\r\n" + envelope.content)
        part.replace(self.folder / name)
        return "250 bewaard"


class MailCatcher:
    """The mail server, in a thread of its own."""

    def __init__(self, folder, port=None, host="127.0.0.1"):
        self.port = port or free_port()
        self.controller = Controller(
            Keeper(folder), hostname=host, port=self.port, ready_timeout=20, server_hostname="stagebureau"
        )

    def start(self):
        """Listen from now on."""
        self.controller.start()
        return self

    def stop(self):
        """Listen no more."""
        self.controller.stop()


def main():
    """Run as a program of its own, beside a server in development."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=1025)
    parser.add_argument("--folder", required=True)
    chosen = parser.parse_args()
    ended = threading.Event()
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, lambda *_: ended.set())
    catcher = MailCatcher(chosen.folder, chosen.port, chosen.host).start()
    ended.wait()
    catcher.stop()


if __name__ == "__main__":
    main()
