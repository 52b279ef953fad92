"""Private files: written whole or not at all, found only through their row."""

import hashlib
import io
import os
import secrets
import tempfile

from django.conf import settings
from django.db import transaction
from django.http import FileResponse

from core.models import StoredFile


def keep(school, content, *, name, content_type, by=None):
    """Store bytes for a school and return their row. `by` is the Membership that brought them."""
    path = f"{school.pk}/{secrets.token_urlsafe(24)}"
    target = settings.MEDIA_ROOT / path
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, unfinished = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(unfinished, target)
    except BaseException:
        os.unlink(unfinished)
        raise
    return StoredFile.objects.create(
        school=school,
        path=path,
        name=name,
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        created_by_id=by and by.user_id,
    )


def drop(stored):
    """Throw a file away: its row now, its bytes when that is certain."""
    target = settings.MEDIA_ROOT / stored.path
    stored.delete()
    transaction.on_commit(lambda: target.unlink(missing_ok=True))


def read(stored):
    """Return the bytes of a stored file."""
    return (settings.MEDIA_ROOT / stored.path).read_bytes()


def hand_out(stored, *, inline=False):
    """Answer with a file the view has already decided its reader may have."""
    response = FileResponse(
        io.BytesIO(read(stored)),
        as_attachment=not inline,
        filename=stored.name,
        content_type=stored.content_type,
    )
    response["Cache-Control"] = "no-store"
    return response


def forget(stored):
    """Destroy a stored file: the row and the bytes."""
    stored.delete()
    (settings.MEDIA_ROOT / stored.path).unlink(missing_ok=True)
