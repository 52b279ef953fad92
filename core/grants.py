"""What the application's database role may do. Set after every migration; a test reads it back from the catalogue."""

from django.conf import settings
from django.db import connections

from core import traces

APPEND_ONLY = {"core_auditentry"}
WRITTEN_BY_THE_DATABASE = {"core_writetrace"}
READ_ONLY = {"django_migrations"}


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
        traces.attach(cursor)
        known = connections[using].introspection.table_names(cursor)
        for table in sorted(READ_ONLY.intersection(known)):
            cursor.execute(f'REVOKE INSERT, UPDATE, DELETE ON "{table}" FROM {app}')
