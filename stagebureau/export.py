"""A table as a workbook. Every cell is text or a number, never a formula."""

import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font


def workbook(header, rows, title="Lijst"):
    """Return the bytes of an .xlsx with one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for number, row in enumerate([header, *rows]):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value if isinstance(value, int | float) else str(value or ""))
            if not isinstance(value, int | float):
                cell.data_type = "s"
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
