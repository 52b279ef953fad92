"""One child process that is started, watched and stopped, and that never outlives its parent."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading

from .machine import BASE

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Process:
    """A command with the signals that stop it."""

    def __init__(self, name, argv, *, env=None, user=None, log=None, stop=signal.SIGTERM, orphaned=None, grace=15):
        self.name = name
        self.argv = [str(part) for part in argv]
        self.env = env
        self.user = user
        self.log = log
        self.stop_signal = stop
        self.orphaned = orphaned or stop
        self.grace = grace
        self.child = None

    def start(self):
        """Start the command in a session of its own, so that Ctrl-C reaches only us."""
        rights = {}
        if self.user:
            rights = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        out = open(self.log, "ab") if self.log else subprocess.PIPE  # noqa: SIM115 - closed below
        self.child = subprocess.Popen(
            self.argv,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=self.env,
            cwd="/" if self.user else BASE,
            start_new_session=True,
            preexec_fn=self._die_with_parent,  # noqa: PLW1509 - one system call, before other threads matter
            **rights,
        )
        if self.log:
            out.close()
        else:
            threading.Thread(target=self._pass_on, args=[self.child.stdout], daemon=True).start()
        return self

    def _die_with_parent(self):
        if LIBC:
            LIBC.prctl(PR_SET_PDEATHSIG, int(self.orphaned))

    def _pass_on(self, lines):
        with lines:
            for raw in lines:
                if line := raw.decode(errors="replace").rstrip():
                    print(f"{self.name:>8} | {line}", flush=True)

    @property
    def pid(self):
        return self.child.pid

    def is_alive(self):
        """Is the command running?"""
        return self.child is not None and self.child.poll() is None

    def ask_to_stop(self):
        """Send the stop signal without waiting."""
        if self.is_alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.child.pid, self.stop_signal)

    def stop(self):
        """Stop the command: kindly, then less kindly, then for good."""
        steps = [(self.stop_signal, self.grace), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)]
        for step, patience in steps:
            if not self.is_alive():
                break
            with contextlib.suppress(ProcessLookupError):
                if step == signal.SIGKILL:
                    os.killpg(self.child.pid, step)
                else:
                    os.kill(self.child.pid, step)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.child.wait(patience)

    def last_lines(self, count=6):
        """The end of the log, to show what went wrong."""
        if not self.log or not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])
