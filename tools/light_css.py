"""static/css/light.css: of Bootstrap only what the pages for a company on its phone use (templates/groups/light.html).

python -m tools.light_css     write it again, after a new Bootstrap or a new class on those pages
"""

import re
from pathlib import Path

import tinycss2

ROOT = Path(__file__).resolve().parent.parent
BOOTSTRAP = ROOT / "static/vendor/bootstrap/bootstrap.min.css"
LIGHT = ROOT / "static/css/light.css"
KEPT = {
    "btn", "btn-primary", "btn-outline-secondary", "btn-sm", "form-control", "form-select", "form-label", "form-text",
    "is-invalid", "invalid-feedback", "visually-hidden", "fw-bold", "mb-0", "mb-1", "mb-2", "mb-3", "mt-2", "mt-4",
    "h3", "active", "disabled", "show", "was-validated", "list-unstyled",
}  # fmt: skip
PARTS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
WRITTEN, READ = re.compile(r"(--bs-[\w-]+):"), re.compile(r"var\((--bs-[\w-]+)")
OPTIONAL = {"show", "active", "disabled", "was-validated"}  # only together with a class that is used


def is_kept(selector):
    """Every class of the selector is one of ours, and it says something of a thing that can be there."""
    classes = PARTS.findall(selector)
    if not classes:
        return not re.search(r"\[(?!data-bs-theme|type=|hidden|list|role=|size)", selector)
    return set(classes) <= KEPT and not set(classes) <= OPTIONAL


def pruned(rules):
    """The CSS of the rules that stay."""
    found = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [one.strip() for one in tinycss2.serialize(rule.prelude).split(",")]
            if kept := [one for one in selectors if is_kept(one)]:
                found.append(f"{','.join(kept)}{{{tinycss2.serialize(rule.content)}}}")
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media":
            inside = pruned(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
            if inside:
                found.append(f"@media{tinycss2.serialize(rule.prelude)}{{{inside}}}")
    return "".join(found)


def without_unused(css):
    """Take away the variables that no kept rule and no sheet of ours reads; one may be read by another."""
    own = "".join(path.read_text() for path in sorted((ROOT / "static/css").glob("*.css")) if path != LIGHT)
    while gone := set(WRITTEN.findall(css)) - set(READ.findall(css + own)):
        for name in sorted(gone):
            css = re.sub(rf"{name}:(?:[^;{{}}\"']|\"[^\"]*\"|'[^']*')*;?", "", css)
    return css


def light():
    """The whole file."""
    rules = tinycss2.parse_stylesheet(BOOTSTRAP.read_text(), skip_comments=True, skip_whitespace=True)
    return f"/* Made from Bootstrap (MIT) by tools/light_css.py; do not edit. */\n{without_unused(pruned(rules))}\n"


if __name__ == "__main__":
    LIGHT.write_text(light())
