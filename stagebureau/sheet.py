"""A table as an Excel file. Every cell is text, so that a name that looks like a formula stays a name."""

import io
import re

NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\']")


def written(title, rows):
    """The bytes of a workbook with one sheet."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow import
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - slow import

    book = Workbook(write_only=True)
    sheet = book.create_sheet(NOT_IN_A_TITLE.sub(" ", title)[:31] or "Lijst")
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet)
            cell.value = NOT_IN_XML.sub("", str(value))
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
