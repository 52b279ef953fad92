"""Marked texts: every text field of every object says whose it is, so that a leak names itself."""

import io
import re
import zipfile

from django.apps import apps
from django.db import connection, models
from pypdf import PdfReader

from core.tenancy import for_school

MARK = re.compile(r"canary-[a-z]-[a-z0-9_]+\.[a-z0-9_]+-[a-z0-9_]+|zq[0-9a-f]{5}")
SHORTEST = 7
NOT_WORDS = {  # codes, addresses and fingerprints: they steer the program or may only hold digits
    "about", "action", "address_hmac", "after", "before", "code_hmac", "content_type", "device_hmac", "key", "kind",
    "kvk", "message_id", "password", "path", "role", "rule", "session_key", "sha256", "slug", "subject_id", "term",
    "token_sha256",
}  # fmt: skip
# The application cannot change these; a note is marked when it is made.
KEPT = {
    "core.auditentry", "core.writetrace", "schools.readtrace",
    "contracts.contractversion", "contracts.signature", "contracts.copy",
}  # fmt: skip


class Canaries:
    """Knows every mark that was made: {text: (school, "own.student.first_name")}."""

    def __init__(self):
        self.known = {}

    def make(self, school, thing, field, room=None):
        """A mark for one field; a short one where the readable one does not fit."""
        text = f"CANARY-{school}-{thing}-{field}"
        if room is not None and len(text) > room:
            text = f"zq{len(self.known):05x}"
        self.known[text.lower()] = (school, f"{thing}.{field}")
        return text

    def found_in(self, text):
        """{(school, what)} of the marks in a text."""
        return {self.known[mark] for mark in MARK.findall(text.lower()) if mark in self.known}

    def mark(self, school, slug, labels):
        """Put a mark in every text field of every row of this school; rows without a label are shared."""
        with for_school(school):
            for model in apps.get_models():
                if any(field.name == "school" for field in model._meta.fields) and model._meta.label_lower not in KEPT:
                    for row in model._base_manager.filter(school=school):
                        label = labels.get((model, row.pk), f"shared.{model._meta.model_name}")
                        self._mark_row(model, row.pk, slug, label)

    def mark_row(self, row, slug, label):
        """Mark one row of a table that belongs to no school."""
        self._mark_row(type(row), row.pk, slug, label)

    def _mark_row(self, model, pk, slug, label):
        texts = {}
        for field in model._meta.local_fields:
            if not isinstance(field, models.CharField | models.TextField) or field.choices:
                continue
            if field.name in NOT_WORDS or (field.max_length or 99) < SHORTEST:
                continue
            if isinstance(field, models.EmailField):
                texts[field.column] = self.make(slug, label, field.name).lower() + "@x.example"
            elif isinstance(field, models.URLField):
                texts[field.column] = f"https://x.example/{self.make(slug, label, field.name)}"
            else:
                texts[field.column] = self.make(slug, label, field.name, field.max_length)
        if texts:
            into = ", ".join(f'"{column}" = %s' for column in texts)
            with connection.cursor() as cursor:
                cursor.execute(f'UPDATE "{model._meta.db_table}" SET {into} WHERE id = %s', [*texts.values(), pk])
                assert cursor.rowcount == 1, f"{model._meta.label} {pk}"


def all_text(answer):
    """Everything an answer says: headers, body, the parts of a workbook, the unfolded lines of a calendar."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items() if name != "Set-Cookie")
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    if body[:5] == b"%PDF-":
        body += "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages).encode()
    words = body.decode(errors="replace")
    if "calendar" in answer.get("Content-Type", ""):
        words = re.sub(r"\r?\n[ \t]", "", words)
    return headers, words
