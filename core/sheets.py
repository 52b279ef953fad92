"""Reads a list from Excel, from a csv file or from what somebody pasted, and finds out which column is which."""

import csv
import io
import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.workbook import MAX_COLUMNS, MEGABYTE, SheetFault, sheets_in, too_many_lines

__all__ = ["Columns", "Row", "SheetFault", "Table", "column_letter", "match_columns", "plain", "read_table"]

MAX_FILE = 5 * MEGABYTE
MAX_ROWS = 5000
MAX_CELL = 5000
MAX_LINES = 50_000
HEADER_WITHIN = 25
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad"))
SPACES = {ord(c): " " for c in "\u00a0\u2007\u2009\u202f\t"}
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
FACT = re.compile(r"@|^[\d\s.,:/+-]+$")
EXCEL_TEXT = re.compile(r'="(.*)"|\'(\d.*)', re.DOTALL)


class Row(NamedTuple):
    """One line below the header: Excel's row number, its cells, and whether it has cells past the header."""

    number: int
    cells: list[str]
    surplus: bool


class Table(NamedTuple):
    """A list as it was read: the header, its rows and the name of the sheet ("" for text)."""

    header: list[str]
    rows: list[Row]
    sheet_name: str
    header_number: int


class Columns(NamedTuple):
    """Which field sits in which column, which headings mean nothing to us, and which fields have no column."""

    found: dict[str, int]
    unknown: list[str]
    missing: list[str]


def read_table(source, aliases=None):
    """Read an uploaded file, bytes, or pasted text. `aliases` (field: headings) helps to find the header."""
    known = {plain(name) for names in (aliases or {}).values() for name in names}
    sheets = text_sheet(source) if isinstance(source, str) else file_sheets(whole_file(source))
    seen_rows = False
    for name, lines in sheets:
        filled = filled_lines(lines)
        seen_rows = seen_rows or bool(filled)
        place = find_header(filled, known)
        if place is not None:
            return table_from(filled, place, name)
    if not seen_rows:
        raise SheetFault(_("De lijst is leeg."))
    raise SheetFault(
        _("We vinden geen rij met kopjes, zoals Roepnaam en Achternaam. Zet die boven de lijst en probeer het weer.")
    )


def whole_file(upload):
    """The bytes of the upload, refused before reading when it says it is too large, and after when it lied."""
    if not isinstance(upload, bytes | bytearray):
        if (getattr(upload, "size", 0) or 0) > MAX_FILE:
            raise too_large()
        upload = upload.read(MAX_FILE + 1)
    if len(upload) > MAX_FILE:
        raise too_large()
    if not upload.strip():
        raise SheetFault(_("Dit bestand is leeg."))
    return bytes(upload)


def too_large():
    return SheetFault(_("Deze lijst is te groot. Een lijst mag hoogstens 5 MB zijn."))


def file_sheets(content):
    """Look at the first bytes, not at the file name, and choose the reader."""
    start = content[:512].lstrip().lower()
    if content.startswith(b"PK"):
        return sheets_in(content)
    if content.startswith(OLD_OFFICE):
        if ENCRYPTED in content:
            raise SheetFault(_("Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord en probeer het weer."))
        raise SheetFault(_("Dit is een oud Excel-bestand (.xls). Kies in Excel: Opslaan als, Excel-werkmap (.xlsx)."))
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise SheetFault(_("Dit is een webpagina, geen lijst. Open het in Excel en sla het op als .xlsx."))
    if start.startswith(b"%pdf"):
        raise SheetFault(_("Dit is een pdf. We kunnen alleen Excel (.xlsx) en csv lezen."))
    return text_sheet(decode(content))


def text_sheet(text):
    return [("", text_lines(checked_text(text)))]


def decode(content):
    """Text from what Dutch school software writes: UTF-8 (with or without BOM), Excel's Unicode text, or cp1252."""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise not_text()


def not_text():
    return SheetFault(_("We kunnen dit bestand niet lezen. Sla het in Excel op als .xlsx of als csv (UTF-8)."))


