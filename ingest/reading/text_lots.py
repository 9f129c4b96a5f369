"""The rows of a delimited text in lots of columns, which costs half of reading rows one by one.

1,张三,"拖欠↵工资"    →   Lot(first_no 1, columns [1, 2], [张三, ""], [拖欠↵工资, 噪音])
2,,噪音

Only a lot where both readers must agree is read by columns: each quote opens a cell or ends one, and every row has as many
cells as the first. Any other is read by Python's csv row by row, and from a stray quote on everything is.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from ingest.cell import Cell
from ingest.reading.limits import LONGEST_CELL, LONGEST_LINE
from ingest.reading.lot import Lot

LOT_ROWS = 10_000
_MOST_BYTES = 4  # of a character
_FIRST_BYTES = 1 << 16  # where the first row ends long before
_QUOTE, _LINE = ord('"'), ord("\n")
TooLong = Callable[[int], Exception]


def read_lots(blocks: Iterator[bytes], mark: str, first_no: int, too_long: TooLong) -> Iterator[Lot]:
    """The lots of a text that comes in blocks of whole signs as UTF-8, its lines ended by \\n alone.

    first_no: the number of its first row and line. too_long: what to raise, given a line's number.
    """
    csv.field_size_limit(LONGEST_CELL)
    text, row_no, line_no, lines = b"", first_no, first_no, 0
    for block in blocks:
        text, lines = text + block, lines + block.count(b"\n")
        if len(text) - text.rfind(b"\n") > LONGEST_LINE * _MOST_BYTES:
            raise too_long(line_no + lines)
        while lines >= LOT_ROWS:
            end = _end(text, mark)
            if not end:
                yield from _row_by_row(chain([text], blocks), mark, (row_no, line_no), too_long)
                return
            lot = _lot(text[:end], mark, (row_no, line_no), too_long)
            yield lot
            read = text.count(b"\n", 0, end)
            row_no, line_no, lines = row_no + len(lot), line_no + read, lines - read
            text = text[end:]
    if _end(text + b"\n", mark) > len(text) > 0:
        yield _lot(text, mark, (row_no, line_no), too_long)
    else:
        yield from _row_by_row(iter([text]), mark, (row_no, line_no), too_long)


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
    lots = _row_by_row(iter([data]), mark, numbers, too_long)
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
    blocks: Iterator[bytes], mark: str, numbers: tuple[int, int], too_long: TooLong
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


def _lines(blocks: Iterator[bytes], line_no: int, too_long: TooLong) -> Iterator[list[str]]:
    """The lines in lots, each line with its end: a cell in quotes may hold several."""
    tail = ""
    for block in blocks:
        lines = (tail + block.decode()).split("\n")
        tail = lines.pop()
        line_no += len(lines)
        if len(tail) > LONGEST_LINE:
            raise too_long(line_no)
        yield [line + "\n" for line in lines]
    yield [tail] if tail else []
