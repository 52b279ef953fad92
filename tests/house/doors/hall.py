from schools.enums import Role

OPEN_TO = {
    "home": {"anyone"},
    "ping": {"anyone"},
    "look": {"anyone"},
    "choose_school": {"anyone"},
    "accessibility": {"anyone"},
    "privacy": {"anyone"},
    "about": {"anyone"},
    "demo_doors": {"anyone"},  # only while DEBUG is on: tests/hall/test_demo_doors.py
    "demo_door": {"anyone"},
    "mailbox": {"anyone"},
    "mailbox_message": {"anyone"},
    "mailbox_layout": {"anyone"},
    "mailbox_attachment": {"anyone"},
    "school_home": set(Role),
    "child": {Role.GUARDIAN},
    "look_along": {"platform"},
    "look_along_stop": {"platform"},
    "seen_by_school": {Role.COORDINATOR, Role.DIRECTOR},
    "looked_at_me": {Role.STUDENT},
    "who_looked": {Role.STUDENT, Role.GUARDIAN, Role.COORDINATOR},
    "failed_mail": {Role.COORDINATOR},
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
        "child": [world.student.pk],
        "who_looked": [world.student.pk],
        "cockpit": [world.group.pk],
        "cockpit_sheet": [world.group.pk],
        "import_new": ["leerlingen"],
        "import": run,
        "import_carry_out": run,
        "import_drop": run,
        "import_faults": run,
    }
