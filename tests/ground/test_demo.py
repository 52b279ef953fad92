"""`manage.py demo` as one finds it on a real computer: ports taken, programs killed, terminals closed."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys

import pytest

from stagebureau.ground.machine import BASE, DataFolder, database_user

from .helpers import Demo, clean_env, is_alive, until


@pytest.fixture
def data(tmp_path):
    """A data folder that leaves nothing outside itself either."""
    folder = DataFolder(tmp_path / "data")
    yield folder.path
    folder.open().empty()
    folder.close()


@pytest.fixture
def start(data):
    """Start a demo, and never leave one behind."""
    started = []

    def start(*options):
        started.append(Demo(data, *options))
        return started[-1]

    yield start
    for demo in started:
        if demo.child.poll() is None:
            demo.child.kill()
            demo.child.wait()


def by_hand(data, *command):
    """Run a command in a second terminal."""
    return subprocess.run(
        [sys.executable, BASE / "manage.py", *command],
        env=clean_env(STAGEBUREAU_DATA=str(data)),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_demo_from_its_first_start_to_its_sudden_end(start, data):
    """One data folder, in the order in which a person meets these things."""
    first_start_on_a_taken_port(start, data)
    what_it_keeps_is_private(data)
    second_start_is_warm_and_dies_whole(start, data)


def first_start_on_a_taken_port(start, data):
    """It takes the next port, refuses a second start, mends itself, and Ctrl-C leaves nothing."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        demo = start("--port", str(port))
        demo.hear(f"Poort {port} is bezet; de site komt op poort ")
        site = demo.ready()
    assert demo.answers()
    until(lambda: demo.part("beat"))

    second = by_hand(data, "demo")
    assert second.returncode == 1
    assert f"Stagebureau draait al: {site}" in second.stderr
    assert by_hand(data, "check", "--database", "default").returncode == 0

    for words in ("pginstall", "valkey-server", "worker", "beat", "gunicorn"):
        demo.kill_part(words)
        assert until(demo.answers)
    family = demo.everything()
    assert len(family) >= 10

    assert demo.end() == 0
    until(lambda: not any(map(is_alive, family)), 5)
    assert not (data / "env.json").exists()


def what_it_keeps_is_private(data):
    """Nobody else on this computer may look, and no secret is used twice."""
    known = json.loads((data / "secrets.json").read_text())
    assert min(map(len, known.values())) >= 40
    assert len(set(known.values())) == len(known)
    private = [data / name for name in ("secrets.json", "mail", "media", "broker")]
    for path in [*private, DataFolder(data).database_folder(database_user())]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def second_start_is_warm_and_dies_whole(start, data):
    """It is ready within seconds with the same data; kill -9 takes everything along."""
    before = (data / "secrets.json").read_text()
    demo = start()
    demo.ready()
    print(f"FIGURE ground.warm_start_seconds = {demo.seconds:.1f} (target <= 10)")
    assert demo.seconds < 90
    assert (data / "secrets.json").read_text() == before
    family = demo.everything()

    os.kill(demo.child.pid, signal.SIGKILL)
    demo.child.wait()

    until(lambda: not any(map(is_alive, family)), 15)


def test_reset_throws_away_what_the_demo_kept_and_nothing_else(data):
    folder = DataFolder(data).open()
    kept = ("native", "tests")
    thrown = ("mail", "media", "broker", "logs")
    for name in kept + thrown:
        (data / name).mkdir()
        (data / name / "file").write_text("")
    before = folder.secrets()
    folder.empty()
    assert {name for name in kept + thrown if (data / name).exists()} == set(kept)
    assert folder.secrets() != before
    folder.close()
