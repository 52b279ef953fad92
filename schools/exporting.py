"""All that is kept of one student, as the classification says: for the eyes (PDF), a program (JSON), and the files.

The zip holds gegevens.json, one or more dossier PDFs, bestanden/ and SHA256SUMS.
"""

import hashlib
import io
import json
import zipfile
from datetime import date, datetime, time

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.text import get_valid_filename

from core import files, privacy
from core.calendar import nl_date, nl_weekdays
from core.erasing import Subject
from core.models import StoredFile
from core.pdf import render_pdf
from core.privacy import Holds
from schools.models import Student

ENOUGH_FOR_ONE = 120_000  # characters in one PDF; core.pdf refuses far more
LONGEST = 3_000  # characters of one value on paper; the JSON has the whole


def subject_of(student):
    """The student, the own role and the own account: not those of the guardians, whose data are theirs."""
    user = student.member.user
    return Subject(
        student=student.pk, members=[student.member_id], users=[user.pk], names=[student.name],
        marks=[student.number, user.email], to_show=True,
    )  # fmt: skip


def sections_of(student):
    """[{title, rows: [[(label, value)]]}] with plain values, the data of the student first; only what there is."""
    subject, found = subject_of(student), []
    for label, table in reversed(privacy.tables().items()):
        if table.is_shown and (rows := rows_of(label, table, subject)):
            found.append({"title": table.title, "rows": rows})
    return sorted(found, key=lambda section: section["title"] != "Gegevens van de leerling")


def rows_of(label, table, subject):
    """The rows of one table, each as [(label, value)] of the fields that are shown."""
    model = apps.get_model(label)
    shown = {name: one for name, one in table.fields.items() if not one.hidden}
    related = [name for name in shown if model._meta.get_field(name).is_relation]
    rows = subject.find(label, table).prefetch_related(*related).order_by("pk")
    return [[(heading(model, name, one), value_of(row, name, one)) for name, one in shown.items()] for row in rows]


def heading(model, name, one):
    """What a field is called on paper."""
    words = str(one.label or model._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


def value_of(row, name, one):
    """A value as plain data: words for choices and references, ISO for days and moments."""
    if one.holds == Holds.FILE:
        stored = getattr(row, name)
        return place_of(stored) if stored else None
    if hasattr(row, f"get_{name}_display"):
        return str(getattr(row, f"get_{name}_display")() or "")
    value = getattr(row, name)
    if name == "weekdays":
        return nl_weekdays(value or [])
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date | time) else value


def place_of(stored):
    """Where a file lies in the zip; the number keeps two of the same name apart."""
    return f"bestanden/{stored.pk}-{get_valid_filename(stored.name) or 'bestand'}"


def papers_of(sections):
    """The sections in parts that fit in one PDF each, with values for the eye."""
    part, size = [], 0
    for section in sections:
        rows = []
        for row in section["rows"]:
            shown = [(label, on_paper(value)) for label, value in row]
            size += sum(len(label) + len(value) for label, value in shown)
            rows.append([(label, value) for label, value in shown if value])
            if size > ENOUGH_FOR_ONE:
                yield [*part, {"title": section["title"], "rows": rows}]
                part, rows, size = [], [], 0
        if rows:
            part.append({"title": section["title"], "rows": rows})
    if part:
        yield part


def on_paper(value):
    """A value as a reader expects it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False, indent=1)
    value = str(value)
    try:
        if len(value) == 10 and value[4] == "-":
            return nl_date(date.fromisoformat(value))
        if len(value) > 10 and value[10] == "T":
            moment = datetime.fromisoformat(value)
            return f"{nl_date(moment.date())}, {moment:%H:%M}"
    except ValueError:
        pass
    return value if len(value) <= LONGEST else f"{value[:LONGEST]} … (de rest staat in gegevens.json)"


def zip_of(student_id, step=lambda: None):
    """The bytes of the whole dossier, and the name of the file."""
    student = Student.objects.select_related("member__user", "school").get(pk=student_id)
    sections, made_on = sections_of(student), timezone.localdate()
    data = {
        "school": student.school.name, "gemaakt_op": made_on.isoformat(),
        "gegevens": [
            {"onderdeel": section["title"], "regels": [dict(row) for row in section["rows"]]} for section in sections
        ],
    }  # fmt: skip
    parts = {"gegevens.json": json.dumps(data, ensure_ascii=False, indent=2).encode()}
    step()
    papers = list(papers_of(sections))
    for number, part in enumerate(papers, start=1):
        page = {"school": student.school, "student": student, "sections": part, "made_on": made_on}
        page |= {"number": number, "total": len(papers)}
        parts[f"dossier-{number}.pdf"] = render_pdf("schools/print/dossier.html", page)
    step()
    for stored in StoredFile.objects.filter(pk__in=subject_of(student).files).order_by("pk"):
        if stored.withheld:
            parts[f"{place_of(stored)}-ACHTERGEHOUDEN.txt"] = f"{stored.withheld}\n".encode()
            continue
        try:
            parts[place_of(stored)] = files.read(stored)
        except FileNotFoundError:
            parts[f"{place_of(stored)}-ONTBREEKT.txt"] = b"Dit bestand staat niet meer op de server.\n"
    step()
    return packed(parts), f"gegevens-{student.number}-{made_on}.zip"


def packed(parts):
    """A zip of these parts with a list of their fingerprints, as `sha256sum --check` reads it."""
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in parts.items())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in {**parts, "SHA256SUMS": sums.encode()}.items():
            box.writestr(name, content)
    return out.getvalue()
