"""Columns that hold several things a row, laid out flat.

[["张三", "李四"], [], ["王五"]]  →  flat ["张三", "李四", "王五"], starts [0, 2, 2], counts [2, 0, 1]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ingest.rows.column import Column

Ints = NDArray[np.int64]
List = TypeVar("List", bound=Sequence[str])


@dataclass(frozen=True)
class Ragged:
    """flat: the things of each distinct list. starts, counts: for each row where its own begin, and how many."""

    flat: list[str]
    starts: Ints
    counts: Ints

    def place(self, rows: Ints, number: Ints) -> pa.Array:
        """Where in flat a row's thing of a number stands; null where the row has fewer."""
        return pa.array(self.starts[rows] + number, pa.int64(), mask=number >= self.counts[rows])


def laid_out(column: Column[List]) -> Ragged:
    """A column of lists, flat."""
    lengths = np.fromiter(map(len, column.values), dtype=np.int64, count=len(column.values))
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int64)
    flat = list(chain.from_iterable(column.values))
    return Ragged(flat, starts[column.which], lengths[column.which])


def numbered(counts: Ints) -> tuple[Ints, Ints]:
    """For each thing its row and its number in it: [2, 0, 1] → rows [0, 0, 2], numbers [0, 1, 0]."""
    rows = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    before = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.int64)
    return rows, np.arange(len(rows), dtype=np.int64) - before[rows]
