"""What we serve of others is complete, unchanged and named."""

import json
import re
from pathlib import Path

from core.templatetags import ui
from tools import light_css, vendor

ROOT = Path(__file__).parents[2]


def test_the_vendored_files_are_as_locked():
    assert list(vendor.faults()) == []


def test_a_changed_missing_or_unknown_file_is_noticed(tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "changed.css").write_text("new")
    (tmp_path / "a" / "unknown.css").write_text("x")
    files = {"changed.css": "0" * 64, "missing.css": "1" * 64}
    (tmp_path / "lock.json").write_text(json.dumps([{"name": "a", "version": "1", "folder": "a", "files": files}]))
    monkeypatch.setattr(vendor, "STATIC", tmp_path)
    monkeypatch.setattr(vendor, "LOCK", tmp_path / "lock.json")
    monkeypatch.setattr(vendor, "PACKAGES", [{"name": "a", "version": "1"}])

    assert list(vendor.faults()) == [
        "a/missing.css is missing",
        "a/unknown.css is not in the lock",
        "a/changed.css was changed",
    ]


def test_every_package_comes_with_its_licence():
    for package in json.loads(vendor.LOCK.read_text()):
        assert package["licence"]
        assert "LICENSE" in package["files"]


def test_no_lock_names_a_host():
    assert "://" not in vendor.LOCK.read_text()


def test_every_icon_on_a_page_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', vendor.SPRITE.read_text()))
    pages = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    used = (
        set(re.findall(r"""(?:{% icon |\bicon=)["']([\w-]+)""", pages))
        | set(ui.NOTICE_ICONS.values())
        | set(ui.BADGE_ICONS.values())
    )

    assert used
    assert used - drawn == set()


def test_the_light_sheet_of_the_company_s_pages_is_made_from_this_bootstrap():
    assert light_css.LIGHT.read_text() == light_css.light(), "run python -m tools.light_css"
