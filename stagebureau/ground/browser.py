"""The browser in which the stories are played: found, fetched or asked for."""

import ctypes
import os
import shutil
import subprocess
import sys

from . import debian
from .machine import NATIVE, Fault, say

NAMES = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome", "google-chrome-stable")
WITHOUT_ROOT = ("chromium-headless-shell", "fonts-dejavu-core", "fontconfig-config")
UNPACKED = NATIVE / "chromium"
START = NATIVE / "chromium-start"
SCRIPT = """#!/bin/sh
export LD_LIBRARY_PATH="{libraries}:$LD_LIBRARY_PATH"
export FONTCONFIG_FILE="{fonts}"
exec "{program}" "$@"
"""


def find():
    """The browser of this machine, or None."""
    if named := os.environ.get("STAGEBUREAU_CHROMIUM"):
        return named
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return str(START) if START.exists() else None


def works(program):
    """Does it start at all?"""
    try:
        shown = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return shown.returncode == 0


def missing():
    """What the stories still need: a browser that starts, and a library for the program that steers it."""
    found = find()
    absent = [] if found and works(found) else ["chromium"]
    try:
        ctypes.CDLL("libatomic.so.1") if sys.platform == "linux" else None
    except OSError:
        absent += [] if os.environ.get("STAGEBUREAU_STEERS") else ["libatomic1"]
    return absent


def ensure():
    """Environment variables with which the stories find their browser, fetched when it is not there yet."""
    use_unpacked()
    if (absent := missing()) and debian.has_apt():
        if debian.is_root():
            debian.install(absent)
        elif debian.unpack([*WITHOUT_ROOT, "libatomic1"], UNPACKED):
            write_start()
            use_unpacked()
    if absent := missing():
        raise Fault(
            f"De browserproeven hebben nog iets nodig: {', '.join(absent)}. Installeer het en begin opnieuw: "
            f"sudo apt-get install {' '.join(absent)} && python3 manage.py test"
        )
    say(f"Browser voor de proeven: {find()}")
    return {"STAGEBUREAU_CHROMIUM": find()}


def use_unpacked():
    """Let the program that steers the browser find the unpacked libraries too; it is a child of ours."""
    if START.exists() and not os.environ.get("STAGEBUREAU_STEERS"):
        known = os.environ.get("LD_LIBRARY_PATH")
        folders = debian.library_folders(UNPACKED) + ([known] if known else [])
        os.environ.update({"LD_LIBRARY_PATH": ":".join(folders), "STAGEBUREAU_STEERS": str(UNPACKED)})


def write_start():
    """Make a little program that starts the unpacked browser with its own libraries."""
    program = UNPACKED / "usr" / "lib" / "chromium" / "chromium-headless-shell"
    fonts = NATIVE / "chromium-fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{UNPACKED}/usr/share/fonts</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{UNPACKED}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    libraries = ":".join(debian.library_folders(UNPACKED))
    START.write_text(SCRIPT.format(libraries=libraries, fonts=fonts, program=program), encoding="utf-8")
    START.chmod(0o755)
