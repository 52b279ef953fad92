"""What the application's database role may do. Set after every migration; a test reads it back from the catalogue."""

from django.conf import settings
from django.db import connections

from core import traces

APPEND_ONLY = {"core_auditentry", "schools_readtrace", "schools_glasspage"}
ONLY_COLUMN = {"schools_breakglass": "ended_at"}  # of a row nothing else changes, and no row goes
NEVER_CHANGED = {"contracts_signature", "contracts_copy", "contracts_earlystart"}  # rows come, and go with a dossier
ONLY_COLUMNS = {  # of a row nothing else changes
    "contracts_contractversion": ("state", "completed_at", "sealed_file_id", "sealed_at"),
}
WRITTEN_BY_THE_DATABASE = {"core_writetrace"}
READ_ONLY = {"django_migrations"}
NARROW = """
    CREATE OR REPLACE FUNCTION public.audit_blank_notes(of_subject text, ids bigint[]) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        WITH changed AS (
            UPDATE public.core_auditentry SET note = ''
            WHERE school_id = NULLIF(current_setting('app.school_id', true), '')::bigint
                AND subject = of_subject AND subject_id = ANY(ids) AND note <> '' RETURNING 1
        ) SELECT count(*) FROM changed
    $$;
    CREATE OR REPLACE FUNCTION public.audit_blank_naming(somebody text) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        WITH changed AS (
            UPDATE public.core_auditentry SET note = ''
            WHERE school_id = NULLIF(current_setting('app.school_id', true), '')::bigint
                AND length(somebody) >= 5 AND position(somebody IN note) > 0 RETURNING 1
        ) SELECT count(*) FROM changed
    $$;
    CREATE OR REPLACE FUNCTION public.audit_forget(until timestamptz) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        {forget}
        WITH gone AS (DELETE FROM public.core_auditentry WHERE {old} RETURNING 1) SELECT count(*) FROM gone
    $$;
"""
OLD = """school_id = NULLIF(current_setting('app.school_id', true), '')::bigint
            AND at < least(until, now() - interval '1 year')"""
TRACES = ["core_writetrace", "schools_readtrace"]  # as old as the acts, and gone with them
NARROW_NAMES = ["audit_blank_notes(text, bigint[])", "audit_blank_naming(text)", "audit_forget(timestamptz)"]


def grant_after_migrate(sender, using, **kwargs):
    """Give the application role rows, not tables: no DDL, no TRUNCATE; records only grow, and writes leave a trace."""
    if sender.name != "core":
        return
    app, platform = settings.DATABASE_APP_ROLE, settings.DATABASE_PLATFORM_ROLE
    with connections[using].cursor() as cursor:
        cursor.execute(f"""
            GRANT USAGE ON SCHEMA public TO {app}, {platform};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app};
            GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app};
            GRANT SELECT ON ALL TABLES IN SCHEMA public TO {platform};
            GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {platform};
        """)
        for table in sorted(APPEND_ONLY):
            cursor.execute(f'REVOKE UPDATE, DELETE ON "{table}" FROM {app}')
        for table in sorted(WRITTEN_BY_THE_DATABASE):
            cursor.execute(f'REVOKE INSERT, UPDATE, DELETE ON "{table}" FROM {app}')
        for table, column in sorted(ONLY_COLUMN.items()):
            cursor.execute(f'REVOKE UPDATE, DELETE ON "{table}" FROM {app}')
            cursor.execute(f'GRANT UPDATE ({column}) ON "{table}" TO {app}')
        known = connections[using].introspection.table_names(cursor)
        for table in sorted(NEVER_CHANGED.intersection(known)):
            cursor.execute(f'REVOKE UPDATE ON "{table}" FROM {app}')
        for table in sorted(ONLY_COLUMNS.keys() & set(known)):
            columns = ", ".join(ONLY_COLUMNS[table])
            cursor.execute(f'REVOKE UPDATE ON "{table}" FROM {app}; GRANT UPDATE ({columns}) ON "{table}" TO {app}')
        traces.attach(cursor)
        open_narrow_ways(cursor, known, app)
        for table in sorted(READ_ONLY.intersection(known)):
            cursor.execute(f'REVOKE INSERT, UPDATE, DELETE ON "{table}" FROM {app}')


def open_narrow_ways(cursor, known, app):
    """The only ways past "append only", for erasure: notes in the open school, and its acts of over a year ago."""
    forget = " ".join(f"DELETE FROM public.{table} WHERE {OLD};" for table in TRACES if table in known)  # noqa: S608
    cursor.execute(NARROW.replace("{forget}", forget).replace("{old}", OLD))
    for name in NARROW_NAMES:
        cursor.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {name} TO {app}")
