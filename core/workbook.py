"""Opens an Excel workbook that a stranger sent, in a process of its own and within limits."""

import io
import json
import re
import zipfile
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from core.child import be_child, in_child

MEGABYTE = 1024 * 1024
MAX_UNPACKED = 20 * MEGABYTE
MAX_STYLES = 3 * MEGABYTE
MAX_MEMBERS = 100
MAX_RATIO = 100
MAX_COLUMNS = 100
MAX_BLANK_LINES = 10_000
MAX_LINES = 5100
ZEROS = re.compile(r"0{2,}")


class SheetFault(Exception):
    """The list cannot be read; the text says in Dutch why and what to do."""


def too_many_lines():
    return SheetFault(_("Deze lijst heeft meer dan 5000 rijen. Verdeel hem over meer bestanden."))


def broken():
    return SheetFault(_("Dit Excel-bestand is beschadigd. Open het in Excel, sla het opnieuw op en probeer het weer."))


def sheets_in(content):
    """Return [(name, lines)] of the visible sheets; a line is a list of texts, empty when the row is."""
    check_package(content)
    good, answer = in_child("core.workbook", content)
    if good:
        return json.loads(answer)
    raise too_many_lines() if answer == "lines" else broken()


def read_sheets(content):
    """The work of the child: every visible sheet as JSON."""
    import openpyxl  # noqa: PLC0415 - slow import, in the child only

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("openpyxl must read with defusedxml")
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return json.dumps([(sheet.title, list(lines_of(sheet))) for sheet in sheets]).encode()


def check_package(content):
    """Refuse a package that unpacks to more than a class list ever needs, before unpacking it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise broken() from fault
    if len(members) > MAX_MEMBERS:
        raise SheetFault(_("Dit Excel-bestand heeft te veel onderdelen. Sla alleen het blad met de lijst op."))
    if any(member.flag_bits & 1 for member in members):
        raise SheetFault(_("Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord en probeer het weer."))
    unpacked = sum(member.file_size for member in members)
    styles = sum(member.file_size for member in members if member.filename.endswith("styles.xml"))
    if unpacked > MAX_UNPACKED or styles > MAX_STYLES or unpacked > MAX_RATIO * len(content):
        raise SheetFault(_("Dit Excel-bestand is uitgepakt te groot. Kopieer alleen de lijst naar een nieuw bestand."))
    if not any(member.filename.startswith("xl/") for member in members):
        raise SheetFault(_("Dit is geen Excel-bestand (.xlsx). Kies in Excel: Opslaan als, Excel-werkmap (.xlsx)."))


def lines_of(sheet):
    """Yield every line of the sheet in order, empty ones too, so that the count equals Excel's row number."""
    blank = filled = 0
    sheet.reset_dimensions()
    for cells in sheet.iter_rows(max_col=MAX_COLUMNS):
        line = [text_of(cell) for cell in cells]
        blank, filled = (0, filled + 1) if any(line) else (blank + 1, filled)
        # A sheet may go on for a million empty rows: no list does.
        if blank > MAX_BLANK_LINES:
            return
        if filled > MAX_LINES:
            raise ValueError("lines")
        yield line if any(line) else []


def text_of(cell):
    return "" if cell.value is None else as_text(cell.value, cell.number_format)


def as_text(value, number_format="General"):
    """Write a cell as a Dutch reader sees it: 1234.0 as 1234, a date as dd-mm-jjjj."""
    match value:
        case bool():
            return "ja" if value else "nee"
        case datetime():
            return f"{value:%d-%m-%Y}" if value.time() == time() else f"{value:%d-%m-%Y %H:%M}"
        case date():
            return f"{value:%d-%m-%Y}"
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            minutes = int(value.total_seconds()) // 60
            return f"{minutes // 60:02d}:{minutes % 60:02d}"
        case int() | float():
            return number_text(value, number_format or "General")
    return str(value)


def number_text(value, number_format):
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value != int(value):
        return repr(value).replace(".", ",")
    whole = str(int(value))
    return whole.zfill(len(number_format)) if ZEROS.fullmatch(number_format) else whole


if __name__ == "__main__":
    be_child(read_sheets, cpu_seconds=12)
