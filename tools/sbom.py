"""The list of everything a release is made of (CycloneDX 1.6): packages of the lock and the files of others we serve.

python -m tools.sbom          write docs/sbom.cdx.json again, after a lock or a vendored file changed
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SBOM = ROOT / "docs" / "sbom.cdx.json"
VENDOR = ROOT / "static" / "vendor" / "vendor.lock.json"


def made():
    """The list as text. It names versions and fingerprints, no host: a school may have a mirror of its own."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "sbom.json"
        command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(ROOT / "requirements.txt")]
        subprocess.run([*command, "--of", "JSON", "--sv", "1.6", "--output-reproducible", "-o", str(out)], check=True)
        told = json.loads(out.read_text())
    parts = [package(one) for one in told["components"]] + [vendored(one) for one in json.loads(VENDOR.read_text())]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    whole = {"bom-ref": "stagebureau", "type": "application", "name": project["name"], "version": project["version"]}
    told |= {
        "metadata": {"component": whole},
        "components": sorted(parts, key=lambda part: part["purl"]),
        "dependencies": [{"ref": "stagebureau", "dependsOn": sorted(part["bom-ref"] for part in parts)}],
    }
    return json.dumps(told, indent=1, sort_keys=True) + "\n"


def package(found):
    """A package of Python: name, version and fingerprints."""
    hashes = [one for place in found.get("externalReferences", []) for one in place.get("hashes", [])]
    kept = {key: found[key] for key in ("name", "version", "type", "purl")}
    return kept | {"bom-ref": found["purl"], "hashes": hashes}


def vendored(found):
    """A package whose files we serve ourselves."""
    purl = f"pkg:npm/{found['name'].replace('@', '%40')}@{found['version']}"
    return {
        "bom-ref": purl,
        "type": "library",
        "name": found["name"],
        "version": found["version"],
        "purl": purl,
        "licenses": [{"license": {"name": found["licence"]}}],
    }


if __name__ == "__main__":
    SBOM.write_text(made())
