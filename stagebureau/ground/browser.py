"""The browser in which the stories are played: found, fetched or asked for."""

import os
import shutil
import subprocess

from . import debian
from .machine import NATIVE, Fault, say

NAMES = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome", "google-chrome-stable")
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


def ensure():
    """The browser, fetched when it is not there yet."""
    found = find()
    if not (found and works(found)) and debian.has_apt():
        if debian.is_root():
            debian.install(["chromium"])
        elif debian.unpack(["chromium-headless-shell", "fonts-dejavu-core", "fontconfig-config"], UNPACKED):
            write_start()
        found = find()
    if not (found and works(found)):
        raise Fault(
            "De browserproeven hebben Chromium nodig en dat is er niet. Installeer het en begin opnieuw: "
            "sudo apt-get install chromium && python3 manage.py test"
        )
    say(f"Browser voor de proeven: {found}")
    return found


def write_start():
    """Make a little program that starts the unpacked browser with its own libraries."""
    programs = [file for file in UNPACKED.rglob("headless-shell") if file.is_file()]
    programs += [file for file in UNPACKED.rglob("chromium-headless-shell") if file.is_file()]
    fonts = NATIVE / "chromium-fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{UNPACKED}/usr/share/fonts</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{UNPACKED}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    libraries = ":".join(debian.library_folders(UNPACKED))
    START.write_text(SCRIPT.format(libraries=libraries, fonts=fonts, program=programs[0]), encoding="utf-8")
    START.chmod(0o755)
