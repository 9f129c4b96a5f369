"""The marks of an earlier round taken off, so that a workbook may come back five times and carry one set of marks.

The fills that our red and amber painted over stand in hidden columns of the summary sheet: sheet | cell | fill.
"""

from __future__ import annotations

from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest.back.layout import Layout
from ingest.mark import AMBER, AUTHOR, RED, RULED_OFF, is_own_sheet

KEPT_FROM_COLUMN = 27  # AA of the summary sheet, hidden
Fills = dict[tuple[str, str], str]


def take_off(book: Workbook, layouts: dict[str, Layout]) -> None:
    """Remove summary, verdict columns, comments and colours of an earlier round; layouts: sheet title → layout."""
    own = [page for page in book.worksheets if is_own_sheet(page.title)]
    former = {place: fill for page in own for place, fill in _kept_fills(page).items()}
    for page in book.worksheets:
        if page in own:
            book.remove(page)
            continue
        layout = layouts.get(page.title)
        if layout:
            _clear_columns(page, layout)
        if own:
            _clear_cells(page, former)


def describe_fill(cell: Cell) -> str:
    """solid|rgb|FFFFFF00|0.0"""
    colour = cell.fill.fgColor
    return f"{cell.fill.fill_type}|{colour.type}|{colour.value}|{colour.tint}"


def keep_fills(page: Worksheet, former: Fills) -> None:
    """Write the fills painted over into the summary sheet's hidden columns."""
    for row, ((sheet, place), fill) in enumerate(former.items(), start=1):
        for column, text in enumerate((sheet, place, fill), start=KEPT_FROM_COLUMN):
            page.cell(row, column, text).data_type = "s"
    for letter in ("AA", "AB", "AC"):
        page.column_dimensions[letter].hidden = True


def _kept_fills(page: Worksheet) -> Fills:
    rows = page.iter_rows(min_col=KEPT_FROM_COLUMN, max_col=KEPT_FROM_COLUMN + 2, values_only=True)
    return {(str(sheet), str(place)): str(fill) for sheet, place, fill in rows if sheet and place and fill}


def _clear_columns(page: Worksheet, layout: Layout) -> None:
    for column in layout.verdict_columns:
        for row in [layout.header_row, *(number for number, _ in layout.rows if number > layout.header_row)]:
            cell = page.cell(row, column)
            if isinstance(cell, Cell):
                cell.value = None
                cell.style = "Normal"
                cell.comment = None


def _clear_cells(page: Worksheet, former: Fills) -> None:
    for cell in list(page._cells.values()):
        if not isinstance(cell, Cell):
            continue
        if cell.comment and (cell.comment.author == AUTHOR or RULED_OFF in cell.comment.text):
            _clear_comment(cell)
        if cell.has_style and cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in (RED, AMBER):
            cell.fill = _fill(former.get((page.title, cell.coordinate)))


def _clear_comment(cell: Cell) -> None:
    assert cell.comment
    own = cell.comment.text.partition(RULED_OFF)[0].rstrip("\n") if RULED_OFF in cell.comment.text else ""
    if own:
        cell.comment.text = own
    else:
        cell.comment = None


def _fill(described: str | None) -> PatternFill:
    if not described:
        return PatternFill()
    kind, colour_kind, value, tint = described.split("|")
    told: dict[str, Any] = {colour_kind: value if colour_kind == "rgb" else int(value), "tint": float(tint)}
    fill = PatternFill(fgColor=Color(**told))
    fill.fill_type = kind
    return fill
