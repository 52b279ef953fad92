"""Keeps a set of services running, in order, and takes them all down again."""

import contextlib
import signal
import time

from .machine import Fault, say

PATIENCE = 5
WINDOW = 60


class Stopped(BaseException):
    """Somebody pressed Ctrl-C, closed the terminal or asked the process to end."""


class Supervisor:
    """Starts services one after the other, restarts what falls over and stops everything at the end."""

    def __init__(self):
        self.services = []
        self.falls = {}

    def __enter__(self):
        for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(asked, self._leave)
        return self

    def _leave(self, *_):
        raise Stopped

    def start(self, service):
        """Start a service and keep an eye on it from now on."""
        self.services.append(service)
        service.start()
        return service

    def watch(self):
        """Restart what ends by itself, until somebody stops us."""
        while True:
            time.sleep(0.2)
            for service in self.services:
                if not service.is_alive():
                    self._restart(service)

    def _restart(self, service):
        now = time.monotonic()
        falls = [fall for fall in self.falls.get(service.name, []) if now - fall < WINDOW] + [now]
        self.falls[service.name] = falls
        if len(falls) > PATIENCE:
            raise Fault(
                f"Het onderdeel '{service.name}' stopt telkens. Zoek hierboven de oorzaak en begin opnieuw: "
                f"python3 manage.py demo"
            )
        say(f"{service.name} is gestopt en wordt opnieuw gestart")
        time.sleep(min(0.5 * (len(falls) - 1), 3))
        service.start()

    def __exit__(self, kind, problem, trace):
        for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(asked, signal.SIG_IGN)
        for service in self.services:
            service.ask_to_stop()
        for service in reversed(self.services):
            with contextlib.suppress(OSError):
                service.stop()
        return kind is not None and issubclass(kind, Stopped)
