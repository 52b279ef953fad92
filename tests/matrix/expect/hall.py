from schools.enums import PLATFORM, Role
from tests.matrix.posts import PASTED
from tests.matrix.table import ALL, BOTH, JUST, NOTHING, READ, WRITE, Page, page, public

EVERYBODY = Page(None, {role: frozenset({NOTHING}) for role in Role}, READ)
EXPECT = {
    "home": public(),
    "ping": public(),
    "look": public(WRITE),
    "choose_school": public(),
    "accessibility": public(),
    "privacy": public(),
    "about": public(),
    "demo_doors": Page(None, {}),  # only in the demo
    "demo_door": Page(None, {}, rest=("sleutel",)),
    "mailbox": Page(None, {}),
    "mailbox_message": Page(None, {}, rest=("brief",)),
    "mailbox_layout": Page(None, {}, rest=("brief",)),
    "mailbox_attachment": Page(None, {}, rest=("brief", 1)),
    "school_home": EVERYBODY,
    "child": page("student", READ, G=JUST),
    "look_along": Page(None, {PLATFORM: frozenset({NOTHING})}, BOTH),
    "look_along_stop": Page(None, {PLATFORM: frozenset({NOTHING})}, WRITE),
    "seen_by_school": page(None, READ, C=NOTHING, D=NOTHING),
    "looked_at_me": page(None, READ, S=NOTHING),
    "who_looked": page("student", READ, C=ALL, S=JUST, G=JUST),
    "failed_mail": page(None, READ, C=NOTHING),
    "cockpit": page("group", READ, C=ALL, D=ALL),
    "cockpit_sheet": page("group", READ, C=ALL, D=ALL),
    "imports": page(None, READ, C=NOTHING),
    "import_new": page(None, BOTH, "leerlingen", data={"text": PASTED}, C=NOTHING),
    "import": page("import_run", READ, C=JUST),
    "import_carry_out": page("import_run", WRITE, C=JUST, data={}),
    "import_drop": page("import_run", WRITE, C=JUST, data={}),
    "import_faults": page("import_run", READ, C=JUST),
}
