"""Every page of every room, for everybody, about everything: nobody gets in where they do not belong."""

import re

import pytest

from core.house import pages
from tests.matrix.cells import cells, exists, faults
from tests.matrix.expect import EXPECT, ROOMS

NAMED = {name.partition("#")[0] for name in EXPECT}
CONVERTERS = {
    "slug:school", "slug:kind", "slug:step", "slug:name", "int:pk", "int:group", "int:student", "int:invitation",
    "int:step", "int:part", "int:number", "str:token", "str:key", "str:name", "day:date", "day:monday",
}  # fmt: skip


def test_every_page_stands_in_the_table_and_nothing_else_does():
    assert {name for name, _route, _view in pages()} == NAMED


def test_every_argument_of_an_address_is_known_and_has_a_type():
    used = {part for _name, route, _view in pages() for part in re.findall(r"<([^>]*)>", route)}

    assert used == CONVERTERS


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_nobody_gets_in_where_they_do_not_belong(asker, room, figure):
    asked, wrong = 0, []
    for cell in cells(ROOMS[room]):
        if exists(asker.world, cell.page, cell.relation):
            asked += 1
            wrong += [f"{cell}: {fault}" for fault in faults(asker, cell)]
    figure(f"walls.matrix_cells[{room}]", asked, ">= 8000")
    figure(f"walls.matrix_violations[{room}]", len(wrong), "0")

    assert wrong == []
