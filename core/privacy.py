"""What every field of every table holds, whose it is, how long it stays, what erasure does, and whether a pupil
gets to see it in the export. Each room says it of its own tables in `<room>/privacy.py`, under TABLES.

tests/house/test_privacy.py reads this beside the models: a field that is not named here, or no longer exists, fails.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.module_loading import module_has_submodule


class Holds(Enum):
    """The vocabulary: what a field is about."""

    KEY = "technical key"
    SCHOOL = "the school's own data"
    LINK = "reference to another row"
    FACT = "fact about the stage: state, date or number"
    PERSON = "name or contact of a person"
    WORK = "work of the student"
    WORDS = "text about a person"
    FILE = "file"
    SECRET = "secret of a lock"  # noqa: S105 - the name of a kind of field


class Rows(Enum):
    """What erasure does with the rows of a table."""

    DELETE = "the rows go"
    BLANK = "the rows stay without what is said of a person"
    KEEP = "nothing: the rows are about nobody"
    NARROW = "by a function of the database, for the application may not change them"


STAYS = object()
KEY_STAYS, FACT_STAYS = "says nothing by itself", "counted in the figures of the school"
NOT_ABOUT = "not about the student"


@dataclass(frozen=True)
class Field:
    """One field. `blank` is what stands there after erasure, `stays` why it does not change; one of the two.

    `label` names it in the export; `hidden` says why the export leaves it out. `term` when it has a term of its own.
    """

    holds: Holds
    blank: Any = STAYS
    stays: str = ""
    label: str = ""
    hidden: str = ""
    term: str = ""


@dataclass(frozen=True)
class Early:
    """Some fields of some rows go before the rest: so long after this day. Without `fields` all of them."""

    term: str
    counted_from: str
    only: Q = field(default_factory=Q)
    fields: tuple = ()


@dataclass(frozen=True)
class Table:
    """One table. `student`, `member` or `user` is the path to whom it is about; `of` finds the rows of a Subject."""

    fields: dict
    title: str = ""  # above its rows in the export, in Dutch
    rows: Rows = Rows.KEEP
    student: str = ""
    member: str = ""
    user: str = ""
    of: Callable | None = None
    term: str = ""
    early: tuple = ()
    why: str = ""  # for tables about nobody, and for tables that the export leaves out

    @property
    def is_about_somebody(self):
        """Erasure and export look at this table."""
        return bool(self.student or self.member or self.user or self.of)

    @property
    def is_shown(self):
        """The export shows this table."""
        return bool(self.title) and self.is_about_somebody

    def fields_of(self, term=None):
        """{name: blank} of the fields that erasure empties; with a term only those that go with it."""
        found = {name: one for name, one in self.fields.items() if one.blank is not STAYS}
        if term is not None:
            found = {name: one for name, one in found.items() if (one.term or self.term) == term}
        return {name: one.blank for name, one in found.items()}


def key(hidden="technical"):
    """A key or a technical setting."""
    return Field(Holds.KEY, stays=KEY_STAYS, hidden=hidden)


def school():
    """Something of the school itself."""
    return Field(Holds.SCHOOL, stays="of the school, not of a person", hidden=NOT_ABOUT)


def link(label="", hidden="", blank=STAYS):
    """A reference; the export shows the name of what it refers to when there is a label."""
    stays = "keeps the rows together" if blank is STAYS else ""
    return Field(Holds.LINK, blank, stays, label, hidden or ("" if label else "the other row stands by itself"))


def fact(label="", blank=STAYS, **more):
    """A state, a date or a number."""
    return Field(Holds.FACT, blank, FACT_STAYS if blank is STAYS else "", label, **more)


def person(blank="", label="", **more):
    """A name or a way to reach somebody."""
    return Field(Holds.PERSON, blank, label=label, **more)


def work(blank="", label="", **more):
    """What the student wrote."""
    return Field(Holds.WORK, blank, label=label, **more)


def words(blank="", label="", **more):
    """What somebody wrote of the student."""
    return Field(Holds.WORDS, blank, label=label, **more)


def file(label, **more):
    """A stored file: the bytes go, and the reference."""
    return Field(Holds.FILE, None, label=label, **more)


def secret(blank=STAYS):
    """A hash or token; never shown."""
    stays = "opens nothing: the row it belonged to is closed" if blank is STAYS else ""
    return Field(Holds.SECRET, blank, stays, hidden="part of a lock")


def of_nobody(why, *names, secrets=()):
    """A table without persons: all fields are keys or the school's own."""
    fields = {name: key() if name in ("id", "school") else school() for name in names}
    return Table(fields | {name: secret() for name in secrets}, why=why)


