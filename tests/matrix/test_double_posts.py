"""The same form sent twice has one effect: the second time no row and no mail comes of it."""

import re
from http.cookies import SimpleCookie

from django.db import connection, transaction

from tests.matrix.asking import posted, send
from tests.matrix.cells import Cell, address, exists
from tests.matrix.expect import EXPECT
from tests.matrix.table import LETTER, NOTHING, OWN, may

NEW_ROW = re.compile(r'^\s*INSERT INTO "(\w+)"(?!.*ON CONFLICT)', re.I | re.S)
TRACES = {"core_auditentry", "core_readentry", "django_session"}  # what happened twice is told twice
ON_PURPOSE = {
    "contracts:at_company",  # a second code may be asked for, as below
    "schools:entry",  # a second code may be asked for; after a few the page says to wait
    "placements:plan_make",  # the proposal is made anew, in place of the same one
    "placements:plan_student",  # what was decided is laid down again, in place of the same
    "import_new",  # a second trial of a list changes nothing: only carrying it out does
}
ASKERS = ("coordinator", "mentor", "student", "guardian", "supervisor")


def new_rows(asker, actor, path, data):
    """The tables in which this POST made a row."""
    made = []

    def spy(execute, sql, params, many, context):
        if found := NEW_ROW.match(sql):
            made.append(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(spy):
        send(asker.clients[actor], "POST", path, data)
    return set(made) - TRACES


def test_the_same_form_sent_twice_has_one_effect(asker, figure):
    tried, twice = 0, {}
    for name, page in EXPECT.items():
        relation = NOTHING if page.kind is None else OWN
        actor = next((one for one in ASKERS if may(page, one, relation)), None)
        actor = "anonymous" if page.allow == LETTER else actor
        sends = "POST" in page.methods and page.data is not None and page.writers != ()
        if actor is None or not sends or name in ON_PURPOSE or not exists(asker.world, page, relation):
            continue
        cell = Cell(name, page, actor, relation, "POST")
        data = dict(posted(asker.world, cell))
        path = address(asker.world, cell) + data.pop("?", "")
        asker.clients[actor].cookies = SimpleCookie(asker.cookies[actor])
        with transaction.atomic():
            new_rows(asker, actor, path, data)
            if again := new_rows(asker, actor, path, data):
                twice[name] = again
            transaction.set_rollback(True)
        tried += 1

    figure("walls.double_posts", f"{len(twice)} of {tried}", "0")
    assert not twice, sorted((name, sorted(rows)) for name, rows in twice.items())
