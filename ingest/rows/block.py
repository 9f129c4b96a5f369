"""Rows of a sheet by position: the text of every cell, and the cells themselves where they are more than text.

(4, ["柳河村", 3.0])          texts[0] ["柳河村", ""]
(5, [None, 4.0])        →     texts[1] ["3", "4"]        cells {1: [3.0, 4.0]}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ingest.cell import Cell
from ingest.rows.column import Column, Spoken, constant, text_column
from ingest.rows.told import trimmed

_TEXT = frozenset({str, type(None)})


@dataclass(frozen=True)
class Block:
    """row_nos: the number a person sees beside each row. texts: a column a position, blanks around gone.

    cells: of the positions where some cell is a number, a date or the like, one cell a row.
    """

    row_nos: NDArray[np.int64]
    texts: Sequence[Column[str]]
    cells: dict[int, Sequence[Cell]]

    def __len__(self) -> int:
        return len(self.row_nos)

    def text(self, position: int) -> Column[str]:
        """The texts of a position; nothing where no row is as long."""
        return self.texts[position] if position < len(self.texts) else constant("", len(self))


def block_of(numbered: Sequence[tuple[int, Sequence[Cell]]]) -> Block:
    """Rows as a block; shorter ones end in nothing."""
    columns = list(zip_longest(*(row for _, row in numbered)))
    return Block(
        np.array([number for number, _ in numbered], dtype=np.int64),
        [text_column(cells) for cells in columns],
        {place: cells for place, cells in enumerate(columns) if not _TEXT.issuperset(map(type, cells))},
    )


def block_of_texts(first_no: int, columns: Sequence[pa.DictionaryArray]) -> Block:
    """Columns of texts as a block, its rows numbered from the first."""
    count = len(columns[0])
    texts = [
        Spoken(trimmed(column.dictionary), np.asarray(column.indices.to_numpy(), dtype=np.int32))
        for column in columns
    ]
    return Block(np.arange(first_no, first_no + count, dtype=np.int64), texts, {})
