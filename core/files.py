"""Private files: written whole or not at all, found only through their row."""

import hashlib
import io
import os
import secrets
import tempfile

from django.conf import settings
from django.db import transaction
from django.http import FileResponse
from django.shortcuts import render

from core.models import StoredFile
from core.scanning import has_scanner


def keep(school, content, *, name, content_type, by=None, of_stranger=False):
    """Store bytes for a school and return their row. `by` is the Membership that brought them.

    What is `of_stranger` goes past the virus scanner first, where there is one.
    """
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
    states = StoredFile.State
    state = states.OWN if not of_stranger else states.QUARANTINED if has_scanner() else states.UNSCANNED
    stored = StoredFile.objects.create(
        school=school,
        path=path,
        name=name,
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        state=state,
        created_by_id=by and by.user_id,
    )
    if state == states.QUARANTINED:
        _scan_after_commit(stored)
    return stored


def _scan_after_commit(stored):
    def hand_over():
        from core.tasks import scan_file  # noqa: PLC0415 - tasks read files

        scan_file.delay(stored.school_id, stored.pk)

    transaction.on_commit(hand_over, robust=True)


def drop(stored):
    """Throw a file away: its row now, its bytes when that is certain."""
    stored.delete()
    destroy_bytes(stored)


def destroy_bytes(stored):
    """Throw the bytes of a file away when the transaction is certain."""
    target = settings.MEDIA_ROOT / stored.path
    transaction.on_commit(lambda: target.unlink(missing_ok=True))


def read(stored):
    """Return the bytes of a stored file."""
    return (settings.MEDIA_ROOT / stored.path).read_bytes()


def hand_out(request, stored, *, inline=False):
    """Answer with a file the view has already decided its reader may have; a page says why when it is withheld."""
    if stored.withheld:
        return render(request, "core/withheld.html", {"stored": stored}, status=409)
    response = FileResponse(
        io.BytesIO(read(stored)),
        as_attachment=not inline,
        filename=stored.name,
        content_type=stored.content_type,
    )
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response


def sweep(school_id, older_than):
    """Set the disk and the rows of the open school side by side: bytes that no row knows go.

    A crash between commit and unlink leaves those, or a copy that was never finished. Returns (number of bytes thrown
    away, ids of rows whose bytes are not there), so that lost files are told and never hidden.
    """
    kept = StoredFile.objects.exclude(state=StoredFile.State.INFECTED)  # the bytes of those were destroyed
    paths = dict(kept.values_list("path", "pk"))
    folder, gone = settings.MEDIA_ROOT / str(school_id), 0
    there = set()
    for found in folder.iterdir() if folder.is_dir() else ():
        path = f"{school_id}/{found.name}"
        there.add(path)
        if path not in paths and found.stat().st_mtime < older_than.timestamp():
            found.unlink(missing_ok=True)
            gone += 1
    return gone, sorted(pk for path, pk in paths.items() if path not in there)
