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
from ingest.rows.block import Block, block_of

BATCH_ROWS = 10_000
_Lot = tuple[list[NumberedRow], Block]


@dataclass(frozen=True)
class Table:
    """A sheet whose header was found.

    above: what stands over the header (title, organisation, notes), joined. lots: data rows and the same by position.
    nil: there are no rows and the sheet says so, by its header alone or by 无; False where something went unread.
    """

    sheet: str
    above: str
    header: Header
    lots: Iterator[_Lot]
    nil: bool = False

    @property
    def rows(self) -> Iterator[NumberedRow]:
        """Its rows as they came, 同上 and merged cells filled in."""
        return (row for rows, _ in self.lots for row in rows)

    @property
    def blocks(self) -> Iterator[Block]:
        """Its rows by position, lot by lot."""
        return (block for _, block in self.lots)


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
    reading = _Below(sheet.name, header, filled(below, sheet.merged, header.wanted))
    lots = reading.lots()
    first = next(lots, None)
    if first is not None:
        return Table(sheet.name, above, header, itertools.chain((first,), lots))
    nil = not reading.unread and not sheet.hidden_row_count
    return Table(sheet.name, above, header, iter(()), nil)


@dataclass
class _Below:
    """What stands under the header, read in lots."""

    sheet: str
    header: Header
    rows: Iterator[NumberedRow]
    unread: bool = False  # something stood there that is neither data nor nothing
    last: list[Cell] = field(default_factory=list)

    def lots(self) -> Iterator[_Lot]:
        """The data rows, so many at a time that memory stays bounded however long the sheet is."""
        while read := list(itertools.islice(self.rows, BATCH_ROWS)):
            rows = [self._cut(row) for row in read]
            block = block_of(rows)
            is_certain = certainly_data(block, self.header)
            if not is_certain.all():
                kept = self._kept(rows, is_certain.tolist())
                block = block if _same(kept, rows) else block_of(kept)
                rows = kept
            if rows:
                self.last = rows[-1][1]
                yield rows, block

    def _cut(self, numbered: NumberedRow) -> NumberedRow:
        """A row no wider than the header; what stands beyond it shows that its cells are out of place."""
        number, row = numbered
        width = self.header.width
        if len(row) <= width:
            return numbered
        beyond = next((cell for cell in row[width:] if cell not in ("", None)), None)
        return number, row[:width] if beyond is None else [*row[:width], beyond]

    def _kept(self, rows: list[NumberedRow], is_certain: list[bool]) -> list[NumberedRow]:
        """The rows that are data, each looked at by itself where it is not certain."""
        kept = list[NumberedRow]()
        last = self.last
        for (number, row), certain in zip(rows, is_certain, strict=True):
            told = row if certain else self._looked_at(number, row, last)
            if told is not None:
                kept.append((number, told))
                last = told
        return kept

    def _looked_at(self, number: int, row: list[Cell], last: list[Cell]) -> list[Cell] | None:
        texts = [text_of(cell) for cell in row]
        _refuse_endless(self.sheet, number, texts)
        kind = kind_of_row(texts, self.header)
        self.unread |= kind is Kind.UNREAD
        return without_ditto(row, texts, last) if kind is Kind.DATA else None


def _same(kept: list[NumberedRow], rows: list[NumberedRow]) -> bool:
    return len(kept) == len(rows) and all(one[1] is other[1] for one, other in zip(kept, rows, strict=True))


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
