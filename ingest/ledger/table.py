"""The data rows of a sheet under its header: everything that is not data left out and nothing else.

row 4  1 | 2025-03-01 | 张三 | …      kept
row 5  合计 | | | 12                  left out: a total (ingest/ledger/row_kind.py names them all)
row 6  2 | 同上 | 李四 | …            kept, with the time of row 4
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from data.errors import BadFile
from ingest.cell import Cell, text_of
from ingest.ledger.heading import LOOK_AT_ROWS, Header, find_header
from ingest.ledger.merged import filled
from ingest.ledger.not_ledger import refuse_other_kinds
from ingest.ledger.row_kind import DITTO, Kind, certainly_data, kind_of_row
from ingest.mapping import Mapping
from ingest.reading.limits import LONGEST_CELL, LONGEST_ROW
from ingest.reading.lot import Lot as TextLot
from ingest.reading.lot import TextLots
from ingest.reading.workbook import NumberedRow, Sheet
from ingest.rows.block import Block, block_of, block_of_texts

BATCH_ROWS = 10_000
MOST_LOOKED_AT = 500  # of the rows of a lot in columns; where more must be, all are taken as rows
_Lot = tuple[Callable[[], list[NumberedRow]], Block]


@dataclass(frozen=True)
class Table:
    """A sheet whose header was found.

    above: what stands over the header (title, organisation, notes), joined. lots: data rows, told when asked for, and the
    same by position. nil: there are no rows and the sheet says so, by its header alone or by 无; False where something went
    unread.
    """

    sheet: str
    above: str
    header: Header
    lots: Iterator[_Lot]
    nil: bool = False

    @property
    def rows(self) -> Iterator[NumberedRow]:
        """Its rows as they came, 同上 and merged cells filled in."""
        return (row for rows, _ in self.lots for row in rows())

    @property
    def blocks(self) -> Iterator[Block]:
        """Its rows by position, lot by lot."""
        return (block for _, block in self.lots)


def find_table(sheet: Sheet, mapping: Mapping) -> Table | None:
    """The table of a sheet, or None when no row looks like a header; NotALedger when it is another kind of table."""
    head = _head(sheet.rows, max(LOOK_AT_ROWS, mapping.header_row or 0))
    looked = [row for row in head if row[0] == mapping.header_row] if mapping.header_row else head
    header = find_header(looked, mapped=mapping.columns, merged=sheet.merged)
    if not mapping.columns:
        refuse_other_kinds(sheet.name, head, header)
    if header is None:
        return None
    above = " ".join(
        text_of(cell) for number, row in head if number < header.first_row_no for cell in row if cell
    )
    reading = _Below(sheet.name, header)
    if isinstance(sheet.rows, TextLots):
        lots = reading.of_texts(sheet.rows.lots(header.last_row_no))
    else:
        below = itertools.chain((row for row in head if row[0] > header.last_row_no), sheet.rows)
        lots = reading.of_rows(filled(below, sheet.merged, header.wanted))
    first = next(lots, None)
    if first is not None:
        return Table(sheet.name, above, header, itertools.chain((first,), lots))
    nil = not reading.unread and not sheet.hidden_row_count
    return Table(sheet.name, above, header, iter(()), nil)


def _head(rows: Iterator[NumberedRow], count: int) -> list[NumberedRow]:
    """The first rows; those of a text stay in their lots."""
    return rows.head(count) if isinstance(rows, TextLots) else list(itertools.islice(rows, count))


@dataclass
class _Below:
    """What stands under the header, read in lots, so that memory stays bounded however long the sheet is."""

    sheet: str
    header: Header
    unread: bool = False  # something stood there that is neither data nor nothing
    last: list[Cell] = field(default_factory=list)

    def of_rows(self, rows: Iterator[NumberedRow]) -> Iterator[_Lot]:
        """The data rows of what comes row by row."""
        while read := list(itertools.islice(rows, BATCH_ROWS)):
            yield from self._data(read)

    def of_texts(self, lots: Iterator[TextLot]) -> Iterator[_Lot]:
        """The data rows of what comes in columns; these stay columns where every row is certainly data."""
        for lot in lots:
            block = self._block(lot)
            if block is None or not self._is_all_data(lot, block):
                yield from self._data(lot.numbered())
                continue
            self.last = self._cut(lot.numbered(len(lot) - 1)[0])[1]
            yield partial(self._told, lot), block

    def _block(self, lot: TextLot) -> Block | None:
        """A lot as a block; None when it is uneven, or something stands beyond the header."""
        if lot.columns is None:
            return None
        columns = [column.chunk(0) for column in lot.columns.columns]
        width = self.header.width
        if any(column.dictionary.to_pylist() != [""] for column in columns[width:]):
            return None
        return block_of_texts(lot.first_no, columns[:width])

    def _is_all_data(self, lot: TextLot, block: Block) -> bool:
        """Whether every row is data that stays as it is; the few that are not certain are looked at."""
        odd = np.flatnonzero(~certainly_data(block, self.header)).tolist()
        return len(odd) < MOST_LOOKED_AT and all(map(self._is_data, lot.some(odd)))

    def _is_data(self, numbered: NumberedRow) -> bool:
        number, row = self._cut(numbered)
        return self._looked_at(number, row, []) is row

    def _told(self, lot: TextLot) -> list[NumberedRow]:
        return [self._cut(row) for row in lot.numbered()]

    def _data(self, read: list[NumberedRow]) -> Iterator[_Lot]:
        rows = [self._cut(row) for row in read]
        block = block_of(rows)
        is_certain = certainly_data(block, self.header)
        if not is_certain.all():
            kept = self._kept(rows, np.flatnonzero(~is_certain).tolist())
            block = block if kept is rows else block_of(kept)
            rows = kept
        if rows:
            self.last = rows[-1][1]
            yield lambda: rows, block

    def _cut(self, numbered: NumberedRow) -> NumberedRow:
        """A row no wider than the header; what stands beyond it shows that its cells are out of place."""
        number, row = numbered
        width = self.header.width
        if len(row) <= width:
            return numbered
        beyond = next((cell for cell in row[width:] if cell not in ("", None)), None)
        return number, row[:width] if beyond is None else [*row[:width], beyond]

    def _kept(self, rows: list[NumberedRow], doubtful: list[int]) -> list[NumberedRow]:
        """The rows that are data, each looked at by itself where it is not certain; the same list where all stay."""
        looked = dict[int, list[Cell] | None]()
        last, before = self.last, -1
        for at in doubtful:
            last = rows[at - 1][1] if at - 1 > before else last
            looked[at], before = self._looked_at(*rows[at], last), at
            last = looked[at] or last
        if all(row is rows[at][1] for at, row in looked.items()):
            return rows
        told = ((number, looked.get(at, row)) for at, (number, row) in enumerate(rows))
        return [(number, row) for number, row in told if row is not None]

    def _looked_at(self, number: int, row: list[Cell], last: list[Cell]) -> list[Cell] | None:
        texts = [text_of(cell) for cell in row]
        _refuse_endless(self.sheet, number, texts)
        kind = kind_of_row(texts, self.header)
        self.unread |= kind is Kind.UNREAD
        return without_ditto(row, texts, last) if kind is Kind.DATA else None


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
