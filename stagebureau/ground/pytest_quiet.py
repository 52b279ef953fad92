"""pytest plugin: what the suite itself weighs may not make a test slow that holds a limit in seconds."""

import contextlib
import fcntl
import gc
import os
from pathlib import Path

import pytest


def pytest_configure(config):
    config.addinivalue_line("markers", "stopwatch: holds a limit in seconds, so no other test runs beside it")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    """Thousands of collected tests are not walked again each time Python clears: that took a second at a time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    """Tests of the other processes run at the same time, but not beside a test with a stopwatch."""
    with _turn(alone=item.get_closest_marker("stopwatch") is not None):
        return (yield)


@contextlib.contextmanager
def _turn(*, alone):
    """Share the room, or have it alone. Who waits to be alone keeps the door, so that nobody slips in before."""
    folder = os.environ.get("STAGEBUREAU_DATA")
    if not folder:
        yield
        return
    with open(Path(folder) / "door.lock", "w") as door, open(Path(folder) / "room.lock", "w") as room:
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        if not alone:
            fcntl.flock(door, fcntl.LOCK_UN)
        yield
