#!/usr/bin/env python3
"""Stagebureau's one command. It makes its own Python environment first and then steps into it.

    python3 manage.py demo     a running, filled site on this computer
    python3 manage.py test     everything the tests need, then all tests
    python3 manage.py bench    the table of speeds

Until it has stepped over it uses nothing but Python itself, and old Pythons can read it.
"""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

BASE = pathlib.Path(__file__).resolve().parent
OLDEST = (3, 11)
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
NEEDS_TEST_PACKAGES = ("test", "bench")


def stop(sentence):
    """End with one sentence that says what mends it."""
    sys.exit("\n" + sentence + "\n")


def again():
    """The command the person typed, to type again."""
    return "python3 manage.py " + " ".join(sys.argv[1:] or ["demo"])


def environment_folder():
    """Where our packages live; None when they are installed beside Python itself, as in the container."""
    chosen = os.environ.get("STAGEBUREAU_VENV", "")
    if chosen == "off":
        return None
    return pathlib.Path(chosen or BASE / ".venv").expanduser().absolute()


def wanted_packages():
    """The lock files that would do, the one to install first."""
    both = [BASE / "requirements.txt", BASE / "requirements-test.txt"]
    if len(sys.argv) > 1 and sys.argv[1] in NEEDS_TEST_PACKAGES:
        return both[1:]
    return both


def stamp_of(lock_file):
    """What we write down after these packages were installed for this Python."""
    content = lock_file.read_bytes() + sys.version.encode()
    return lock_file.name + " " + hashlib.sha256(content).hexdigest()


def prepare(folder):
    """Make or renew the environment when its stamp is not that of our lock files."""
    locks = wanted_packages()
    stamp = folder / "stagebureau.stamp"
    if not ready(folder, stamp, locks):
        with only_one(folder):
            if not ready(folder, stamp, locks):
                install(folder, locks[0])
                stamp.write_text(stamp_of(locks[0]))


def ready(folder, stamp, locks):
    """Does the environment hold what we need?"""
    return python_in(folder).exists() and stamp.exists() and stamp.read_text() in [stamp_of(lock) for lock in locks]


class only_one:
    """Two commands at once do not both install."""

    def __init__(self, folder):
        self.file = folder.parent / (folder.name + ".lock")

    def __enter__(self):
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.open = open(str(self.file), "w")
        except OSError as problem:
            stop(
                f"In de map {self.file.parent} kan niet worden geschreven ({problem.strerror}). "
                f"Kies een andere map voor de pakketten: STAGEBUREAU_VENV=~/stagebureau-venv {again()}"
            )
        if os.name == "posix":
            import fcntl

            fcntl.flock(self.open, fcntl.LOCK_EX)

    def __exit__(self, *problem):
        self.open.close()


def python_in(folder):
    """The Python of the environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(folder, lock):
    """Install exactly the packages of the lock file, each checked against its fingerprint."""
    print(f"  Python-pakketten klaarzetten in {folder} (eenmalig, meestal binnen een minuut)", flush=True)
    stamp = folder / "stagebureau.stamp"
    if stamp.exists():
        stamp.unlink()
    if not same_python(folder):
        shutil.rmtree(str(folder), ignore_errors=True)
    settings = for_installers()
    uv = shutil.which("uv")
    if uv:
        make = [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(folder)]
        fill = [uv, "pip", "install", "--compile-bytecode", "--python", str(python_in(folder))]
    else:
        need_venv()
        make = [sys.executable, "-m", "venv", str(folder)]
        fill = [str(python_in(folder)), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    fill += ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    made = subprocess.run(make, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if made.returncode:
        sys.stderr.write(made.stdout.decode(errors="replace"))
        stop(
            f"De Python-omgeving kon niet worden gemaakt in {folder}. Is daar ruimte en mag u daar schrijven? "
            f"Maak plaats en probeer opnieuw: rm -rf {folder}; {again()}"
        )
    lines = follow(fill, settings, lock)
    if lines is not None:
        sys.stderr.write("".join(lines[-8:]))
        stop("De pakketten zijn niet opgehaald. Controleer de internetverbinding en probeer opnieuw: " + again())
    print("  Python-pakketten staan klaar", flush=True)


def for_installers():
    """The environment of the installers: they trust the certificates that this computer trusts, as schools need."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    settings.setdefault("UV_SYSTEM_CERTS", "true")
    if os.path.exists(CERTIFICATES):
        settings.setdefault("PIP_CERT", CERTIFICATES)
    return settings


