"""Cells as the texts a person reads, a whole column at a stroke: ingest.cell.text_of, kind by kind.

["　张三", 13812345678.0, None, 2024-03-05 10:20]  →  ["张三", "13812345678", null, "2024-03-05 10:20:00"]
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.cell import AROUND, Cell, text_of

_WHOLE = 1e15  # below it a float without a fraction is written as a whole number by everybody
_SMALL, _LARGE = 1e-3, 1e9  # between them Arrow and Python write the same shortest digits
_SIMPLE = (str, float, datetime, type(None))


def told(cells: Sequence[Cell]) -> pa.StringArray:
    """The text of each cell, outer blanks gone; null for nothing. Half a character becomes a question mark."""
    kinds = set(map(type, cells))
    if kinds <= {str, type(None)}:
        return _of_texts(cells)
    if not kinds.issubset(_SIMPLE):
        return pa.array(list(map(_told, cells)), pa.string())
    parts = [
        of(cells if len(kinds) == 1 else [cell if cell.__class__ is kind else None for cell in cells])
        for kind, of in ((str, _of_texts), (float, _of_floats), (datetime, _of_moments))
        if kind in kinds
    ]
    return pc.coalesce(*parts)


def _of_texts(cells: Sequence[Cell]) -> pa.StringArray:
    try:
        array = pa.array(cells, pa.string())
    except (pa.ArrowException, UnicodeError):
        array = pa.array([None if cell is None else _told(cell) for cell in cells], pa.string())
    return trimmed(array)


def trimmed(texts: pa.StringArray) -> pa.StringArray:
    """Texts without the blanks around."""
    return pc.utf8_trim(texts, characters=AROUND)


def _of_floats(cells: Sequence[Cell]) -> pa.StringArray:
    numbers = pa.array(cells, pa.float64())
    values = numbers.to_numpy(zero_copy_only=False)
    size = np.abs(values)
    with np.errstate(invalid="ignore"):
        is_whole = (size < _WHOLE) & (np.floor(values) == values)
        is_plain = (size >= _SMALL) & (size < _LARGE)
    whole = pa.array(np.where(is_whole, values, 0).astype(np.int64)).cast(pa.string())
    texts = pc.if_else(pa.array(is_whole), whole, numbers.cast(pa.string()))
    odd = np.flatnonzero(~is_whole & ~is_plain & numbers.is_valid().to_numpy(zero_copy_only=False))
    if not len(odd):
        return pc.if_else(numbers.is_valid(), texts, None)
    told = texts.to_pylist()
    for place in odd.tolist():
        told[place] = text_of(cells[place])
    return pc.if_else(numbers.is_valid(), pa.array(told, pa.string()), None)


def _of_moments(cells: Sequence[Cell]) -> pa.StringArray:
    if any(cell.tzinfo is not None for cell in cells if cell.__class__ is datetime):
        return pa.array([None if cell is None else text_of(cell) for cell in cells], pa.string())
    moments = pc.floor_temporal(pa.array(cells, pa.timestamp("us")), unit="second")
    return pc.cast(moments.cast(pa.timestamp("s")), pa.string())


def _told(cell: Cell) -> str:
    """The cell as text without halves of characters, which no file can hold."""
    text = text_of(cell)
    return text.encode("utf-8", "replace").decode("utf-8") if cell.__class__ is str else text
