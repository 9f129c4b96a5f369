"""Writing pages to .xlsx and .csv so that the same pages always give the same bytes."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.city.page import Page
from data.city.slip import Cell

_CREATED = datetime(2026, 7, 1)
_EPOCH = datetime(1899, 12, 30)


def write_xlsx(path: Path, pages: Sequence[Page]) -> None:
    """One workbook, a sheet per page."""
    book = xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": _CREATED, "author": "填报员"})
    styles = {
        "head": book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"}),
        "title": book.add_format({"bold": True, "align": "center", "font_size": 14}),
        "village": book.add_format({"valign": "vcenter", "border": 1}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    }
    for page in pages:
        _write_page(book.add_worksheet(page.name[:31]), page, styles)
    book.close()


def _write_page(sheet: Worksheet, page: Page, styles: dict[str, Format]) -> None:
    heads = set(page.header_rows)
    for at, cells in enumerate(page.rows):
        style = styles["head"] if at in heads else None
        for column, cell in enumerate(cells):
            _write_cell(sheet, (at, column), cell, (style, styles))
    for first, left, last, right in page.merges:
        cells = page.rows[first]
        value = cells[left] if left < len(cells) else None
        look = styles["title"] if left == 0 and right == page.width - 1 else styles["village"]
        sheet.merge_range(first, left, last, right, value if value is not None else "", look)
    for at in page.hidden:
        sheet.set_row(at, None, None, {"hidden": True})
    if page.tail_blank:
        sheet.write_blank(len(page.rows) + page.tail_blank, 0, None, styles["village"])


def _write_cell(
    sheet: Worksheet, at: tuple[int, int], cell: Cell, look: tuple[Format | None, dict[str, Format]]
) -> None:
    style, styles = look
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        sheet.write_string(*at, cell, style)
    elif isinstance(cell, (int, float)):
        sheet.write_number(*at, cell, style)
    else:
        moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
        kind = "time" if isinstance(cell, datetime) else "date"
        sheet.write_number(*at, (moment - _EPOCH).total_seconds() / 86400, styles[kind])


def write_csv(path: Path, page: Page, encoding: str) -> None:
    """One page as text; hidden rows cannot be hidden here and are left out by the layout."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([_text(c) for c in row] for row in page.rows)
    path.write_bytes(text.getvalue().encode(encoding, errors="replace"))


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else "" if cell is None else str(cell)
