"""The demo: from a data folder to a running, filled site, and down again."""

import argparse
import importlib
import importlib.util
import os
import shutil
import signal
import sys
import time
import urllib.request

from . import pango
from .broker import Broker
from .machine import BASE, DataFolder, Fault, free_port, say
from .mailcatcher import MailCatcher
from .postgres import Postgres
from .process import Process
from .running import forget_env, save_env
from .services import environment
from .supervisor import Supervisor

HOOK = "stagebureau.demo"


def main(arguments):
    """Start everything, say where to go, and keep it running until Ctrl-C."""
    chosen = parse(arguments)
    began = time.monotonic()
    pango.ensure()
    print("\nStagebureau start op\n", flush=True)
    folder = DataFolder(chosen.data).open()
    try:
        if chosen.reset:
            folder.empty()
            say("De vorige demo is weggegooid")
        with Supervisor() as supervisor:
            run(supervisor, folder, chosen, began)
    finally:
        forget_env(folder)
        folder.close()
    print("\nStagebureau is gestopt. De gegevens zijn bewaard.\n", flush=True)
    return 0


def parse(arguments):
    """What the person asked for."""
    parser = argparse.ArgumentParser(prog="manage.py demo", description="Start een gevulde site op deze computer.")
    parser.add_argument("--port", type=int, default=8000, help="poort van de site (standaard 8000)")
    parser.add_argument("--data", help="map voor de gegevens (standaard .data)")
    parser.add_argument("--empty", action="store_true", help="laad geen voorbeeldscholen")
    parser.add_argument("--reset", action="store_true", help="gooi de vorige demo weg en begin opnieuw")
    chosen = parser.parse_args(arguments)
    if not 1 <= chosen.port <= 65535:
        raise Fault("Een poort is een getal van 1 tot 65535. Kies bijvoorbeeld: python3 manage.py demo --port 9000")
    chosen.data = os.path.expanduser(chosen.data or os.environ.get("STAGEBUREAU_DATA") or BASE / ".data")
    return chosen


def run(supervisor, folder, chosen, began):
    """Bring up the services in the order in which they need each other."""
    database = supervisor.start(Postgres(folder))
    say("Database draait")
    broker = supervisor.start(Broker(folder))
    port = free_port(chosen.port)
    if port != chosen.port:
        say(f"Poort {chosen.port} is bezet; de site komt op poort {port}")
    catcher = MailCatcher(folder / "mail").start()
    (folder / "media").mkdir(mode=0o700, exist_ok=True)
    site = f"http://127.0.0.1:{port}"
    known = environment(folder, database=database, broker=broker, catcher=catcher, site=site)
    known["DJANGO_SETTINGS_MODULE"] = "stagebureau.settings.local"
    os.environ.update(known)
    save_env(folder, known)
    migrate()
    if not chosen.empty:
        fill(folder)
    web, worker, beat = programs(folder, port)
    supervisor.start(web)
    wait_for(site + "/ping", web)
    supervisor.start(worker)
    supervisor.start(beat)
    folder.announce(f"{site}/")
    welcome(site, time.monotonic() - began)
    supervisor.watch()


def migrate():
    """Bring the tables up to date, in this process, as their owner."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    say("Tabellen zijn bijgewerkt")


def hook(name):
    """A function of the demo's content, or None while that has not been written."""
    if importlib.util.find_spec(HOOK) is None:
        return None
    return getattr(importlib.import_module(HOOK), name, None)


def fill(folder):
    """Load the example schools the first time."""
    from django.db import connections

    filled = folder / "filled"
    load = hook("load")
    if load and not filled.exists():
        say("Voorbeeldscholen laden (eenmalig)")
        try:
            load()
        except Exception as problem:
            raise Fault(
                "De voorbeeldscholen konden niet worden geladen; de oorzaak staat hierboven. "
                "Begin opnieuw: python3 manage.py demo --reset"
            ) from problem
        filled.touch()
        say("Voorbeeldscholen zijn geladen")
    connections.close_all()


def programs(folder, port):
    """The three programs of the site: pages, background work and the clock."""
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    python = [sys.executable, "-m"]
    # a school's own computer may run the demo as root; Celery's warning about that helps nobody there
    calm_about_root = ["-W", "ignore:You're running the worker with superuser"]
    celery = [sys.executable, *calm_about_root, "-m", "celery", "--quiet", "--app", "stagebureau"]
    calm = ["--loglevel", "WARNING"]
    web = [*python, "gunicorn", "stagebureau.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    web += ["--preload", "--no-control-socket", "--log-level", "warning", "--timeout", "60"]
    worker = [*celery, "worker", "--pool", "threads", "--concurrency", "2", *calm]
    worker += ["--without-gossip", "--without-mingle"]
    schedule = folder.socket_folder() / "schedule"
    beat = [*celery, "beat", "--schedule", schedule, "--pidfile=", *calm]
    return (
        Process("site", web, env=env),
        # a worker that finishes kindly would wait for a broker that is gone, so orphans end at once
        Process("werk", worker, env=env, grace=20, orphaned=signal.SIGKILL),
        Process("klok", beat, env=env, orphaned=signal.SIGKILL),
    )


def wait_for(address, web):
    """Wait until the site answers."""
    deadline = time.monotonic() + 90
    while web.is_alive() and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).read()  # noqa: S310 - our own address
            return
        except OSError:
            time.sleep(0.05)
    raise Fault(
        "De site start niet; de oorzaak staat hierboven. Controleer de instellingen met: python3 manage.py check"
    )


def welcome(site, seconds):
    """Say where the site is and how each role gets in."""
    lines = [f"Stagebureau draait: {site}/", f"Alle verstuurde mail: {site}/postvak/"]
    wide = min(max(len(line) for line in lines) + 2, shutil.get_terminal_size().columns)
    print("\n" + "=" * wide)
    print("\n".join(lines))
    print("=" * wide)
    doors = hook("doors")
    for door in (doors() if doors else None) or []:
        print(f"  {door['school']:<24} {door['role']:<22} {door['name']:<22} {door['url']}")
    print(f"\n  Klaar in {seconds:.1f} s. Stoppen: Ctrl-C\n", flush=True)
