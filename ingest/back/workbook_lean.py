"""A sheet too long to be handed back whole: only its rejected and parked rows, and a list of every row's verdict.

Fixed and sent by itself, it brings in the rows that were left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ingest.back.finding import Finding
from ingest.back.layout import Layout
from ingest.back.lean_sheet import Pen, write_list, write_summary
from ingest.back.mark_sheet import MOST_COMMENTS, VERDICT_WIDTH, verdict_text
from ingest.back.summary_line import summary_lines
from ingest.back.workbook_plain import storable
from ingest.ledger.table import find_table
from ingest.mapping import Mapping
from ingest.mark import (
    HEADINGS,
    LIST_SHEETS,
    ROW_HEADINGS,
    clean,
    said,
    sheet_title,
)
from ingest.mask import mask
from ingest.sheet import NumberedRow, Sheet

MOST_ROWS_BACK = 50_000
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


def write_lean(layouts: Sequence[Layout], finding: Finding, out: Path, *, mapping: Mapping) -> None:
    """Write summary, rows to be mended, and the list of verdicts."""
    with xlsxwriter.Workbook(str(out), _OPTIONS) as book:
        pen = Pen(book)
        left_out = 0
        for layout in layouts:
            left_out += _write_rows(pen, layout, finding, mapping)
        write_list(pen, finding)
        write_summary(pen, summary_lines(finding, [_note(finding, left_out)]))


def _note(finding: Finding, left_out: int) -> str:
    zh = f"表太长（{finding.row_count} 行），没有整份带回：这里只有退回和待核的行，改好后单独上传这份即可；"
    zh += f"每一行的结果见「{LIST_SHEETS[0]}」。" + (
        f"另有 {left_out} 行退回或待核没有列出。" if left_out else ""
    )
    en = f"Too long to hand back whole ({finding.row_count} rows): only rejected and parked rows are here; fix and send "
    en += f"this file by itself. Every row's verdict is in {LIST_SHEETS[1]}."
    en += f" {left_out} more such rows are not listed." if left_out else ""
    return said((zh, en))


def _write_rows(pen: Pen, layout: Layout, finding: Finding, mapping: Mapping) -> int:
    verdicts = finding.verdicts.get(mask(layout.sheet), {})
    wanted = {row for row, verdict in verdicts.items() if verdict in ("rejected", "parked")}
    if not wanted:
        return 0
    page = pen.book.add_worksheet(sheet_title(layout.sheet))
    page.set_column(layout.verdict_column - 1, layout.verdict_column - 1, VERDICT_WIDTH)
    for number, row in layout.rows:
        if number <= layout.header_row:
            _write_cells(pen, page, number - 1, row, pen.bold)
    _write_own(pen, page, layout.header_row - 1, layout, (said(HEADINGS), said(ROW_HEADINGS)))
    page.freeze_panes(layout.header_row, 0)
    told = finding.by_row(mask(layout.sheet))
    rows = islice(
        ((number, row) for number, row in _filled(layout, mapping) if number in wanted), MOST_ROWS_BACK
    )
    for at, (number, row) in enumerate(rows, start=layout.header_row):
        _write_cells(pen, page, at, row)
        for each in told.get(number, []):
            column = layout.column(each.column)
            if column:
                value = row[column - 1] if column <= len(row) else None
                _write_cell(pen, page, at, column - 1, value, pen.red)
                if at < MOST_COMMENTS:
                    page.write_comment(at, column - 1, clean(each.whole))
        verdict = verdict_text(
            verdicts[number], told.get(number, []), finding.twins.get((layout.sheet, number), [])
        )
        _write_own(pen, page, at, layout, (verdict, number))
    return max(0, len(wanted) - MOST_ROWS_BACK)


def _filled(layout: Layout, mapping: Mapping) -> Iterator[NumberedRow]:
    """The data rows with merged cells and 同上 filled in, as they were read: a row must stand by itself here."""
    copies = ((number, list(row)) for number, row in layout.rows)
    table = find_table(Sheet(layout.sheet, copies, layout.merged), mapping)
    return table.rows if table else iter(())


def _write_own(pen: Pen, page: Worksheet, at: int, layout: Layout, cells: tuple[str, str | int]) -> None:
    verdict, number = cells
    page.write_string(at, layout.verdict_column - 1, clean(verdict), pen.wrap)
    column = max(layout.verdict_column, layout.last_column)
    if isinstance(number, int):
        page.write_number(at, column, number)
    else:
        page.write_string(at, column, number, pen.bold)


def _write_cells(
    pen: Pen, page: Worksheet, at: int, row: Sequence[object], look: xlsxwriter.format.Format | None = None
) -> None:
    for column, value in enumerate(row):
        _write_cell(pen, page, at, column, value, look)


def _write_cell(
    pen: Pen,
    page: Worksheet,
    at: int,
    column: int,
    value: object,
    look: xlsxwriter.format.Format | None = None,
) -> None:
    shown = storable(value)  # type: ignore[arg-type]
    if shown == "":
        page.write_blank(at, column, None, look)
    elif isinstance(shown, str):
        page.write_string(at, column, shown, look)
    elif isinstance(shown, datetime):
        page.write_datetime(at, column, shown, look or (pen.moment if shown.time() != time() else pen.day))
    elif isinstance(shown, date | time | timedelta):
        page.write_datetime(at, column, shown, look or (pen.day if isinstance(shown, date) else None))
    else:
        page.write(at, column, shown, look)
