"""One cell of the matrix: this page, this person, this thing, this method. What happened, and whether it may."""

import contextlib
import re
from dataclasses import dataclass
from http.cookies import SimpleCookie

from celery.app.task import Task
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from core.house import pages
from core.models import OutgoingMail
from core.tenancy import for_school
from tests.conftest import signed_in
from tests.matrix.canaries import all_text
from tests.matrix.expect import EXPECT
from tests.matrix.sees import may_see
from tests.matrix.table import ACTORS, ANYONE, CROSSED, ELSEWHERE, LETTER, NOTHING, OWN, SAME, SMUGGLED, may
from tests.matrix.world import MISSING

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
WRITE = re.compile(r"^\s*(INSERT|UPDATE|DELETE|MERGE)", re.I)
PAIRS = {
    "submission": ("placement", "submission"),
    "group_and_student": ("group", "student"),
    "student_and_invitation": ("student", "invitation"),
}
ALIAS = {"offer": "invitation"}
PER_LETTER = ("anonymous", "coordinator", "student", "both")
RARE = {"consultant", "lwt_committee"}  # as the jobcoach: they have no pages of their own yet
ROUTES = {name: route for name, route, _view in pages()}
CHANGING = re.compile(r'(name="csrfmiddlewaretoken" value=|nonce=|x-csrftoken": )"[^"]*"', re.I)


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
        return (NOTHING, ELSEWHERE) if page.allow and page.allow != ANYONE else (NOTHING,)
    here = ("own", "same", "other")
    return (*here, SMUGGLED, ELSEWHERE, *((CROSSED,) if page.kind in PAIRS else ()))


def cells(table):
    """Every cell of a table of expectations. Where it cannot matter whose thing it is, one thing stands for all:
    for methods that no page knows, and for people in a role that never comes in.
    """
    for name, page in table.items():
        for actor in PER_LETTER if page.allow in (LETTER, ANYONE) else ACTORS:
            for relation in relations(page):
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
    if method == "HEAD" or (method == "POST" and "POST" not in page.methods):
        return relation == OWN and comes_in(page, actor)
    return comes_in(page, actor) or relation in (NOTHING, OWN) or (relation == ELSEWHERE and method == "GET")


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


@dataclass
class Outcome:
    """What one request did."""

    status: int
    headers: str
    body: str
    writes: list
    tasks: int
    mails: str
    path: str

    @property
    def told(self):
        """The answer without what differs by itself, to lay beside another one."""
        body = CHANGING.sub(r'\1""', self.body).replace(self.path, "PATH")
        where = re.findall(r"Location: (.*)", self.headers)
        return self.status, body, [place.replace(self.path, "PATH") for place in where]

    @property
    def asks_to_sign_in(self):
        return self.status == 302 and ("/inloggen" in self.headers or "/account/" in self.headers)


class Asker:
    """Sends requests as the actors and puts everything back after each."""

    def __init__(self, world):
        self.world, self.clients, self.cookies, self.missing = world, {}, {}, {}
        for actor, user in world.actors.items():
            client = Client(raise_request_exception=False)
            if user is not None:
                signed_in(client, user)
            self.clients[actor], self.cookies[actor] = client, client.cookies.output(header="", sep=";")

    def ask(self, actor, method, path, data=None, school=None):
        """One request inside a savepoint that is taken back."""
        client = self.clients[actor]
        client.cookies = SimpleCookie(self.cookies[actor])
        writes, tasks, mails = [], [], ""

        def spy(execute, sql, params, many, context):
            if WRITE.match(sql) and "django_session" not in sql:
                writes.append(sql[:120])
            return execute(sql, params, many, context)

        with transaction.atomic(), counted_tasks(tasks):
            before = len(connection.run_on_commit)
            with connection.execute_wrapper(spy):
                answer = client.generic(method, path) if method != "POST" else client.post(path, data or {})
            headers, body = all_text(answer)
            queued = len(tasks) + len(connection.run_on_commit) - before
            if any("core_outgoingmail" in sql for sql in writes):
                mails = self._mails(school or self.world.a.school)
            transaction.set_rollback(True)
        return Outcome(answer.status_code, headers, body, writes, queued, mails, path)

    def _mails(self, school):
        with for_school(school):
            mail = OutgoingMail.objects.order_by("-pk").first()
        return f"{mail.to} {mail.subject} {mail.text} {mail.html}" if mail else ""

    def run(self, cell):
        """The outcome of a cell."""
        school = (self.world.b if cell.relation == ELSEWHERE else self.world.a).school
        return self.ask(cell.actor, cell.method, address(self.world, cell), cell.page.data, school)

    def run_missing(self, cell):
        """The outcome of the same question about a thing, or a school, that is not there."""
        base, room = cell.name.partition("#")[0], cell.name.partition(":")[0]
        variants = [page for name, page in EXPECT.items() if name.partition("#")[0] == base]
        page = cell.name if any(comes_in(variant, cell.actor) for variant in variants) else room
        key = (page, cell.actor, cell.method, cell.relation == ELSEWHERE)
        if key not in self.missing:
            path = address(self.world, cell, MISSING)
            if cell.page.kind is None or cell.relation == ELSEWHERE:
                path = path.replace(f"/{self.world.b.school.slug}/", "/nergens/")
            self.missing[key] = self.ask(cell.actor, cell.method, path, cell.page.data)
        return self.missing[key]


