"""Rows of a text that follow each other, as columns of texts where they are even, and the reader's way through them.

Lot(first_no 3, columns [1, 2], [张三, ""])   →   (3, ["1", "张三"]), (4, ["2", ""])
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import pyarrow as pa

from ingest.cell import Cell
from ingest.reading.workbook import NumberedRow

_LOOKED_AT = 64


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

    def some(self, places: list[int]) -> list[NumberedRow]:
        """Its rows at some places, at one stroke where they stand in columns."""
        if self.columns is None:
            rows = [self.rows[place] for place in places]
        else:
            taken = self.columns.take(pa.array(places, pa.int64())).columns
            told = [column.cast(pa.string()).to_pylist() for column in taken]
            rows = [list(row) for row in zip(*told, strict=True)]
        return [(self.first_no + place, row) for place, row in zip(places, rows, strict=True)]

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
