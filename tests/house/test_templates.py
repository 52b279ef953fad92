"""Templates: all of them used, and nothing in a page that the content security policy forbids."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
CODE = ["stagebureau", "core", "schools", "companies", "groups", "placements", "contracts", "assessments", "templates"]
BY_CONVENTION = re.compile(r"^(404|500|403_csrf|429|base)\.html$|^(account|mfa|bootstrap5|allauth|django|mail)/")
ON_PAPER = re.compile(r"(^|/)(mail|print)/")
FORBIDDEN = re.compile(r"\son[a-z]+\s*=|\sstyle\s*=|<script(?![^>]*\ssrc=)|<style|javascript:|hx-on")
OUTSIDE = re.compile(r"""(src|href|action)=["']https?://(?!\{)""")


def names():
    return {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file()}


def written():
    files = (path for room in CODE for path in (ROOT / room).rglob("*") if path.suffix in (".py", ".html", ".txt"))
    return "".join(path.read_text(encoding="utf-8") for path in files)


def test_every_template_is_used():
    text = written()
    stems = {name: re.sub(r"_(subject|body)\.(txt|html)$", "", name) for name in names()}

    assert {name for name, stem in stems.items() if stem not in text and not BY_CONVENTION.search(name)} == set()


def test_no_inline_script_or_style_in_a_page():
    pages = [name for name in names() if not ON_PAPER.search(name)]

    assert [name for name in pages if FORBIDDEN.search((TEMPLATES / name).read_text(encoding="utf-8"))] == []


def test_no_page_opens_an_outside_address():
    assert [name for name in names() if OUTSIDE.search((TEMPLATES / name).read_text(encoding="utf-8"))] == []
