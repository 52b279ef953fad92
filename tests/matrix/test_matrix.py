"""Every page of every room, for everybody, about everything: nobody gets in where they do not belong.

Three times: with both walls up, with the database's wall down and with the program's own wall down.
"""

import re

import pytest

from core.house import pages
from tests.matrix.cells import cells, exists
from tests.matrix.expect import EXPECT, ROOMS
from tests.matrix.judging import DIFFERS, FOREIGN, HEADERS, HOSTS, WRITES, Tally, faults
from tests.matrix.modes import MODES

NAMED = {name.partition("#")[0] for name in EXPECT}
CONVERTERS = {
    "slug:school", "slug:kind", "slug:step", "slug:name", "slug:move", "int:pk", "int:group", "int:student",
    "int:invitation", "int:step", "int:part", "int:number", "str:token", "str:key", "str:name", "slug:code",
    "day:date", "day:monday",
}  # fmt: skip


def test_every_page_stands_in_the_table_and_nothing_else_does(figure):
    walked = {name for name, _route, _view in pages()}

    figure("walls.routes", f"{len(walked & NAMED)} of {len(walked)}, {len(NAMED - walked)} stale", "all, 0 stale")
    assert walked == NAMED


def test_every_argument_of_an_address_is_known_and_has_a_type():
    used = {part for _name, route, _view in pages() for part in re.findall(r"<([^>]*)>", route)}

    assert used == CONVERTERS


@pytest.mark.parametrize("room", sorted(ROOMS))
@pytest.mark.parametrize("mode", MODES)
def test_nobody_gets_in_where_they_do_not_belong(asker, room, mode, figure):
    tally = Tally()
    with asker.in_mode(mode):
        for cell in cells(ROOMS[room]):
            if exists(asker.world, cell.page, cell.relation):
                tally.cells += 1
                tally.wrong += [(kind, f"{cell}: {fault}") for kind, fault in faults(asker, cell, tally)]
    part = f"[{room}_{mode}]"
    figure(f"walls.matrix_cells_{mode}{part}", tally.cells, ">= 8000")
    figure(f"walls.matrix_violations_{mode}{part}", len(tally.wrong), "0")
    figure(f"walls.canaries_scanned{part}", tally.marks, "> 0")
    figure(f"walls.foreign_canaries{part}", tally.of(FOREIGN), "0")
    figure(f"walls.writes_by_denied_or_get{part}", tally.of(WRITES), "0")
    if mode == "normal":
        figure(f"walls.headers_missing{part}", tally.of(HEADERS), "0")
        figure(f"walls.outside_hosts{part}", tally.of(HOSTS), "0")
    figure(f"walls.denied_equals_missing{part}", f"{tally.denied - tally.of(DIFFERS)} of {tally.denied}", "all")

    assert not tally.wrong, "\n".join(sentence for _kind, sentence in tally.wrong)
