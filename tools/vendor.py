"""The files of others that the site serves itself: check them offline, or refresh them by hand.

python -m tools.vendor --check     every file is there and unchanged (no network; part of the tests)
python -m tools.vendor --update    fetch the pinned versions with `npm pack` and write files and lock again
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
LOCK = STATIC / "vendor" / "vendor.lock.json"

SCREEN_FONT = "files/atkinson-hyperlegible-next-{}-wght-normal.woff2"
PRINT_FONT = "files/atkinson-hyperlegible-next-{}-{}-normal.woff2"
PACKAGES = [
    {
        "name": "bootstrap",
        "version": "5.3.9",
        "folder": "vendor/bootstrap",
        "files": ["LICENSE", "dist/css/bootstrap.min.css", "dist/css/bootstrap.rtl.min.css"],
    },
    {
        "name": "@fontsource-variable/atkinson-hyperlegible-next",
        "version": "5.3.0",
        "folder": "vendor/atkinson-screen",
        "files": ["LICENSE", SCREEN_FONT.format("latin"), SCREEN_FONT.format("latin-ext")],
    },
    {
        "name": "@fontsource/atkinson-hyperlegible-next",
        "version": "5.3.0",
        "folder": "vendor/atkinson-print",
        "files": [
            "LICENSE",
            *(PRINT_FONT.format(part, weight) for part in ("latin", "latin-ext") for weight in (400, 700)),
        ],
    },
    {"name": "bootstrap-icons", "version": "1.13.2", "folder": "vendor/bootstrap-icons", "files": ["LICENSE"]},
]
ICONS = """
archive arrow-counterclockwise arrow-left arrow-right bell bicycle box-arrow-right briefcase building
calendar-check calendar3 camera chat-left-text check-circle-fill check-lg chevron-down chevron-left
chevron-right circle-half clipboard-check clock cloud-check dash-lg download emoji-frown emoji-laughing
emoji-neutral emoji-smile envelope
exclamation-triangle-fill eye file-earmark-text filter flag-fill gear geo-alt graph-up heart-pulse
hourglass-split house info-circle-fill journal-text link-45deg list lock map mic moon-stars mortarboard pen
pencil people person person-circle plus-lg printer qr-code question-circle-fill search send shield-check
slash-circle star sun telephone three-dots trash upload volume-up wifi-off x-circle-fill x-lg
"""
SPRITE = STATIC / "vendor/bootstrap-icons/sprite.svg"


def sprite(folder):
    """One file with the icons that the pages use, each a <symbol> with the icon's own name."""
    symbols = []
    for name in ICONS.split():
        drawing = (folder / "icons" / f"{name}.svg").read_text()
        body = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.S).group(1).strip()
        shape = "".join(line.strip() for line in body.splitlines())
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{shape}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def without_source_map(content):
    """A style sheet without the pointer to a map that is not served (a hashed static storage would stop on it)."""
    return re.sub(rb"\n?/\*# sourceMappingURL=.*?\*/\s*$", b"\n", content)


def unpack(package, into):
    """Fetch one package with the ordinary npm client and unpack it."""
    subprocess.run(  # noqa: S603 - pinned names only, run by hand
        ["npm", "pack", f"{package['name']}@{package['version']}", "--silent"],  # noqa: S607
        cwd=into,
        check=True,
        capture_output=True,
    )
    archive = next(into.glob("*.tgz"))
    with tarfile.open(archive) as bundle:
        bundle.extractall(into, filter="data")
    return into / "package"


def update():
    """Write every file and the lock again from the pinned versions."""
    lock = []
    for package in PACKAGES:
        target = STATIC / package["folder"]
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        with tempfile.TemporaryDirectory() as temporary:
            source = unpack(package, Path(temporary))
            licence = json.loads((source / "package.json").read_text())["license"]
            for name in package["files"]:
                content = (source / name).read_bytes()
                kept = without_source_map(content) if name.endswith(".css") else content
                (target / Path(name).name).write_bytes(kept)
            if package["name"] == "bootstrap-icons":
                SPRITE.write_text(sprite(source))
        files = {path.name: digest(path) for path in sorted(target.iterdir())}
        named = {key: package[key] for key in ("name", "version", "folder")}
        lock.append(named | {"licence": licence, "files": files})
    LOCK.write_text(json.dumps(lock, indent=2) + "\n")


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def faults():
    """What is wrong with the committed files, one sentence each. Empty is good."""
    lock = json.loads(LOCK.read_text())
    expected = {f"{package['folder']}/{name}": sha for package in lock for name, sha in package["files"].items()}
    folders = [STATIC / "vendor", *(STATIC / package["folder"] for package in lock)]
    files = {path for folder in folders for path in folder.rglob("*") if path.is_file() and path != LOCK}
    present = {str(path.relative_to(STATIC)): digest(path) for path in files}
    changed = [name for name in sorted(expected.keys() & present.keys()) if present[name] != expected[name]]
    yield from (f"{name} is missing" for name in sorted(expected.keys() - present.keys()))
    yield from (f"{name} is not in the lock" for name in sorted(present.keys() - expected.keys()))
    yield from (f"{name} was changed" for name in changed)
    pinned = {(package["name"], package["version"]) for package in PACKAGES}
    if pinned != {(package["name"], package["version"]) for package in lock}:
        yield "the versions in the lock are not the pinned versions"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--check", action="store_true")
    what.add_argument("--update", action="store_true")
    if parser.parse_args().update:
        update()
    found = list(faults())
    print("\n".join(found) or "vendor files are as locked")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
