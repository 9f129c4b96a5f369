"""The rows of a delimited text in lots of columns, which costs half of reading rows one by one.

1,张三,"拖欠↵工资"    →   Lot(first_no 1, columns [1, 2], [张三, ""], [拖欠↵工资, 噪音])
2,,噪音

Only a lot where both readers must agree is read by columns: each quote opens a cell or ends one, and every row has as many
cells as the first. Any other is read by Python's csv row by row, and from a stray quote on everything is.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from ingest.cell import Cell
from ingest.reading.limits import LONGEST_CELL, LONGEST_LINE
from ingest.reading.workbook import NumberedRow

LOT_ROWS = 10_000
_LOOKED_AT = 64
_MOST_BYTES = 4  # of a character
_FIRST_BYTES = 1 << 16  # where the first row ends long before
_QUOTE, _LINE = ord('"'), ord("\n")
TooLong = Callable[[int], Exception]


@dataclass(frozen=True)
class Lot:
    """Rows that follow each other: as columns of texts, each distinct text once, or as rows where they are uneven."""

    first_no: int
    columns: pa.Table | None
    rows: list[list[Cell]]

    def __len__(self) -> int:
        return len(self.rows) if self.columns is None else len(self.columns)

    def numbered(self, start: int = 0, count: int | None = None) -> list[NumberedRow]:
        """Its rows from the start-th on, one by one."""
        end = len(self) if count is None else start + count
        if self.columns is None:
            rows = self.rows[start:end]
        else:
            parts = self.columns.slice(start, end - start).columns
            told = [column.cast(pa.string()).to_pylist() for column in parts]
            rows = [list(row) for row in zip(*told, strict=True)]
        return list(enumerate(rows, start=self.first_no + start))

    def after(self, number: int) -> Lot:
        """Its rows behind the one of this number."""
        gone = min(max(0, number + 1 - self.first_no), len(self))
        if not gone:
            return self
        columns = None if self.columns is None else _coded_anew(self.columns.slice(gone))
        return Lot(self.first_no + gone, columns, self.rows[gone:])


def _coded_anew(columns: pa.Table) -> pa.Table:
    """The same columns without texts of rows left out."""
    return pa.table(
        {name: columns[name].cast(pa.string()).dictionary_encode() for name in columns.column_names}
    )


class TextLots(Iterator[NumberedRow]):
    """The rows of a text, read once: one by one, or looked at and then taken in lots."""

    def __init__(self, lots: Iterator[Lot]) -> None:
        self._lots = lots
        self._lot = Lot(1, None, [])
        self._taken = 0
        self._ahead: list[NumberedRow] = []

    def __next__(self) -> NumberedRow:
        while not self._ahead:
            if self._taken >= len(self._lot):
                self._lot, self._taken = next(self._lots), 0
            self._ahead = self._lot.numbered(self._taken, _LOOKED_AT)[::-1]
            self._taken += len(self._ahead)
        return self._ahead.pop()

    def head(self, count: int) -> list[NumberedRow]:
        """The first rows, which stay to be taken; to be asked before any was."""
        looked: list[Lot] = []
        while sum(map(len, looked)) < count and (lot := next(self._lots, None)):
            looked.append(lot)
        self._lots = chain(looked, self._lots)
        return [row for lot in looked for row in lot.numbered(0, count)][:count]

    def lots(self, after: int) -> Iterator[Lot]:
        """All rows behind the one of this number."""
        return (lot for lot in (lot.after(after) for lot in self._lots) if len(lot))


def read_lots(blocks: Iterator[str], mark: str, first_no: int, too_long: TooLong) -> Iterator[Lot]:
    """The lots of a text that comes in blocks, its lines ended by \\n alone.

    first_no: the number of its first row and line. too_long: what to raise, given a line's number.
    """
    csv.field_size_limit(LONGEST_CELL)
    text, row_no, line_no = b"", first_no, first_no
    for block in blocks:
        text += block.encode()
        if len(text) - text.rfind(b"\n") > LONGEST_LINE * _MOST_BYTES:
            raise too_long(line_no + text.count(b"\n"))
        while text.count(b"\n") >= LOT_ROWS:
            end = _end(text, mark)
            if not end:
                yield from _row_by_row(chain([text.decode()], blocks), mark, (row_no, line_no), too_long)
                return
            lot = _lot(text[:end], mark, (row_no, line_no), too_long)
            yield lot
            row_no, line_no = row_no + len(lot), line_no + text.count(b"\n", 0, end)
            text = text[end:]
    if _end(text + b"\n", mark) > len(text) > 0:
        yield _lot(text, mark, (row_no, line_no), too_long)
    else:
        yield from _row_by_row(iter([text.decode()]), mark, (row_no, line_no), too_long)


def _end(text: bytes, mark: str) -> int:
    """Where the last whole row ends, were it the LOT_ROWS-th; 0 when a quote stands where csv alone knows what it means."""
    if len(mark.encode()) > 1:
        return 0
    signs = np.frombuffer(text, dtype=np.uint8)
    quotes, ends = np.flatnonzero(signs == _QUOTE), np.flatnonzero(signs == _LINE)
    ends = ends[np.searchsorted(quotes, ends) % 2 == 0][:LOT_ROWS]
    if not len(ends):
        return 0
    quotes = quotes[quotes < ends[-1]]
    is_beside = np.zeros(256, dtype=bool)
    is_beside[[_QUOTE, _LINE, ord(mark)]] = True
    opening, closing = quotes[::2], quotes[1::2]
    opens = is_beside[signs[opening - 1]] | (opening == 0)
    return int(ends[-1]) + 1 if opens.all() and is_beside[signs[closing + 1]].all() else 0


def _lot(data: bytes, mark: str, numbers: tuple[int, int], too_long: TooLong) -> Lot:
    columns = _by_columns(data, mark)
    if columns is not None:
        return Lot(numbers[0], columns, [])
    lots = _row_by_row(iter([data.decode()]), mark, numbers, too_long)
    return Lot(numbers[0], None, [row for lot in lots for row in lot.rows])


def _by_columns(data: bytes, mark: str) -> pa.Table | None:
    """The cells as columns; None when the rows are uneven, or a cell is too long."""
    width = _first_width(data, mark)
    if width < 2 or b"\n\n" in data or data[:1] == b"\n":  # an empty line has no cells
        return None
    names = [str(place) for place in range(width)]
    text = pa.dictionary(pa.int32(), pa.string())
    try:
        table = pa.csv.read_csv(
            pa.BufferReader(data),
            pa.csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=names),
            pa.csv.ParseOptions(delimiter=mark, newlines_in_values=True, ignore_empty_lines=False),
            pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, text), strings_can_be_null=False, null_values=[]
            ),
        ).combine_chunks()
    except pa.ArrowInvalid:
        return None
    longest = max(pc.max(pc.utf8_length(column.chunk(0).dictionary)).as_py() or 0 for column in table.columns)
    return table if longest <= LONGEST_CELL else None


def _first_width(data: bytes, mark: str) -> int:
    try:
        return len(
            next(csv.reader(StringIO(data[:_FIRST_BYTES].decode(errors="ignore")), delimiter=mark), [])
        )
    except csv.Error:
        return 0


def _row_by_row(
    blocks: Iterator[str], mark: str, numbers: tuple[int, int], too_long: TooLong
) -> Iterator[Lot]:
    row_no, line_no = numbers
    reader = csv.reader(chain.from_iterable(_lines(blocks, line_no, too_long)), delimiter=mark)
    rows: list[list[Cell]] = []
    try:
        for row in reader:
            rows.append(row)  # type: ignore[arg-type]
            if len(rows) >= LOT_ROWS:
                yield Lot(row_no, None, rows)
                row_no, rows = row_no + len(rows), []
    except csv.Error as error:
        if rows:
            yield Lot(row_no, None, rows)
        raise too_long(line_no - 1 + reader.line_num) from error
    if rows:
        yield Lot(row_no, None, rows)


def _lines(blocks: Iterator[str], line_no: int, too_long: TooLong) -> Iterator[list[str]]:
    """The lines in lots, each line with its end: a cell in quotes may hold several."""
    tail = ""
    for block in blocks:
        lines = (tail + block).split("\n")
        tail = lines.pop()
        line_no += len(lines)
        if len(tail) > LONGEST_LINE:
            raise too_long(line_no)
        yield [line + "\n" for line in lines]
    yield [tail] if tail else []
