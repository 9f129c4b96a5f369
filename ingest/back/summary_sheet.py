"""The summary sheet written into the workbook that goes back; what it says is in ingest/back/summary_line.py."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ingest.back.summary_line import Line
from ingest.mark import SUMMARY_SHEETS, clean, said

WIDTHS = (16, 9, 46, 46, 52)
HEAD_COLOUR = "FFE4EFEC"
_TITLE = Font(name="Calibri", bold=True, size=16)
_BOLD = Font(name="Calibri", bold=True, size=11)
_LINK = Font(name="Calibri", color="FF0B5CAD", size=11, underline="single")


def add_summary(book: Workbook, lines: Iterable[Line]) -> Worksheet:
    """Write the summary as the last sheet and open the workbook at it."""
    page: Worksheet = book.create_sheet(said(SUMMARY_SHEETS))
    page.sheet_properties.tabColor = "FF1F7A6B"
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    for number, line in enumerate(lines, start=1):
        _write_line(page, number, line)
    page.sheet_view.showGridLines = False
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is page
    book.active = page
    return page


def _write_line(page: Worksheet, number: int, line: Line) -> None:
    for column, value in enumerate(line.cells, start=1):
        cell = page.cell(number, column, clean(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            cell.data_type = "s"  # never a formula, whatever it begins with
        cell.alignment = Alignment(wrap_text=column > 2 and len(line.cells) > 2, vertical="top")
        if line.look != "plain":
            cell.font = _TITLE if line.look == "title" else _BOLD
        if line.look == "head":
            cell.fill = PatternFill("solid", start_color=HEAD_COLOUR)
    if line.colour:
        page.cell(number, 1).fill = PatternFill("solid", start_color=line.colour)
    if line.leads_to:
        _lead(page.cell(number, len(line.cells)), *line.leads_to)


def _lead(cell: Cell | MergedCell, sheet: str, row: int) -> None:
    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A{row}")
    cell.font = _LINK
