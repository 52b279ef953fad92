"""Refuse to work with a wall that is not standing."""

from django.apps import apps
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from core import traces
from core.tenancy import SchoolModel


@register(Tags.database)
def the_wall_stands(app_configs, databases=None, **kwargs):
    """Check the role we connect with and the policies of every table of a school (`manage.py check --database`)."""
    if not databases:
        return []
    return [Error(sentence, id="stagebureau.E001") for sentence in faults()]


def refuse_a_fallen_wall():
    """Stop the start of web or worker when the wall does not stand. Leaves no connection behind for a fork."""
    found = faults()
    connection.close()
    if found:
        raise ImproperlyConfigured(" ".join(found))


def faults():
    """Sentences about what is wrong with the wall; an empty list when it stands."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone()[0]:
            found.append("The database role may walk past the policies (superuser or BYPASSRLS).")
        cursor.execute(
            "SELECT relname, pg_get_userbyid(relowner) = current_user, relrowsecurity AND relforcerowsecurity "
            "FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        )
        tables = {name: (owned, forced) for name, owned, forced in cursor.fetchall()}
        untraced = sorted({table for table, _ in traces.missing(cursor) if table in tables})
    if any(owned for owned, _ in tables.values()):
        found.append("The database role owns tables, so it could take the policies away.")
    for model in apps.get_models():
        name = model._meta.db_table
        if issubclass(model, SchoolModel) and name in tables and not tables[name][1]:
            found.append(f"Row-level security is not forced on {name}.")
    return found + [f"Writes to {table} leave no trace." for table in untraced]
