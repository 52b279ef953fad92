"""Pango draws the letters of every PDF. It is a library of the system; here it is found, fetched or asked for."""

import ctypes
import os
import sys

from . import debian
from .machine import BASE, NATIVE, say

LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
)
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
UNPACKED = NATIVE / "pango"
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{root}/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{root}/cache</cachedir>
</fontconfig>
"""


def missing():
    """Libraries this process cannot load."""
    absent = []
    for name in LIBRARIES if sys.platform == "linux" else ():
        try:
            ctypes.CDLL(name)
        except OSError:
            absent.append(name)
    return absent


def ensure():
    """Make PDFs possible when this machine allows it; otherwise say what to do and go on without."""
    use_unpacked()
    if not missing():
        return
    say("Voor PDF's ontbreekt Pango nog")
    if debian.has_apt():
        if debian.is_root() and debian.install(PACKAGES) and not missing():
            return
        if debian.unpack(PACKAGES, UNPACKED):
            (UNPACKED / "fonts.conf").write_text(FONTS.format(root=UNPACKED), encoding="utf-8")
            use_unpacked()
    say(f"PDF's werken nog niet. Installeer Pango en begin opnieuw: {command()}")


def command():
    """The command that installs Pango on this machine."""
    if sys.platform == "darwin":
        return "brew install pango"
    if debian.has_apt():
        return f"sudo apt-get install {' '.join(PACKAGES)}"
    return "sudo dnf install pango"


def use_unpacked():
    """Start this same command again with the unpacked libraries in reach; the loader reads that only at the start."""
    if not (UNPACKED / "fonts.conf").exists() or os.environ.get("STAGEBUREAU_PANGO") or not missing():
        return
    known = os.environ.get("LD_LIBRARY_PATH")
    folders = debian.library_folders(UNPACKED) + ([known] if known else [])
    env = {
        **os.environ,
        "LD_LIBRARY_PATH": ":".join(folders),
        "FONTCONFIG_FILE": str(UNPACKED / "fonts.conf"),
        "STAGEBUREAU_PANGO": str(UNPACKED),
    }
    os.execve(sys.executable, [sys.executable, str(BASE / "manage.py"), *sys.argv[1:]], env)
