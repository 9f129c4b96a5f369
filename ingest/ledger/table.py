"""The data rows of a sheet under its header: everything that is not data left out and nothing else.

row 4  1 | 2025-03-01 | 张三 | …      kept
row 5  合计 | | | 12                  left out: a total (ingest/ledger/row_kind.py names them all)
row 6  2 | 同上 | 李四 | …            kept, with the time of row 4
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.errors import BadFile
from ingest.cell import Cell, text_of
from ingest.ledger.heading import LOOK_AT_ROWS, Header, find_header
from ingest.ledger.merged import filled
from ingest.ledger.not_ledger import refuse_other_kinds
from ingest.ledger.row_kind import DITTO, Kind, certainly_data, kind_of_row
from ingest.mapping import Mapping
from ingest.reading.limits import LONGEST_CELL, LONGEST_ROW
from ingest.reading.workbook import NumberedRow, Sheet

BATCH_ROWS = 20_000


@dataclass(frozen=True)
class Table:
    """A sheet whose header was found.

    above: what stands over the header (title, organisation, notes), joined. rows: (row number, cells), data only.
    nil: there are no rows and the sheet says so, by its header alone or by 无; False where something went unread.
    """

    sheet: str
    above: str
    header: Header
    rows: Iterator[NumberedRow]
    nil: bool = False


@dataclass
class _Reading:
    """What was met under the header that is neither data nor nothing."""

    sheet: str
    unread: bool = False
    nil_rows: list[int] = field(default_factory=list)


def find_table(sheet: Sheet, mapping: Mapping) -> Table | None:
    """The table of a sheet, or None when no row looks like a header; NotALedger when it is another kind of table."""
    head = list(itertools.islice(sheet.rows, max(LOOK_AT_ROWS, mapping.header_row or 0)))
    looked = [row for row in head if row[0] == mapping.header_row] if mapping.header_row else head
    header = find_header(looked, mapped=mapping.columns, merged=sheet.merged)
    if not mapping.columns:
        refuse_other_kinds(sheet.name, head, header)
    if header is None:
        return None
    above = " ".join(
        text_of(cell) for number, row in head if number < header.first_row_no for cell in row if cell
    )
    below = itertools.chain((row for row in head if row[0] > header.last_row_no), sheet.rows)
    reading = _Reading(sheet.name)
    rows = _data_rows(filled(below, sheet.merged, header.wanted), header, reading)
    first = next(rows, None)
    if first is not None:
        return Table(sheet.name, above, header, itertools.chain((first,), rows))
    nil = not reading.unread and not sheet.hidden_row_count
    return Table(sheet.name, above, header, iter(()), nil)


def _data_rows(rows: Iterator[NumberedRow], header: Header, reading: _Reading) -> Iterator[NumberedRow]:
    certain = certainly_data(header)
    width = header.width
    last = list[Cell]()
    for number, row in rows:
        if len(row) > width:
            beyond = next((cell for cell in row[width:] if cell not in ("", None)), None)
            row = row[:width] if beyond is None else [*row[:width], beyond]
        if not certain(row):
            texts = [text_of(cell) for cell in row]
            _refuse_endless(reading.sheet, number, texts)
            kind = kind_of_row(texts, header)
            reading.unread |= kind is Kind.UNREAD
            if kind is not Kind.DATA:
                continue
            row = without_ditto(row, texts, last)
        last = row
        yield number, row


def without_ditto(row: list[Cell], texts: list[str], last: list[Cell]) -> list[Cell]:
    """同上 means what the row above says in that column."""
    if DITTO.isdisjoint(texts):
        return row
    return [
        last[position] if text in DITTO and position < len(last) else cell
        for position, (cell, text) in enumerate(zip(row, texts, strict=True))
    ]


def _refuse_endless(sheet: str, number: int, texts: list[str]) -> None:
    longest = max(map(len, texts), default=0)
    if longest > LONGEST_CELL or sum(map(len, texts)) > LONGEST_ROW:
        raise BadFile(
            f"「{sheet}」第{number}行：字数太多（最长的格子 {longest:,} 字）。请检查是否粘错了内容，删去后再上传。",
            f"[{sheet}] row {number}: too long (its longest cell has {longest:,} characters). "
            "See whether something was pasted there by mistake, remove it and resend the file.",
        )


def batches(rows: Iterator[NumberedRow]) -> Iterator[list[NumberedRow]]:
    """The rows in lots, so that memory stays bounded however long the sheet is."""
    while lot := list(itertools.islice(rows, BATCH_ROWS)):
        yield lot