def rooms():
    """The privacy modules of all rooms, the highest room first, so that references go before what they refer to."""
    for config in reversed(list(apps.get_app_configs())):
        if module_has_submodule(config.module, "privacy"):
            yield importlib.import_module(f"{config.name}.privacy")


def tables():
    """{label of the model: Table} of the whole house."""
    return {label: table for room in rooms() for label, table in room.TABLES.items()}


def job_subjects():
    """{name of a task: (argument, label of the model whose ids it holds)}; None when it is about no student."""
    return {name: what for room in rooms() for name, what in getattr(room, "JOBS", {}).items()}


def obstacles(student):
    """Sentences of rooms that say why this student cannot be erased now."""
    found = (room.obstacle(student) for room in rooms() if hasattr(room, "obstacle"))
    return [sentence for sentence in found if sentence]


# The tables of the cellar itself.
SETTLED = Q(state__in=["sent", "refused", "failed", "unknown"]) & ~Q(text="", to="")
TABLES = {
    "core.CacheRow": of_nobody("counts of tries, gone within the hour", "cache_key", "value", "expires"),
    "core.AuditEntry": Table(
        {
            "id": key(), "school": key(), "subject": key(), "subject_id": key(), "at": fact("wanneer"),
            "actor": link("wie"), "on_behalf_of": link("namens wie"), "role": fact("rol"), "action": fact("wat"),
            "before": fact("was"),
            "after": fact("werd"), "note": words(label="toelichting"),
        },
        title="Wie deed wat", rows=Rows.NARROW, of=lambda subject: subject.acts(), term="dossier",
        early=(Early("audit", "at"),),
    ),
    "core.Job": Table(
        {
            "id": key(), "school": key(), "kind": key(), "state": fact(), "total": fact(), "done": fact(),
            "created_at": fact(), "heard_at": fact(), "finished_at": fact(), "created_by": link(),
            "label": words("gewist"), "faults": words([]), "outcomes": words([]), "arguments": words({}),
            "file": file(""),
        },
        rows=Rows.BLANK, of=lambda subject: subject.jobs(), term="dossier",
        early=(Early("lists", "finished_at", ~Q(label="gewist")),), why="copies of what the export holds already",
    ),
    "core.OutgoingMail": Table(
        {
            "id": key(), "school": key(), "key": key(), "about": key(), "message_id": key(), "is_secret": key(),
            "resend_after_crash": key(), "attempts": key(), "not_before": key(), "lease_until": key(),
            "kind": key(), "state": fact("stand"), "created_at": fact("geschreven op"),
            "sent_at": fact("verstuurd op"), "to": person(hidden="may be the address of somebody else"),
            "reply_to": person(hidden="the address of the school"),
            "subject": words(label="onderwerp"), "text": words(label="tekst"),
            "html": words(hidden="the same words as the text"), "calendar": words(label="afspraak"),
            "error": words(hidden="technical"),
        },
        title="Mail", rows=Rows.BLANK, of=lambda subject: subject.mails(), term="dossier",
        early=(Early("mail", "created_at", SETTLED),),
    ),
    "core.StoredFile": Table(
        {
            "id": key(), "school": key(), "path": key(), "created_by": link("van wie"), "name": person(label="naam"),
            "content_type": fact("soort"), "size": fact("grootte"), "sha256": fact("vingerafdruk"),
            "state": fact("controle op virussen"),
            "created_at": fact("bewaard op"),
        },
        title="Bestanden", rows=Rows.DELETE, of=lambda subject: subject.stored(), term="dossier",
    ),
    "core.WriteTrace": of_nobody(
        "numbers of rows and names of columns, never what stood in them",
        "id", "school", "at", "table", "operation", "ids", "columns", "user",
    ),
}  # fmt: skip
