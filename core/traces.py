"""The database keeps a trace of every write by itself: one line per statement, whoever wrote and by whatever road.

Attached after every migration, as the grants are. A table without a trace stands in UNTRACED with its reason.
"""

from django.apps import apps

from core.tenancy import SchoolModel

UNTRACED = {
    "core_auditentry": "is a trace itself, and can only grow",
    "core_writetrace": "is the trace",
    "core_job": "the worker counts its steps here; what it makes is traced where it is kept",
    "core_outgoingmail": "the outbox, whose rows tell their own story; its mails are written by traced acts",
    "schools_readtrace": "is the trace of looks, and can only grow",
    "schools_glasspage": "is the trace of pages that the platform's staff opened, and can only grow",
    "schools_failedentry": "counts wrong codes for two hours; nobody's data",
}
HEAD = """
    CREATE OR REPLACE FUNCTION public.trace_{operation}() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $trace$
    BEGIN
        INSERT INTO public.core_writetrace (school_id, "table", operation, user_id, ids, columns)
        SELECT school_id, TG_TABLE_NAME, '{operation}', NULLIF(current_setting('app.user_id', true), '')::bigint,
"""
ROWS = """ array_agg(id ORDER BY id), '{}' FROM touched GROUP BY school_id;"""
CHANGES = """ array_agg(DISTINCT id), array_agg(DISTINCT part.key)
        FROM (
            SELECT after.school_id, id, to_jsonb(before) AS was, to_jsonb(after) AS becomes
            FROM touched_before before JOIN touched after USING (id) OFFSET 0
        ) AS line CROSS JOIN LATERAL jsonb_each(becomes) AS part
        WHERE part.value <> was -> part.key
        GROUP BY school_id;"""
TAIL = " RETURN NULL; END $trace$;"
OPERATIONS = {  # which rows the trigger sees, and what it writes down of them
    "insert": ("NEW TABLE AS touched", ROWS),
    "update": ("OLD TABLE AS touched_before NEW TABLE AS touched", CHANGES),
    "delete": ("OLD TABLE AS touched", ROWS),
}
ATTACHED = """
    SELECT tgrelid::regclass::text, tgname FROM pg_trigger
    WHERE tgname LIKE 'trace\\_%' AND tgenabled = 'O' AND NOT tgisinternal
"""


def traced_tables():
    """Every table of schools that the database keeps a trace of."""
    tables = {model._meta.db_table for model in apps.get_models() if issubclass(model, SchoolModel)}
    return sorted(tables - UNTRACED.keys())


def missing(cursor):
    """[(table, operation)] that leave no trace now."""
    cursor.execute(ATTACHED)
    there = set(cursor.fetchall())
    return [
        (table, operation)
        for table in traced_tables()
        for operation in OPERATIONS
        if (table, f"trace_{operation}") not in there
    ]


def attach(cursor):
    """Give every table its triggers; what hangs already is left alone, so a migration waits for nobody."""
    for operation, (_rows, what) in OPERATIONS.items():
        cursor.execute(HEAD.replace("{operation}", operation) + what + TAIL)
    for table, operation in missing(cursor):
        rows = OPERATIONS[operation][0]
        cursor.execute(
            f'CREATE OR REPLACE TRIGGER trace_{operation} AFTER {operation.upper()} ON "{table}" '
            f"REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION public.trace_{operation}()"
        )
