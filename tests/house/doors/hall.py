from schools.enums import Role

OPEN_TO = {
    "home": {"anyone"},
    "ping": {"anyone"},
    "look": {"anyone"},
    "school_home": set(Role),
    "mailbox": {"anyone"},
    "mailbox_message": {"anyone"},
    "mailbox_layout": {"anyone"},
    "mailbox_attachment": {"anyone"},
    "cockpit": {Role.COORDINATOR, Role.DIRECTOR},
    "cockpit_sheet": {Role.COORDINATOR, Role.DIRECTOR},
    "imports": {Role.COORDINATOR},
    "import_new": {Role.COORDINATOR},
    "import": {Role.COORDINATOR},
    "import_carry_out": {Role.COORDINATOR},
    "import_drop": {Role.COORDINATOR},
    "import_faults": {Role.COORDINATOR},
}


def arguments(world):
    run = [world.import_run.pk]
    return {
        "cockpit": [world.group.pk],
        "cockpit_sheet": [world.group.pk],
        "import_new": ["leerlingen"],
        "import": run,
        "import_carry_out": run,
        "import_drop": run,
        "import_faults": run,
    }
