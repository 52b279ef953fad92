"""Look for marked texts everywhere the installation keeps something."""

import io

import pypdf
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from stagebureau.celery import app


def in_database():
    """The text of every row of every table, as the role that sees all schools: {table: text}."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE stage_platform")
        try:
            found = {}
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - names from the catalogue
                found[table] = "\n".join(row[0] for row in cursor.fetchall())
        finally:
            cursor.execute("SET ROLE stage_app")
    return found | {"sessions, opened": "\n".join(str(row.get_decoded()) for row in Session.objects.all())}


def on_disk(school):
    """What the files of the school say: {path: text}; a PDF is read page by page."""
    found = {}
    for path in sorted((settings.MEDIA_ROOT / str(school.pk)).iterdir()):
        content = path.read_bytes()
        found[f"disk {path.name}"] = content.decode(errors="replace") + words_of(content)
    return found


def words_of(content):
    """The words on the pages of a PDF."""
    if content[:5] != b"%PDF-":
        return ""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def in_queues():
    """What waits in the broker."""
    with app.connection_for_read() as asked:
        client = getattr(asked.default_channel, "client", None)
        if client is None or not hasattr(client, "keys"):
            return {}
        found = {}
        for name in client.keys("*"):
            kind = client.type(name)
            read = {b"list": lambda key: client.lrange(key, 0, -1), b"hash": client.hgetall}.get(kind)
            found[f"queue {name!r}"] = str(read(name)) if read else ""
        return found
