"""A workbook of any other kind as .xlsx: the values of its visible sheets, none of its formatting.

排查.xls, 排查.csv  →  the same sheets and rows, dates as dates, numbers as numbers, everything else as text
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest.back.layout import Layout
from ingest.cell import Cell
from ingest.mark import clean, sheet_title

MOST_MERGED_CELLS = 10_000
FIRST_EXCEL_YEAR = 1901
_WIDE, _NARROW = 40, 8


def copy_values(layouts: Sequence[Layout], *, titles: Sequence[str]) -> Workbook:
    """A new workbook with a sheet for each layout, in order and titled, every row where it was."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for layout, title in zip(layouts, titles, strict=True):
        page = book.create_sheet(sheet_title(title))
        for number, row in layout.rows:
            for column, value in enumerate(row, start=1):
                if value not in ("", None):
                    _write(page, number, column, value)
        _merge(page, layout)
        _make_readable(page, layout)
    return book


def _write(page: Worksheet, row: int, column: int, value: Cell) -> None:
    shown = storable(value)
    cell = page.cell(row, column, shown)
    if isinstance(shown, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
    elif isinstance(shown, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm:ss" if shown.time() != time() else "yyyy-mm-dd"


def storable(value: Cell) -> str | float | int | bool | datetime | date | time | timedelta:
    """A value as a workbook can hold it; days before 1901, which Excel counts wrongly or not at all, as text."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, date) and value.year < FIRST_EXCEL_YEAR:
        return str(value)
    return "" if value is None else value


def _merge(page: Worksheet, layout: Layout) -> None:
    for (top, left), (bottom, right) in layout.merged:
        if (bottom - top + 1) * (right - left + 1) <= MOST_MERGED_CELLS:
            page.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )


def _make_readable(page: Worksheet, layout: Layout) -> None:
    head = [(number, row) for number, row in layout.rows if number <= layout.header_row + 50]
    for column in range(1, layout.last_column + 1):
        texts = [
            str(row[column - 1]) for number, row in head if column <= len(row) and number >= layout.header_row
        ]
        longest = max((len(text) for text in texts), default=0)
        page.column_dimensions[get_column_letter(column)].width = min(_WIDE, max(_NARROW, 2 * longest))
        if layout.header_row:
            page.cell(layout.header_row, column).font = Font(name="Calibri", bold=True, size=11)
    if layout.header_row:
        page.freeze_panes = f"A{layout.header_row + 1}"