@contextlib.contextmanager
def counted_tasks(found):
    """Whatever is handed to the worker is counted instead."""
    handed = Task.apply_async
    Task.apply_async = lambda task, *args, **options: found.append(task.name)
    try:
        yield
    finally:
        Task.apply_async = handed


def faults(asker, cell):
    """Everything that is wrong with a cell, as sentences."""
    world, outcome = asker.world, asker.run(cell)
    allowed = may(cell.page, cell.actor, cell.relation) and cell.method in cell.page.methods
    found = [f"answered {outcome.status}"] if outcome.status >= 500 else []
    found += _marks(world, cell, outcome)
    if allowed:
        if outcome.status in (403, 404, 405) or (outcome.asks_to_sign_in and cell.page.allow != ANYONE):
            found.append(f"wrongly denied with {outcome.status}")
        if cell.method != "POST" and (outcome.writes or outcome.tasks):
            found.append(f"{cell.method} writes: {outcome.writes[:1]} {outcome.tasks} tasks")
        if cell.method == "POST" and cell.page.data is not None:
            found += _deed(cell, outcome)
        return found
    if outcome.writes or outcome.tasks:
        found.append(f"denied, yet wrote {outcome.writes[:1]} and queued {outcome.tasks}")
    return found + _denial(asker, cell, outcome)


def _deed(cell, outcome):
    """Posted data writes, or the cell would prove nothing; but not for those who only read the page."""
    writers = cell.page.writers
    may_write = writers is None or ACTORS[cell.actor][0] in writers
    if may_write and not outcome.writes:
        return ["the posted data wrote nothing, so this cell proves nothing"]
    return [f"only reads this page, yet wrote {outcome.writes[:1]}"] if outcome.writes and not may_write else []


def _denial(asker, cell, outcome):
    """A denial says nothing: 404, or 405 for a method nobody may use; visitors are asked to sign in."""
    reached = may(cell.page, cell.actor, cell.relation)
    if cell.method not in cell.page.methods and outcome.status == 405:
        return [] if reached or cell.method in METHODS[3:] else _equal(asker, cell, outcome)
    if cell.actor == "anonymous" and outcome.asks_to_sign_in:
        return []
    if reached and cell.method in METHODS[:3] and outcome.status < 400:
        return []  # a page that only shows answers a POST by showing; that nothing was written is seen above
    if outcome.status != 404:
        return [f"reached with {outcome.status}"]
    return _equal(asker, cell, outcome)


def _equal(asker, cell, outcome):
    if cell.actor == "anonymous" or cell.relation == NOTHING:
        return []  # visitors are asked to sign in; a page without a thing has no missing one
    missing = asker.run_missing(cell)
    return [] if outcome.told == missing.told else [f"differs from a missing one ({missing.status})"]


def _marks(world, cell, outcome):
    """Marks of the other school anywhere, and of this school what this person may not see."""
    seen = world.canaries.found_in(outcome.headers + outcome.body + outcome.mails)
    home = "b" if cell.relation == ELSEWHERE and may(cell.page, cell.actor, cell.relation) else "a"
    foreign = sorted(what for school, what in seen if school != home)
    foreign = [what for what in foreign if not (what.startswith("shared.school") and _own_or_public(cell))]
    if cell.page.allow == LETTER:  # whoever is signed in sees the own name, on pages of others' letters as well
        foreign = [what for what in foreign if what not in ("staff.coordinatoruser.name", "own.studentuser.name")]
    found = [f"shows of the other school {foreign[:4]}"] if foreign else []
    shown = world.canaries.found_in(outcome.headers + outcome.body)
    if cell.page.allow == LETTER or home == "b":
        return found
    too_much = sorted(what for school, what in shown if school == home and not may_see(cell.actor, what))
    return found + ([f"shows too much: {too_much[:6]}"] if too_much else [])


def _own_or_public(cell):
    """The names of schools are public, and somebody of two schools sees both names."""
    return cell.actor == "both" or cell.page.allow == ANYONE
