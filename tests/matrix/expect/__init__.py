"""Who may reach what, room by room. Kept apart from the program: a new page fails until it stands here."""

import importlib
import pkgutil

ROOMS = {
    room.name: importlib.import_module(f"{__name__}.{room.name}").EXPECT for room in pkgutil.iter_modules(__path__)
}
EXPECT = {name: page for room in ROOMS.values() for name, page in room.items()}
