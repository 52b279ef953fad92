"""Paths, the data folder and its secrets, and the sentence a person reads when the machine is not ready."""

import contextlib
import fcntl
import hashlib
import json
import os
import pwd
import secrets
import shutil
import socket
import stat
import tempfile
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent.parent
NATIVE = BASE / ".data" / "native"
MARK = "stagebureau"
OURS = ("pg", "broker", "mail", "media", "static", "logs")
SECRET_NAMES = ("superuser", "owner", "app", "platform", "test", "secret_key", "code_pepper")
TEMPORARY = "stagebureau-test-"
LARGE_LOG = 5 * 1024 * 1024


class Fault(SystemExit):
    """Stop with one sentence that says what is wrong and what mends it."""

    def __init__(self, sentence):
        self.sentence = sentence
        super().__init__(f"\n{sentence}\n")


def say(sentence):
    """Tell the person at the keyboard how far we are."""
    print(f"  {sentence}", flush=True)


def free_port(preferred=0):
    """The preferred port, or the next one that nobody uses."""
    for port in range(preferred, preferred + 50) if preferred else [0]:
        with socket.socket() as probe, contextlib.suppress(OSError, OverflowError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return probe.getsockname()[1]
    raise Fault(f"Er is geen vrije poort vanaf {preferred}. Kies een andere: python3 manage.py demo --port 9000")


def can_enter(path, user):
    """May this user walk down to the path?"""
    for step in [Path(path).resolve(), *Path(path).resolve().parents]:
        if step.exists():
            seen = step.stat()
            owned = seen.st_uid == user.pw_uid and seen.st_mode & stat.S_IXUSR
            if not (owned or seen.st_mode & stat.S_IXOTH):
                return False
    return True


def database_user():
    """PostgreSQL refuses to run as root; then it runs as this user. None for anybody else."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Fault("De database mag niet als root draaien. Maak een gebruiker: useradd --system postgres")


class DataFolder:
    """The one folder in which an installation keeps everything, locked while it runs."""

    def __init__(self, path):
        self.path = Path(path).resolve()
        self.tag = hashlib.sha256(str(self.path).encode()).hexdigest()[:10]
        self.lock = None

    def __truediv__(self, name):
        return self.path / name

    def open(self):
        """Make the folder when needed and keep it for ourselves."""
        try:
            self._make()
            self.lock = open(self / "lock", "a+", encoding="utf-8")  # noqa: SIM115 - held as long as we run
        except OSError as problem:
            raise Fault(
                f"In de gegevensmap {self.path} kan niet worden geschreven ({problem.strerror}). "
                f"Kies een andere map: python3 manage.py demo --data ~/stagebureau-data"
            ) from problem
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            self.lock.seek(0)
            running = self.lock.read().strip() or "adres nog onbekend"
            self.lock.close()
            raise Fault(
                f"Stagebureau draait al: {running}. Stop het daar met Ctrl-C, "
                f"of start een tweede: python3 manage.py demo --data ~/stagebureau-2"
            ) from problem
        self.announce("start nog op")
        return self

    def _make(self):
        if self.path.exists() and not self.path.is_dir():
            raise NotADirectoryError(20, "het is een bestand")
        new = not self.path.exists()
        self.path.mkdir(parents=True, exist_ok=True)
        inside = {entry.name for entry in self.path.iterdir()}
        if not new and inside - {"native", "tests"} and MARK not in inside:
            raise Fault(
                f"De map {self.path} is niet leeg en niet van Stagebureau. "
                f"Kies een lege map: python3 manage.py demo --data ~/stagebureau-data"
            )
        self.path.chmod(0o711)
        (self / MARK).touch()

    def announce(self, text):
        """Write in the lock file where we run, for whoever tries to start a second time."""
        self.lock.seek(0)
        self.lock.truncate()
        self.lock.write(f"{text} (proces {os.getpid()})")
        self.lock.flush()

    def close(self):
        """Let go of the folder and of the sockets that belong to it."""
        if self.lock:
            shutil.rmtree(self.socket_folder(), ignore_errors=True)
            self.lock.truncate(0)
            self.lock.close()
            self.lock = None

    def secrets(self):
        """The passwords and keys of this installation, made once."""
        file = self / "secrets.json"
        if not file.exists():
            made = json.dumps({name: secrets.token_urlsafe(32) for name in SECRET_NAMES})
            write_private(file, made)
        try:
            known = json.loads(file.read_text(encoding="utf-8"))
            return {name: known[name] for name in SECRET_NAMES}
        except (OSError, ValueError, KeyError) as problem:
            raise self.broken("het bestand secrets.json is niet leesbaar") from problem

    def broken(self, why):
        """The sentence for a folder that cannot be used any more."""
        return Fault(
            f"De gegevensmap {self.path} is beschadigd: {why}. "
            f"Begin opnieuw (alles in deze demo gaat weg): python3 manage.py demo --reset"
        )

    def database_folder(self, user):
        """Where the tables live: in our folder, or outside it when the database user may not enter."""
        if user is None or can_enter(self.path, user):
            return self / "pg"
        outside = Path("/var/tmp") / f"stagebureau-{self.tag}"  # noqa: S108 - has to survive a restart
        make_private_root(outside)
        return outside / "pg"

    def empty(self):
        """Throw away what the demo kept; what was installed for this machine stays."""
        tables = self.database_folder(database_user())
        shutil.rmtree(tables if tables.parent == self.path else tables.parent, ignore_errors=True)
        for name in OURS:
            shutil.rmtree(self / name, ignore_errors=True)
        for name in ("secrets.json", "env.json", "filled"):
            (self / name).unlink(missing_ok=True)

    def socket_folder(self):
        """A short path, because a Unix socket may have no more than 107 characters."""
        folder = Path(tempfile.gettempdir()) / f"stagebureau-{os.geteuid()}-{self.tag}"
        make_private_root(folder)
        return folder


def log_file(folder, name):
    """Where a service writes what it has to say; begun anew when it has grown large."""
    (folder / "logs").mkdir(mode=0o700, exist_ok=True)
    file = folder / "logs" / f"{name}.log"
    if file.exists() and file.stat().st_size > LARGE_LOG:
        file.unlink()
    return file


def make_private_root(folder):
    """Make a folder in a shared place that is ours alone; others may pass but not look."""
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise Fault(f"De map {folder} is van iemand anders. Verwijder die: sudo rm -r {folder}")
    folder.chmod(0o711)


def write_private(file, text):
    """Write a file that only we may read, whole or not at all."""
    part = file.with_name(file.name + ".new")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    part.replace(file)


@contextlib.contextmanager
def temporary_folder():
    """A data folder for tests, gone afterwards; also clears what a killed run left."""
    for left in Path(tempfile.gettempdir()).glob(f"{TEMPORARY}*"):
        sweep(left)
    made = Path(tempfile.mkdtemp(prefix=TEMPORARY))
    folder = DataFolder(made).open()
    try:
        yield folder
    finally:
        folder.empty()
        folder.close()
        shutil.rmtree(made, ignore_errors=True)


def sweep(left):
    """Remove a temporary data folder nobody holds."""
    with contextlib.suppress(OSError), open(left / "lock", "a+", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(DataFolder(left).socket_folder(), ignore_errors=True)
        shutil.rmtree(left, ignore_errors=True)
