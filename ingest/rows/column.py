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

from ingest.cell import Cell
from ingest.rows.told import told

Value = TypeVar("Value")
Other = TypeVar("Other")
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Column(Generic[Value]):
    """values: the values met, few of them twice. which: for each row its value's place in them.

    spoken: of a column of texts, the values as an Arrow array; made when first asked for.
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
        return truth(pc.match_substring_regex(self.spoken, pattern))

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
        passed = np.fromiter(map(test, self.values), dtype=bool, count=len(self.values))
        return np.flatnonzero(passed[self.which])


class Spoken(Column[str]):
    """A column of texts as Arrow holds it; its values become Python's only when somebody asks for them."""

    def __init__(self, spoken: pa.Array, which: NDArray[np.int32]) -> None:
        self.__dict__.update(spoken=spoken, which=which)

    def __reduce__(self) -> tuple[type[Spoken], tuple[pa.Array, NDArray[np.int32]]]:
        return Spoken, (self.spoken, self.which)

    @cached_property
    def values(self) -> Sequence[str]:
        """The texts met, each once."""
        met: list[str] = self.spoken.to_pylist()
        return met

    def where(self, test: Callable[[str], bool]) -> Rows:
        """The rows whose text passes a test, in order; bool asks whether it says anything, which Arrow knows."""
        if test is not bool:
            return super().where(test)
        return np.flatnonzero(truth(pc.not_equal(self.spoken, ""))[self.which])

    def changed(self, places: Sequence[int], change: Callable[[str], str]) -> Column[str]:
        """The same column with the values at some places, in order, changed."""
        if not len(places):
            return self
        is_changed = np.zeros(len(self.spoken), dtype=bool)
        is_changed[places] = True
        changed = [change(text) for text in self.spoken.take(pa.array(places)).to_pylist()]
        return Spoken(
            pc.replace_with_mask(self.spoken, pa.array(is_changed), pa.array(changed, pa.string())),
            self.which,
        )


def truth(array: pa.Array) -> NDArray[np.bool_]:
    """An Arrow array of true and false as numpy's; null is false."""
    return np.asarray(pc.fill_null(array, False).to_numpy(zero_copy_only=False), dtype=bool)


def constant(value: Value, count: int) -> Column[Value]:
    """A column that says the same in every row."""
    return Column([value], np.zeros(count, dtype=np.int32))


def text_column(cells: Sequence[Cell]) -> Column[str]:
    """Cells as text, outer blanks gone."""
    return encoded(told(cells))


def encoded(array: pa.Array) -> Column[str]:
    """The column of an Arrow array of text, null as nothing."""
    coded = array.fill_null("").dictionary_encode()
    return Spoken(coded.dictionary, coded.indices.to_numpy())


def cell_column(cells: Sequence[Cell]) -> Column[Cell]:
    """Cells as they came: 1, 1.0 and True stay three values."""
    places: dict[tuple[type, Cell], int] = {}
    which = [places.setdefault((cell.__class__, cell), len(places)) for cell in cells]
    return Column([cell for _, cell in places], np.array(which, dtype=np.int32))


def one_by_one(cells: Sequence[Value]) -> Column[Value]:
    """Values one a row, for those of which few come twice."""
    return Column(cells, np.arange(len(cells), dtype=np.int32))


def pairs(one: Column[Value], other: Column[Other]) -> Column[tuple[Value, Other]]:
    """Two columns as one of pairs, each pair met once."""
    if len(one.values) == 1:
        return Column([(one.values[0], value) for value in other.values], other.which)
    if len(other.values) == 1:
        return Column([(value, other.values[0]) for value in one.values], one.which)
    count = len(other.values)
    met, which = np.unique(one.which.astype(np.int64) * count + other.which, return_inverse=True)
    first, second = (met // count).tolist(), (met % count).tolist()
    values = [(one.values[at], other.values[where]) for at, where in zip(first, second, strict=True)]
    return Column(values, which.astype(np.int32))
