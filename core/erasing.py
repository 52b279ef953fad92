"""Erasure and export walk the same classification: which rows are about somebody, and what becomes of them.

Gather a Subject first, while its names and addresses are still there; then erase. The database comes first: bytes on
the disk go when the transaction is certain, and `core.files.sweep` finds what a crash left behind.
"""

import json
from functools import cached_property

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Exists, OuterRef, Q

from core import files, privacy
from core.models import AuditEntry, Job, OutgoingMail, StoredFile
from core.privacy import Holds, Rows
from core.tenancy import SchoolModel

SHORTEST_NAME = 5  # a shorter name stands in too many other words


class Subject:
    """One student (or none), these members and these accounts: what the tables hold about them."""

    def __init__(self, *, student=None, members=(), users=(), here=(), names=(), marks=(), to_show=False):
        self.to_show = to_show  # to hand over: papers shared with other students stay out
        self.student, self.members, self.users = student, list(members), list(users)
        self.here = set(here) | set(users)  # also who stays known elsewhere: a table of this school lets go of them
        self.names = [name for name in names if len(name or "") >= SHORTEST_NAME]
        self.marks = [mark for mark in marks if mark]  # what stands in a cell by itself: a number, an address

    def find(self, label, table):
        """The rows of a table that are about this subject."""
        rows = apps.get_model(label)._base_manager.all()
        if table.of is not None:
            return rows.filter(table.of(self))
        users = self.here if issubclass(apps.get_model(label), SchoolModel) else self.users
        for path, ids in ((table.student, [self.student]), (table.member, self.members), (table.user, users)):
            if path:
                return rows.filter(**{f"{path}__in": [pk for pk in ids if pk]})
        return rows.none()

    @cached_property
    def own(self):
        """{label: ids} of the rows that are reached by a path."""
        known = {label: table for label, table in privacy.tables().items() if table.is_about_somebody and not table.of}
        return {label: list(self.find(label, table).values_list("pk", flat=True)) for label, table in known.items()}

    def acts(self):
        """The record of acts about these rows."""
        found = Q(pk=None)
        for label, ids in self.own.items():
            if ids:
                found |= Q(subject=label.lower(), subject_id__in=ids)
        return found

    def mails(self):
        """Mails about these rows, to these people, or about nothing in particular that name them.

        A mail about another row is somebody else's, who may have the same name.
        """
        about = [f"{label.lower()}:{pk}" for label, ids in self.own.items() for pk in ids]
        found = Q(about__in=about) | Q(to__in=[mark for mark in self.marks if "@" in mark])
        for name in self.names:
            found |= Q(about="") & (Q(text__contains=name) | Q(subject__contains=name))
        return found

    def jobs(self):
        """Long work that was about these rows, or that names them in what came of it."""
        found, subjects = [], privacy.job_subjects()
        for pk, kind, arguments in Job.objects.values_list("pk", "kind", "arguments"):
            if what := subjects.get(kind):
                argument, label = what
                if mentioned(arguments.get(argument)) & set(self.own[label]):
                    found.append(pk)
        return Q(pk__in=found) | self.naming("core.Job", "label", "faults", "outcomes")

    def naming(self, label, *columns):
        """Rows in whose texts or JSON these people are named."""
        model, found = apps.get_model(label), []
        for pk, *values in model._base_manager.values_list("pk", *columns):
            text = json.dumps(values, ensure_ascii=False)
            if any(name in text for name in self.names) or any(f'"{mark}"' in text for mark in self.marks):
                found.append(pk)
        return Q(pk__in=found)

    def stored(self):
        """The files that these rows refer to."""
        return Q(pk__in=self.files)

    @cached_property
    def files(self):
        """Ids of the files that these rows refer to."""
        found = set()
        for label, table in privacy.tables().items():
            columns = [name for name, one in table.fields.items() if one.holds == Holds.FILE]
            if columns and (table.is_shown if self.to_show else table.is_about_somebody):
                for row in self.find(label, table).values_list(*columns):
                    found |= set(filter(None, row))
        return found

    def sessions(self):
        """Where these people are signed in now."""
        ids = {str(user) for user in self.users}
        found = (row.pk for row in Session.objects.iterator() if row.get_decoded().get("_auth_user_id") in ids)
        return Q(pk__in=list(found) if ids else [])

    def admin_acts(self):
        """What the platform's staff did with these accounts."""
        of_users = Q(content_type__app_label="schools", content_type__model="user")
        return of_users & Q(object_id__in=[str(user) for user in self.users])


