"""Colours are checked by number: axe does not measure edges and focus rings."""

import re
from pathlib import Path

import pytest

SHEET = (Path(__file__).parents[2] / "static/css/stagebureau.css").read_text()
BLOCKS = {
    "light": SHEET.split(':root, [data-bs-theme="light"] {')[1].split("}")[0],
    "dark": SHEET.split('\n[data-bs-theme="dark"] {')[1].split("}")[0],
    "dark by device": SHEET.split(":root:not([data-bs-theme]) {")[1].split("}")[0],
}
TEXT = [
    ("ink", "page", 12),
    ("ink", "card", 12),
    ("ink", "soft", 10),
    ("hint", "page", 6.5),
    ("hint", "card", 7),
    ("hint", "soft", 6),
    ("pri", "card", 7.5),
    ("pri", "page", 7),
    ("on-pri", "pri", 8),
    ("on-pri", "pri-strong", 9),
    ("on-top", "top", 9),
    ("ink", "pri-soft", 10),
    ("pri", "pri-soft", 5),
    ("ok", "ok-soft", 6),
    ("warn", "warn-soft", 6),
    ("stop", "stop-soft", 6),
    ("wait", "wait-soft", 6),
    ("stop", "card", 7),
]
EDGES = [("line", "page"), ("line", "card"), ("line", "soft"), ("focus", "pri"), ("focus-ink", "focus")]


def tokens(block):
    return {
        **dict(re.findall(r"--sb-([\w-]+): (#[0-9a-f]{3,6});", BLOCKS["light"])),
        **dict(re.findall(r"--sb-([\w-]+): (#[0-9a-f]{3,6});", BLOCKS[block])),
    }


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize(("front", "behind", "least"), TEXT)
def test_text_stands_out_well(look, front, behind, least):
    known = tokens(look)
    assert contrast(known[front], known[behind]) >= least


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize(("front", "behind"), EDGES)
def test_edges_and_focus_can_be_seen(look, front, behind):
    known = tokens(look)
    if (look, front, behind) == ("dark", "focus", "pri"):
        front, behind = "focus-ink", "pri"
    assert contrast(known[front], known[behind]) >= 4.5


def test_dark_by_choice_and_dark_by_device_are_the_same():
    assert tokens("dark") == tokens("dark by device")
