"""Where things stand on the sheets of a file: found by content, as when it was read.

row 4   编号 | 上报时间 | 纠纷简况 | 核对结果     →   Layout(header_row=4, columns={"上报时间": 2, …}, verdict_columns=(4,))
"""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.errors import UserError
from ingest.back.came_back import first_name
from ingest.cell import text_of
from ingest.ledger.heading import Header
from ingest.ledger.table import find_table
from ingest.mapping import Mapping
from ingest.mark import is_own_sheet, is_verdict, is_verdict_heading
from ingest.sheet import NumberedRow, Sheet, read_workbook


@dataclass(frozen=True)
class Layout:
    """One sheet: its header row, columns by heading (from 1), last column that holds anything, earlier verdict columns.

    rows: every visible row as it came, for a copy. merged: cell ranges ((row, column), (row, column)), both from 0.
    """

    sheet: str
    header_row: int
    columns: ReadOnly[str, int]
    last_column: int
    verdict_columns: tuple[int, ...]
    rows: Sequence[NumberedRow]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]

    @property
    def verdict_column(self) -> int:
        """Where the verdict goes: over the former one, else after everything."""
        return self.verdict_columns[0] if self.verdict_columns else self.last_column + 1

    def column(self, heading: str | None) -> int | None:
        """The column of a heading as written, from 1."""
        return self.columns.get(" ".join((heading or "").split()))


def read_layouts(source: Path, mapping: Mapping) -> tuple[list[Layout], str]:
    """The layout of each visible sheet of a file but our own, and the name it first came under if it says so."""
    book = read_workbook(source, sheet=mapping.sheet, encoding=mapping.encoding)
    layouts = [_layout(sheet, mapping) for sheet in book.sheets if not is_own_sheet(sheet.name)]
    return layouts, next((name for sheet in book.sheets if (name := first_name(sheet))), "")


def _layout(sheet: Sheet, mapping: Mapping) -> Layout:
    rows = [(number, list(row)) for number, row in sheet.rows]
    header_row, columns = _find_header(sheet, rows, mapping)
    return _laid_out(sheet, rows, header_row, columns)


def without_mapping(layout: Layout, first_row: int) -> Layout:
    """The layout of a sheet that was read by a mapping we do not have: its header is the last line above its rows."""
    said = [(number, row) for number, row in layout.rows if number < first_row]
    number, row = next(
        (each for each in reversed(said) if sum(map(bool, map(text_of, each[1]))) > 1), (0, [])
    )
    columns = {" ".join(text_of(cell).split()): at for at, cell in enumerate(row, start=1) if text_of(cell)}
    return _laid_out(Sheet(layout.sheet, iter(()), layout.merged), layout.rows, number, columns)


def _find_header(sheet: Sheet, rows: Sequence[NumberedRow], mapping: Mapping) -> tuple[int, dict[str, int]]:
    copy = ((number, list(row)) for number, row in rows)
    try:
        table = find_table(Sheet(sheet.name, copy, sheet.merged), mapping) if rows else None
    except UserError:
        return 0, {}  # a sheet that was not taken either
    return _headings(table.header) if table else (0, {})


def _laid_out(sheet: Sheet, rows: Sequence[NumberedRow], header_row: int, columns: dict[str, int]) -> Layout:
    ours = tuple(
        column for column in _verdict_headings(rows, header_row) if _is_ours(rows, header_row, column)
    )
    filled = (_last_filled(row) for _, row in rows)
    return Layout(sheet.name, header_row, columns, max(filled, default=0), ours, rows, sheet.merged)


def _headings(header: Header) -> tuple[int, dict[str, int]]:
    used = {position for positions in header.columns.values() for position in positions}
    in_use_last = sorted(header.headings, key=lambda position: (position in used, -position))
    return header.last_row_no, {" ".join(header.headings[at].split()): at + 1 for at in in_use_last}


def _verdict_headings(rows: Sequence[NumberedRow], header_row: int) -> list[int]:
    texts = next((row for number, row in rows if number == header_row), [])
    return [column for column, cell in enumerate(texts, start=1) if is_verdict_heading(text_of(cell))]


def _is_ours(rows: Sequence[NumberedRow], header_row: int, column: int) -> bool:
    """Whether a column under such a heading holds nothing but verdicts of ours."""
    below = (text_of(row[column - 1]) for number, row in rows if number > header_row and column <= len(row))
    return all(is_verdict(text) for text in below if text and not is_verdict_heading(text))


def _last_filled(row: Sequence[object]) -> int:
    return max((at for at, cell in enumerate(row, start=1) if cell not in ("", None)), default=0)
