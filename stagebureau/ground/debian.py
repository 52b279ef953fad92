"""Packages of Debian and Ubuntu: installed as root, or unpacked in our own folder without."""

import os
import shutil
import subprocess

from .machine import say

FOR_ROOT = ["-o", "Dpkg::Use-Pty=0", "-qq", "-y", "--no-install-recommends"]


def has_apt():
    """Is this a Debian or Ubuntu?"""
    return bool(shutil.which("apt-get") and shutil.which("dpkg-deb"))


def is_root():
    """May we install for the whole machine?"""
    return os.geteuid() == 0


def install(packages):
    """Install for the whole machine. True when it went well."""
    say(f"Systeempakketten installeren: {', '.join(packages)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", *FOR_ROOT, *packages]):
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        say((done.stderr.strip().splitlines() or ["apt-get mislukte"])[-1])
    return done.returncode == 0


def unpack(packages, target):
    """Fetch the packages and all they need, and unpack them in a folder of ours. True when it went well."""
    say(f"Systeempakketten ophalen zonder beheerdersrechten: {', '.join(packages)}")
    work = target.with_name(target.name + ".new")
    shutil.rmtree(work, ignore_errors=True)
    state, cache, files = (work / "apt" / name for name in ("state", "cache", "files"))
    for folder in (state / "lists" / "partial", cache / "archives" / "partial", files):
        folder.mkdir(parents=True)
    apt = ["apt-get", "-qq", "-o", f"Dir::State={state}", "-o", "Dir::State::status=/var/lib/dpkg/status"]
    apt += ["-o", f"Dir::Cache={cache}", "-o", "Debug::NoLocking=1", "-o", "APT::Sandbox::User="]
    try:
        run(apt + ["update"])
        planned = run(apt + ["install", "-s", "--no-install-recommends", *packages])
        names = [line.split()[1] for line in planned.splitlines() if line.startswith("Inst ")]
        run(apt + ["download", *names], cwd=files)
        for file in sorted(files.glob("*.deb")):
            run(["dpkg-deb", "-x", file, work])
    except (OSError, subprocess.CalledProcessError) as problem:
        said = (getattr(problem, "stderr", "") or str(problem)).strip().splitlines()
        say(f"Ophalen mislukte: {said[-1] if said else 'onbekende fout'}")
        shutil.rmtree(work, ignore_errors=True)
        return False
    shutil.rmtree(work / "apt")
    shutil.rmtree(target, ignore_errors=True)
    work.rename(target)
    return True


def run(command, **where):
    """Run a command and give what it printed; it must succeed."""
    return subprocess.run(command, capture_output=True, text=True, check=True, **where).stdout


def library_folders(root):
    """The folders in an unpacked tree in which libraries lie: those named after the machine, and one below."""
    found = {file.parent for pattern in ("*.so", "*.so.*") for file in root.rglob(pattern)}
    return [str(folder) for folder in sorted(found) if is_triplet(folder.name) or is_triplet(folder.parent.name)]


def is_triplet(name):
    """Is this a name like x86_64-linux-gnu?"""
    return name.count("-") == 2 and "-linux-" in name
