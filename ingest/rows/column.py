"""A column of a sheet with each distinct value once, so that whatever is done to values is done once for each.

["拖欠", "", "拖欠"]  →  values ["拖欠", ""], which [0, 1, 0]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ingest.cell import AROUND, Cell, text_of

Value = TypeVar("Value")
Other = TypeVar("Other")
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Column(Generic[Value]):
    """values: the values met, few of them twice. which: for each row its value's place in them.

    spoken: of a column of texts, the values as an Arrow array, made when first asked for.
    """

    values: Sequence[Value]
    which: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.which)

    def map(self, change: Callable[[Value], Other]) -> Column[Other]:
        """The same column with every value changed."""
        return Column([change(value) for value in self.values], self.which)

    @cached_property
    def spoken(self) -> pa.Array:
        """The values, all texts, as Arrow holds them."""
        return pa.array(self.values, pa.string())

    def matching(self, pattern: str) -> NDArray[np.bool_]:
        """Which values, all texts, an RE2 pattern is found in."""
        return np.asarray(
            pc.match_substring_regex(self.spoken, pattern).to_numpy(zero_copy_only=False), dtype=bool
        )

    def changed(self, places: Sequence[int], change: Callable[[Value], Value]) -> Column[Value]:
        """The same column with the values at some places changed."""
        if not len(places):
            return self
        values = list(self.values)
        for place in places:
            values[place] = change(values[place])
        return Column(values, self.which)

    def texts(self) -> pa.Array:
        """One text a row."""
        return self.spoken.take(pa.array(self.which))

    def array(self, kind: pa.DataType) -> pa.Array:
        """One element a row."""
        return pa.array(self.values, kind).take(pa.array(self.which))

    def rows(self) -> list[Value]:
        """One value a row."""
        values = self.values
        return [values[place] for place in self.which.tolist()]

    def where(self, test: Callable[[Value], bool]) -> Rows:
        """The rows whose value passes a test, in order."""
        passed = np.fromiter((test(value) for value in self.values), dtype=bool, count=len(self.values))
        return np.flatnonzero(passed[self.which])


def constant(value: Value, count: int) -> Column[Value]:
    """A column that says the same in every row."""
    return Column([value], np.zeros(count, dtype=np.int32))


def text_column(cells: Sequence[Cell]) -> Column[str]:
    """Cells as text, outer blanks gone."""
    return of_texts(cells) or encoded(pa.array(list(map(_told, cells)), pa.string()))


def of_texts(cells: Sequence[Cell]) -> Column[str] | None:
    """Cells that are all text or empty, outer blanks gone; None when any is a number, a date or half a character."""
    try:
        array = pa.array(cells, pa.string())
    except (pa.ArrowException, UnicodeError, TypeError):
        return None
    return encoded(pc.utf8_trim(array, characters=AROUND))


def encoded(array: pa.Array) -> Column[str]:
    """The column of an Arrow array of text, null as nothing."""
    coded = array.fill_null("").dictionary_encode()
    column: Column[str] = Column(coded.dictionary.to_pylist(), coded.indices.to_numpy())
    column.__dict__["spoken"] = coded.dictionary
    return column


def cell_column(cells: Sequence[Cell]) -> Column[Cell]:
    """Cells as they came: 1, 1.0 and True stay three values."""
    places: dict[tuple[type, Cell], int] = {}
    which = [places.setdefault((cell.__class__, cell), len(places)) for cell in cells]
    return Column([cell for _, cell in places], np.array(which, dtype=np.int32))


def pairs(one: Column[Value], other: Column[Other]) -> Column[tuple[Value, Other]]:
    """Two columns as one of pairs, each pair met once."""
    keys = one.which.astype(np.int64) * len(other.values) + other.which
    met, which = np.unique(keys, return_inverse=True)
    values = [(one.values[key // len(other.values)], other.values[key % len(other.values)]) for key in met]
    return Column(values, which.astype(np.int32))


def _told(cell: Cell) -> str:
    """The cell as text without halves of characters, which no file can hold."""
    text = text_of(cell)
    return text.encode("utf-8", "replace").decode("utf-8") if cell.__class__ is str else text