def mentioned(argument):
    """The ids in an argument of a job: one id, a list of ids, or a list of [id, number]."""
    many = argument if isinstance(argument, list) else [argument]
    return {one[0] if isinstance(one, list) else one for one in many if one is not None}


def erase(subject, term=None):
    """Erase what the tables hold about this subject; with a term only what goes with it. Returns rows per table.

    Everything is found before the first row changes: half erased, nobody could be found by name any more.
    """
    known = {label: table for label, table in privacy.tables().items() if table.is_about_somebody}
    found = {label: list(subject.find(label, table).values_list("pk", flat=True)) for label, table in known.items()}
    names, own = subject.names, subject.own
    counts = {}
    for label, table in known.items():
        rows = apps.get_model(label)._base_manager.filter(pk__in=found[label])
        if table.rows == Rows.NARROW:
            counts[label] = blank_acts(own, names) if term in (None, table.term) else 0
        else:
            counts[label] = act(label, table, rows, term)
    drop(loose())
    return counts


def act(label, table, rows, term=None):
    """Do to these rows what their table says."""
    if table.rows == Rows.DELETE:
        return delete(label, table, rows) if term in (None, table.term) else 0
    if label == "core.OutgoingMail":  # what has not left must not leave empty
        OutgoingMail.objects.filter(pk__in=rows.values("pk")).exclude(state=OutgoingMail.State.SENT).delete()
    return blank(label, table, rows, table.fields_of(term))


def blank(label, table, rows, values):
    """Empty these fields of these rows; their files go."""
    if not values:
        return 0
    kept = files_in(table, rows, values)
    changed = rows.update(**values)
    drop(kept)
    return changed


def delete(label, table, rows):
    """Delete these rows with their files; rows of the same table that refer to them forget it."""
    model, ids = apps.get_model(label), list(rows.values_list("pk", flat=True))
    if model is StoredFile:
        return drop(ids)
    kept = files_in(table, rows, table.fields)
    for one in model._meta.local_fields:
        if one.related_model is model:
            model._base_manager.filter(**{f"{one.name}__in": ids}).update(**{one.name: None})
    model._base_manager.filter(pk__in=ids).delete()
    drop(kept)
    return len(ids)


def files_in(table, rows, names):
    """Ids of the files in these fields of these rows."""
    columns = [name for name in names if table.fields[name].holds == Holds.FILE]
    return {pk for row in rows.values_list(*columns) for pk in row if pk} if columns else set()


def references():
    """(model, name) of every field that refers to a stored file."""
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if relation.one_to_many:
            yield relation.related_model, relation.field


def loose():
    """Ids of stored files to which no row refers: a photo or a paper that was replaced."""
    found = StoredFile.objects.all()
    for model, one in references():
        found = found.exclude(Exists(model._base_manager.filter(**{one.name: OuterRef("pk")})))
    return set(found.values_list("pk", flat=True))


def drop(ids):
    """Throw these files away, also where long work offers the same file."""
    if not ids:
        return 0
    for model, one in references():
        if one.null:
            model._base_manager.filter(**{f"{one.name}__in": ids}).update(**{one.name: None})
    found = list(StoredFile.objects.filter(pk__in=ids))
    for stored in found:
        files.drop(stored)
    return len(found)


def blank_acts(own, names):
    """Empty the notes in the record of acts, which the application itself may not change (core/grants.py)."""
    done = 0
    with connection.cursor() as cursor:
        for label, ids in own.items():
            if ids:
                cursor.execute("SELECT audit_blank_notes(%s, %s::bigint[])", [label.lower(), ids])
                done += cursor.fetchone()[0]
        for name in names:
            cursor.execute("SELECT audit_blank_naming(%s)", [name])
            done += cursor.fetchone()[0]
    return done


def forget_acts(before):
    """Delete acts of the open school from before this moment; the database refuses those of the last year."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_forget(%s)", [before])
        return cursor.fetchone()[0]


def number_of_acts(before):
    """How many acts are that old."""
    return AuditEntry.objects.filter(at__lt=before).count()
