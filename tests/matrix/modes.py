"""The two walls taken down one at a time: what is left must hold alone (security.md §3)."""

from contextlib import contextmanager, nullcontext
from unittest.mock import patch

from django.db import connection, models, transaction

from core.tenancy import InOpenSchool, SchoolModel, open_school_id

MODES = ("normal", "rls_bypassed", "manager_unscoped")


@contextmanager
def policies_off(*tables):
    """The database shows every school, as to a role that walks past its policies; afterwards they stand again."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with open checks cannot be altered
            if not tables:
                cursor.execute("SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity")
                tables = [name for (name,) in cursor.fetchall()]
            cursor.execute("SET LOCAL ROLE stage_owner")
            cursor.execute("; ".join(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY" for table in tables))
            cursor.execute("SET LOCAL ROLE stage_app")
        yield
        transaction.set_rollback(True)


@contextmanager
def managers_unscoped():
    """The managers of all schools' tables find rows of every school, and save them too."""

    def save_anywhere(row, *args, **kwargs):
        row.school_id = row.school_id or open_school_id()
        models.Model.save(row, *args, **kwargs)

    with (
        patch.object(InOpenSchool, "as_sql", lambda *_args, **_kwargs: ("TRUE", [])),
        patch.object(SchoolModel, "save", save_anywhere),
    ):
        yield


def walls(mode):
    """Run what follows in one of the three modes."""
    return {"normal": nullcontext, "rls_bypassed": policies_off, "manager_unscoped": managers_unscoped}[mode]()
