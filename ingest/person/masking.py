"""Whole columns masked: numbers once for each distinct text, names row by row and only where they can stand.

概况 "张三（13812345678）反映…", names ("张三",)  →  "某某（〔电话〕）反映…"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from ingest.mask import MAYBE, NAME_MARK, mask
from ingest.rows.column import Column, Rows

FEW = 2000  # distinct texts up to which each is searched for any name of the lot
_PLAIN_DATE = r"^(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?: [0-9:]{4,8})?$"
_LETTER = r"[A-Za-z\x{4e00}-\x{9fff}]"  # a name has one (ingest/identity.py)


@dataclass(frozen=True)
class Names:
    """The persons' names of each row of a lot, the longest first."""

    by_row: Sequence[tuple[str, ...]]

    @cached_property
    def met(self) -> frozenset[str]:
        """Every name of the lot."""
        return frozenset(name for row in set(self.by_row) for name in row)

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """How long they are, each length once."""
        return tuple(sorted(set(map(len, self.met))))

    def any_in(self, text: str) -> bool:
        """Whether any name of the lot stands in a text."""
        met = self.met
        return any(
            text[start : start + length] in met
            for length in self.lengths
            for start in range(len(text) - length + 1)
        )


def masked_rows(texts: Column[str], names: Names) -> pa.Array:
    """One text a row, without numbers that are somebody's and without the row's own names."""
    return without_names(without_numbers(texts), names)


def without_names(texts: Column[str], names: Names) -> pa.Array:
    """One text a row, without the row's own names."""
    values, by_row = texts.values, names.by_row
    rows = _may_hold(texts, names)
    named = [
        row
        for row, place in zip(rows.tolist(), texts.which[rows].tolist(), strict=True)
        for name in by_row[row]
        if name in values[place]
    ]
    if not named:
        return texts.texts()
    which = texts.which.copy()
    more = dict.fromkeys(named)
    told = [_without(values[which[row]], by_row[row]) for row in more]
    which[list(more)] = np.arange(len(values), len(values) + len(told), dtype=np.int32)
    return pa.concat_arrays([texts.spoken, pa.array(told, pa.string())]).take(pa.array(which))


def _without(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = text.replace(name, NAME_MARK)
    return text


def without_numbers(texts: Column[str]) -> Column[str]:
    """Texts without ID numbers, phones, bank cards and plates."""
    may_be = texts.matching(MAYBE)
    if may_be.any():
        may_be &= ~texts.matching(_PLAIN_DATE)
    return texts.changed(np.flatnonzero(may_be).tolist(), mask)


def _may_hold(texts: Column[str], names: Names) -> Rows:
    """The rows whose text has letters; of few texts, only those with some name of the lot in them."""
    if not names.met:
        return np.zeros(0, dtype=np.int64)
    may_hold = texts.matching(_LETTER)
    if len(may_hold) <= FEW:
        for place in np.flatnonzero(may_hold).tolist():
            may_hold[place] = names.any_in(texts.values[place])
    return np.flatnonzero(may_hold[texts.which])
