"""Write docs/map.md: every page with its door, every object with its moves. Made from the code, so always true."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from core.house import moves, pages

WORKSHOP = "components"  # only there while developing, so it would come and go in the map
MAP = Path(settings.BASE_DIR) / "docs" / "map.md"


def draw():
    """The map as text."""
    lines = ["# Map of the house", "", "Made by `python3 manage.py house_map`.", "", "## Pages", ""]
    lines += ["| address | name | open to |", "|---|---|---|"]
    for name, route, view in pages():
        if name == WORKSHOP:
            continue
        lines.append(f"| `{route}` | {name} | {', '.join(sorted(getattr(view, 'open_to', ['nobody'])))} |")
    lines += ["", "## Moves", "", "| object | move | from | to |", "|---|---|---|---|"]
    for model, name, source, target in moves():
        lines.append(f"| {model.__name__} | {name} | {', '.join(source)} | {target or 'as it was'} |")
    return "\n".join(lines) + "\n"


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, **options):
        MAP.write_text(draw(), encoding="utf-8")
