"""The data rows of a sheet under its header: everything that is not data left out and nothing else.

row 4  1 | 2025-03-01 | 张三 | …      kept
row 5  合计 | | | 12                  left out: a total
row 6  编号 | 上报时间 | 当事人 | …    left out: the header printed again
row 7  注：…                          left out: a note
row 8  (nothing)                      left out: a ghost
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.cell import Cell, is_blank, text_of
from ingest.heading import LOOK_AT_ROWS, Header, find_header
from ingest.mapping import Mapping
from ingest.sheet import NumberedRow, Sheet

BATCH_ROWS = 50_000
_TOTAL = re.compile(r"^(合\s*计|总\s*计|小\s*计|共\s*计)")
_NOTE = re.compile(
    r"^(注|备注|说明|填表人|填报人|审核人|制表|复核|负责人|单位负责人|联系人|填表单位|填报单位)"
)
_NIL = re.compile(
    r"^(?:本月|本周|本期|本季度|当月|目前|暂)?(?:无|零报告|零上报)[\u4e00-\u9fff（）()、，]{0,14}[。]?$"
)
_EXAMPLE = re.compile(r"^示例")
_DITTO = frozenset({"同上", "〃", "″", "同前"})
LEAST_CELLS_OF_DATA = 2


@dataclass(frozen=True)
class Table:
    """A sheet whose header was found.

    above: what stands over the header (title, organisation, notes), joined. rows: (row number, cells), data only.
    """

    sheet: str
    above: str
    header: Header
    rows: Iterator[NumberedRow]


def find_table(sheet: Sheet, mapping: Mapping) -> Table | None:
    """The table of a sheet, or None when no row looks like a header."""
    head = list(itertools.islice(sheet.rows, max(LOOK_AT_ROWS, mapping.header_row or 0)))
    looked = [row for row in head if row[0] == mapping.header_row] if mapping.header_row else head
    header = find_header(looked, mapped=mapping.columns)
    if header is None:
        return None
    above = " ".join(
        text_of(cell) for number, row in head if number < header.last_row_no for cell in row if cell
    )
    rows = itertools.chain((row for row in head if row[0] > header.last_row_no), sheet.rows)
    return Table(sheet.name, above, header, _data_rows(_filled(rows, sheet), header))


def _data_rows(rows: Iterator[NumberedRow], header: Header) -> Iterator[NumberedRow]:
    last = list[Cell]()
    wanted = sorted({position for positions in header.columns.values() for position in positions})
    for number, row in rows:
        texts = [text_of(cell) for cell in row]
        if _is_data(texts, header, wanted):
            row = _without_ditto(row, last)
            last = row
            yield number, row


def _is_data(texts: Sequence[str], header: Header, wanted: Sequence[int]) -> bool:
    said = [text for text in texts if text]
    if not said or not any(position < len(texts) and not is_blank(texts[position]) for position in wanted):
        return False
    first = said[0]
    if len(said) == 1 and _NIL.match(first):
        return False
    if _EXAMPLE.match(first) or _TOTAL.match(first) or any(_TOTAL.match(text) for text in said[:2]):
        return False
    if _NOTE.match(first) and len(said) <= max(LEAST_CELLS_OF_DATA, len(header.columns) // 2):
        return False
    return not header.is_repeat(texts)


def _without_ditto(row: list[Cell], last: list[Cell]) -> list[Cell]:
    """同上 means what the row above says in that column."""
    if not any(cell in _DITTO for cell in row if isinstance(cell, str)):
        return row
    return [
        last[position] if isinstance(cell, str) and cell.strip() in _DITTO and position < len(last) else cell
        for position, cell in enumerate(row)
    ]


def _filled(rows: Iterator[NumberedRow], sheet: Sheet) -> Iterator[NumberedRow]:
    """Cells merged down a column all say what the first of them says."""
    starts: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _right) in sheet.merged:
        if bottom > top:
            starts.setdefault(top + 1, []).append((bottom + 1, left))
    held: dict[int, tuple[int, Cell]] = {}
    for number, row in rows:
        for bottom, column in starts.get(number, ()):
            held[column] = (bottom, row[column] if column < len(row) else None)
        for column, (bottom, cell) in list(held.items()):
            if number > bottom:
                del held[column]
            elif column < len(row) and not text_of(row[column]):
                row[column] = cell
        yield number, row


def batches(rows: Iterator[NumberedRow]) -> Iterator[list[NumberedRow]]:
    """The rows in lots, so that memory stays bounded however long the sheet is."""
    while lot := list(itertools.islice(rows, BATCH_ROWS)):
        yield lot
