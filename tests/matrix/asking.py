"""Requests as the actors, and everything each of them did; afterwards it is all put back."""

import contextlib
import re
from dataclasses import dataclass
from http.cookies import SimpleCookie

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from celery.app.task import Task
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection, transaction
from django.test import Client, RequestFactory

from core.models import OutgoingMail
from core.tenancy import for_school
from tests.conftest import signed_in
from tests.matrix.canaries import all_text
from tests.matrix.cells import address, comes_in
from tests.matrix.expect import EXPECT
from tests.matrix.modes import walls
from tests.matrix.table import ELSEWHERE
from tests.matrix.world import MISSING

WRITE = re.compile(r"^\s*(INSERT|UPDATE|DELETE|MERGE)", re.I)
CHANGING = re.compile(r'(name="csrfmiddlewaretoken" value=|nonce=|x-csrftoken": )"[^"]*"', re.I)
NONCE = re.compile(r"'nonce-[^']*'")
LENGTH = re.compile(r"^Content-Length: .*$", re.M)


@dataclass
class Outcome:
    """What one request did."""

    status: int
    headers: str
    body: str
    cookies: str
    writes: list
    tasks: int
    mails: str
    path: str
    said: dict  # the headers by name
    asked: str  # what stood behind the address

    @property
    def told(self):
        """The answer without what differs by itself, to lay beside another one."""
        body = CHANGING.sub(r'\1""', self.body).replace(self.path, "PATH")
        headers = LENGTH.sub("", NONCE.sub("", self.headers)).replace(self.path, "PATH")
        return self.status, body, headers, self.cookies

    @property
    def asks_to_sign_in(self):
        return self.status == 302 and ("/inloggen" in self.headers or "/account/" in self.headers)


class Browser(Client):
    """A browser without the notes that Django's test client takes of every template."""

    def request(self, **asked):
        return self.handler(self._base_environ(**asked))


def stays_fresh(client):
    """Who they are was shown lately, however long the matrix takes: whoever must confirm again is tried elsewhere."""
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] += 24 * 60 * 60
    session.save()


class Asker:
    """Sends requests as the actors and puts everything back after each."""

    def __init__(self, world):
        self.world, self.clients, self.cookies, self.missing = world, {}, {}, {}
        self.mode = "normal"
        for actor, user in world.actors.items():
            client = Browser(raise_request_exception=False)
            if user is not None:
                signed_in(client, user)
                stays_fresh(client)
            self.clients[actor], self.cookies[actor] = client, client.cookies.output(header="", sep=";")

    @contextlib.contextmanager
    def in_mode(self, mode):
        """Ask with all walls up, or with one of them down."""
        with walls(mode):
            self.mode, self.missing = mode, {}
            yield self
        self.mode, self.missing = "normal", {}

    def ask(self, actor, method, path, data=None, school=None):
        """One request inside a savepoint that is taken back."""
        client, data = self.clients[actor], dict(data or {})
        query = data.pop("?", "") if method == "POST" else ""
        client.cookies = SimpleCookie(self.cookies[actor])
        writes, tasks, mails = [], [], ""

        def spy(execute, sql, params, many, context):
            if WRITE.match(sql) and "django_session" not in sql and "schools_readtrace" not in sql:
                writes.append(sql[:120])
            return execute(sql, params, many, context)

        with transaction.atomic(), counted_tasks(tasks):
            before = len(connection.run_on_commit)
            with connection.execute_wrapper(spy):
                answer = send(client, method, path + query, data)
            headers, body = all_text(answer)
            queued = len(tasks) + len(connection.run_on_commit) - before
            if any("core_outgoingmail" in sql for sql in writes):
                mails = self._mails(school or self.world.a.school)
            transaction.set_rollback(True)
        said = dict(answer.items())
        return Outcome(
            answer.status_code,
            headers,
            body,
            words_of(answer.cookies),
            writes,
            queued,
            mails,
            path,
            said,
            query,
        )

    def _mails(self, school):
        """Everything in the mails that this request wrote."""
        with for_school(school):
            new = OutgoingMail.objects.filter(pk__gt=self.world.newest_mail)
            return " ".join(f"{mail.to} {mail.reply_to} {mail.subject} {mail.text} {mail.html}" for mail in new)

    def run(self, cell):
        """The outcome of a cell."""
        school = (self.world.b if cell.relation == ELSEWHERE else self.world.a).school
        return self.ask(cell.actor, cell.method, address(self.world, cell), posted(self.world, cell), school)

    def run_missing(self, cell, like=None):
        """The outcome of the same question about a thing, or a school, that is not there.

        With a wall down one answer serves the room as long as it is `like` the one at hand; else its own is asked.
        """
        base, room = cell.name.partition("#")[0], cell.name.partition(":")[0]
        variants = [page for name, page in EXPECT.items() if name.partition("#")[0] == base]
        known = any(comes_in(variant, cell.actor) for variant in variants)
        if known and self.mode != "normal":
            shared = self._missing(cell, f"{room} within")
            if like is not None and shared.told == like.told:
                return shared
        return self._missing(cell, cell.name if known else room)

    def _missing(self, cell, asked_for):
        key = (asked_for, cell.actor, cell.method, cell.relation == ELSEWHERE)
        if key not in self.missing:
            path = address(self.world, cell, MISSING)
            if cell.page.kind is None or cell.relation == ELSEWHERE:
                path = path.replace(f"/{self.world.b.school.slug}/", "/nergens/")
            self.missing[key] = self.ask(cell.actor, cell.method, path, posted(self.world, cell))
        return self.missing[key]


def posted(world, cell):
    """What a cell posts: as it stands in the table, or made for the thing that is asked for."""
    data = cell.page.data
    return data(world, cell.relation) if callable(data) else data


def send(client, method, path, data):
    """One request; only a POST carries anything."""
    return client.post(path, data, secure=True) if method == "POST" else client.generic(method, path, secure=True)


def words_of(cookies):
    """What the cookies of an answer say: the messages in them unpacked, signatures and keys left out."""
    if "messages" not in cookies or not cookies["messages"].value:
        return ""
    request = RequestFactory().get("/")
    return " ".join(str(message) for message in CookieStorage(request)._decode(cookies["messages"].value) or [])


@contextlib.contextmanager
def counted_tasks(found):
    """Whatever is handed to the worker is counted instead."""
    handed = Task.apply_async
    Task.apply_async = lambda task, *args, **options: found.append(task.name)
    try:
        yield
    finally:
        Task.apply_async = handed