def checked_text(text):
    if len(text) > MAX_FILE:
        raise too_large()
    if UNREADABLE.search(text):
        raise not_text()
    if not text.strip():
        raise SheetFault(_("De lijst is leeg."))
    if text.count("\n") + text.count("\r") > MAX_LINES:
        raise too_many_lines()
    return text


def text_lines(text):
    """Split text at the separator that gives the most even table."""
    text = text.lstrip("\ufeff")
    skipped = 0
    if told := re.match(r"sep=([;,\t|])\r?\n", text, re.IGNORECASE):
        text, separators, skipped = text[told.end() :], told[1], 1
    else:
        separators = ";\t,"
    tables = [lines for separator in separators if (lines := split(text, separator)) is not None]
    if not tables:
        raise not_text()
    best = max(tables, key=evenness)
    if text.count('"') % 2 and best and any("\n" in cell for cell in best[-1]):
        raise SheetFault(
            _('In rij %(row)d begint een tekst met " die niet ophoudt. Haal dat teken weg en probeer het weer.')
            % {"row": len(best) + skipped}
        )
    return [[]] * skipped + best


def split(text, separator):
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return None


def evenness(lines):
    """How many lines share the commonest number of columns (two or more), and how many columns that is."""
    widths = Counter(len(line) for line in lines if len(line) > 1)
    if not widths:
        return (0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (count, width)


def filled_lines(lines):
    """The lines that hold something, each with the row number that Excel shows."""
    filled = []
    for number, line in enumerate(lines, start=1):
        cells = [clean(cell) if cell else "" for cell in line[:MAX_COLUMNS]]
        if any(cells):
            filled.append((number, cells))
        if len(filled) > MAX_ROWS + HEADER_WITHIN:
            raise too_many_lines()
    return filled


def find_header(filled, known):
    """The place of the line with most headings we know (two at least); else the first that looks like headings."""
    first = filled[:HEADER_WITHIN]
    hits = [len({plain(cell) for cell in cells} & known) for _number, cells in first]
    if hits and max(hits) > 1:
        return hits.index(max(hits))
    for place, (_number, cells) in enumerate(first):
        names = [cell for cell in cells if cell]
        if len(names) > 1 and len(set(names)) == len(names) and not any(FACT.search(name) for name in names):
            return place
    return None


def table_from(filled, place, sheet_name):
    """The table below the header; what stands above it is a title."""
    header_number, header = filled[place]
    while not header[-1]:
        header.pop()
    width = len(header)
    rows = [Row(number, (cells + [""] * width)[:width], any(cells[width:])) for number, cells in filled[place + 1 :]]
    if len(rows) > MAX_ROWS:
        raise too_many_lines()
    if not rows:
        raise SheetFault(_("Onder de kopjes staat geen enkele rij."))
    for row in rows:
        if any(len(cell) > MAX_CELL for cell in row.cells):
            raise SheetFault(_("In rij %(row)d staat een veel te lange tekst.") % {"row": row.number})
    return Table(header, rows, sheet_name, header_number)


def clean(cell):
    """A cell without odd spaces, invisible signs and the tricks that keep leading zeros in Excel."""
    text = unicodedata.normalize("NFC", cell).translate(INVISIBLE).translate(SPACES)
    text = "\n".join(line.strip() for line in text.strip().splitlines())
    if trick := EXCEL_TEXT.fullmatch(text):
        text = (trick[1] if trick[1] is not None else trick[2]).strip()
    return text


def plain(name):
    """A heading without capitals, accents, spaces and punctuation, so that "E-mail " equals "email"."""
    bare = unicodedata.normalize("NFKD", str(name)).casefold()
    return "".join(sign for sign in bare if sign.isalnum())


def match_columns(header, aliases):
    """Say which field sits in which column. `aliases` maps a field to the headings that schools use for it."""
    meaning = {plain(name): field for field, names in aliases.items() for name in (field, *names)}
    found, unknown = {}, []
    for index, name in enumerate(header):
        field = meaning.get(plain(name))
        if field and field not in found:
            found[field] = index
        elif name:
            unknown.append(name)
    return Columns(found, unknown, [field for field in aliases if field not in found])


def column_letter(index):
    """The letter Excel shows above a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
