"""The cells of the matrix: this page, this person, this thing, this method; and the address that says so."""

from dataclasses import dataclass

from django.urls import reverse

from core.house import pages
from schools.enums import PLATFORM
from tests.matrix.table import ACTORS, ANYONE, CROSSED, ELSEWHERE, LETTER, LIKE_ANOTHER, NOTHING, OWN, SAME, SMUGGLED
from tests.matrix.world import MISSING

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
PAIRS = {
    "submission": ("placement", "submission"),
    "group_and_student": ("group", "student"),
    "idle_and_invitation": ("idle", "invitation"),
    "group_and_idle": ("group", "idle"),
    "placement_and_second": ("placement", "second"),
    "company_colleague": ("company", "colleague"),
}
ALIAS = {"offer": "invitation", "our_company": "company"}
PER_LETTER = ("anonymous", "coordinator", "student", "both")
RARE = {"consultant", "lwt_committee"}  # they have no pages of their own yet
ROUTES = {name: route for name, route, _view in pages()}


@dataclass(frozen=True)
class Cell:
    """Where in the matrix."""

    name: str
    page: object
    actor: str
    relation: str
    method: str

    def __str__(self):
        return f"{self.method} {self.name} · {self.actor} · {self.relation}"


def relations(page):
    """In which relations the things of this page stand to whoever asks."""
    if page.kind is None:
        of_school = page.allow and page.allow != ANYONE and PLATFORM not in page.allow
        return (NOTHING, ELSEWHERE) if of_school else (NOTHING,)
    here = ("own", "same", "other")
    return (*here, SMUGGLED, ELSEWHERE, *((CROSSED,) if page.kind in PAIRS else ()))


def cells(table):
    """Every cell of a table of expectations. Where it cannot matter whose thing it is, one thing stands for all:
    for methods that no page knows, and for people in a role that never comes in.
    """
    for name, page in table.items():
        for actor in PER_LETTER if page.allow in (LETTER, ANYONE) else ACTORS:
            for relation in relations(page):
                if relation == ELSEWHERE and "<slug:school>" not in ROUTES[name.partition("#")[0]]:
                    continue  # a page of no school is nowhere else
                for method in METHODS:
                    unknown = method in METHODS[3:]
                    if _of_any(actor, relation) if unknown else _matters(page, actor, relation, method):
                        yield Cell(name, page, actor, relation, method)


def _of_any(actor, relation):
    return relation in (NOTHING, OWN) and actor in (
        "anonymous",
        "coordinator",
        "student",
        "supervisor",
        "ended",
        "both",
    )


def _matters(page, actor, relation, method):
    if actor in RARE and not comes_in(page, actor):
        return relation in (NOTHING, OWN) and method == "GET"
    if actor in LIKE_ANOTHER and not _tells_more(page, actor, relation, method):
        return False
    if method == "HEAD" or (method == "POST" and "POST" not in page.methods):
        return relation == OWN and comes_in(page, actor)
    return comes_in(page, actor) or relation in (NOTHING, OWN) or (relation == ELSEWHERE and method == "GET")


def _tells_more(page, actor, relation, method):
    """For somebody much like another: what is theirs, one thing that is not, and the other school."""
    near = (NOTHING, ELSEWHERE, ACTORS[actor][1], SAME if ACTORS[actor][1] == OWN else OWN)
    return comes_in(page, actor) and method in ("GET", "POST") and relation in near


def comes_in(page, actor):
    """Whether the role of this actor opens the page for anything at all."""
    return page.allow in (ANYONE, LETTER) or ACTORS[actor][0] in page.allow or actor == "both"


def exists(world, page, relation):
    """Some things there are one of: then there is no other one in the group."""
    if page.kind is None or relation in (SMUGGLED, ELSEWHERE, CROSSED):
        return True
    kinds = PAIRS.get(page.kind, (ALIAS.get(page.kind, page.kind),))
    return all(relation in world.a.things[kind] for kind in kinds)


def value_of(thing):
    """What stands in the address for this thing."""
    from schools.letters import token_of

    return token_of(thing) if hasattr(thing, "token_sha256") else thing.pk


def ids(world, page, relation):
    """What the address names."""
    if page.kind is None:
        return []
    kinds = PAIRS.get(page.kind, (ALIAS.get(page.kind, page.kind),))
    if relation == MISSING:
        return ["x" * 64 if "letter" in kind else MISSING for kind in kinds]
    if relation == CROSSED:
        first, second = kinds
        near = world.a.things[second][SAME] if page.kind == "submission" else world.b.things[second][OWN]
        return [value_of(world.a.things[first][OWN]), value_of(near)]
    there, which = (world.b, OWN) if relation in (SMUGGLED, ELSEWHERE) else (world.a, relation)
    return [value_of(there.things[kind][which]) for kind in kinds]


def address(world, cell, relation=None):
    """The address of the cell, or of the same page about a thing that is not there."""
    name, relation = cell.name.partition("#")[0], relation or cell.relation
    args = [*ids(world, cell.page, relation), *cell.page.rest]
    if "<slug:school>" in ROUTES[name]:
        args.insert(0, (world.b if cell.relation == ELSEWHERE else world.a).school.slug)
    return reverse(name, args=args)