def same_python(folder):
    """Is there an environment of exactly this Python, so that packages can be added to it?"""
    ask = [str(python_in(folder)), "-c", "import sys; sys.stdout.write(sys.version)"]
    try:
        return subprocess.check_output(ask, stderr=subprocess.DEVNULL).decode() == sys.version
    except (OSError, subprocess.CalledProcessError):
        return False


def follow(command, settings, lock):
    """Run the installer and show how far it is. None when it went well, else what it said."""
    total = sum(1 for line in lock.read_text().splitlines() if "==" in line and not line.startswith((" ", "#")))
    said, count = [], 0
    running = subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    for raw in running.stdout:
        line = raw.decode(errors="replace")
        said.append(line)
        if line.startswith("Collecting "):
            count += 1
            if count % 15 == 0:
                print(f"  {count} van ongeveer {total} pakketten gevonden", flush=True)
        elif line.startswith(("Resolved", "Prepared", "Installing collected", "Installed", "Bytecode")):
            print("  " + line.strip()[:72], flush=True)
    return said if running.wait() else None


def need_venv():
    """Debian keeps a part of Python in a package of its own; install it when we may, or say how."""
    if has_venv():
        return
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        print(f"  Het systeempakket {package} installeren", flush=True)
        for step in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", package]):
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            subprocess.run([apt] + step, env=dict(os.environ, DEBIAN_FRONTEND="noninteractive"), **quiet)
    if not has_venv():
        stop(
            "Python kan nog geen eigen omgeving maken. Installeer het ontbrekende deel en begin opnieuw: "
            f"sudo apt-get install {package} && {again()}"
        )


def has_venv():
    """Can this Python make an environment with pip in it?"""
    test = "import venv, ensurepip; assert ensurepip.version()"
    return not subprocess.run([sys.executable, "-c", test], stderr=subprocess.DEVNULL).returncode


def step_in(folder):
    """Go on as the Python of the environment."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    python = str(python_in(folder))
    command = [python, str(BASE / "manage.py")] + sys.argv[1:]
    if os.name == "nt":
        sys.exit(subprocess.run(command, env=settings).returncode)
    os.execve(python, command, settings)


def boot():
    """Make sure we run on a good Python with our packages."""
    if sys.version_info < OLDEST:
        stop(
            "Stagebureau heeft Python 3.11 of nieuwer nodig; "
            f"dit is Python {sys.version_info[0]}.{sys.version_info[1]}. "
            "Installeer een nieuwere en begin daarmee opnieuw: "
            "sudo apt-get install python3.11 python3.11-venv && " + again().replace("python3", "python3.11", 1)
        )
    if os.name == "nt" and sys.argv[1:2] in (["demo"], ["test"], ["bench"]):
        stop("Op Windows draait Stagebureau in WSL of in Docker. Installeer WSL en begin daar opnieuw: wsl --install")
    folder = environment_folder()
    if folder and pathlib.Path(sys.prefix).resolve() != folder.resolve():
        prepare(folder)
        step_in(folder)


def main():
    """Run the command, in the environment made for it."""
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command == "demo":
        from stagebureau.ground.demo import main as run
    elif command == "test":
        from stagebureau.ground.testing import main as run
    elif command == "bench":
        from stagebureau.ground.testing import bench as run
    else:
        run = django
    sys.exit(run(sys.argv[2:]))


def django(_arguments):
    """Any other command is one of Django's or of our own rooms."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stagebureau.settings.local")
    from django.core.management import execute_from_command_line

    from stagebureau.ground import pango

    pango.use_unpacked()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        boot()
        main()
    except KeyboardInterrupt:
        sys.exit("\nGestopt.")
