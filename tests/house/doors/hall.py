from schools.enums import Role

OPEN_TO = {
    "home": {"anyone"},
    "ping": {"anyone"},
    "look": {"anyone"},
    "school_home": set(Role),
}


def arguments(world):
    return {}
