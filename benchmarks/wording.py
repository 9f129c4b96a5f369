"""Columns of text, made a column at a time.

filled(["{party}欠薪{money}", "{since}起未付"], [0, 1, 0], {"party": …, "money": …, "since": …})
    →  ["恒泰置业欠薪3.2万元", "2025年3月起未付", "鸿盛建筑欠薪6800元"]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.city.stream import Flags, Ints


def picked(words: Sequence[str], number: Ints) -> pa.Array:
    """One word each, by its number, round and round."""
    return pa.array(list(words), pa.string()).take(pa.array(number % len(words)))


def text(numbers: Ints) -> pa.Array:
    """Whole numbers as text."""
    return pa.array(numbers).cast(pa.string())


def joined(*parts: pa.Array | str) -> pa.Array:
    """Columns and words set side by side."""
    return pc.binary_join_element_wise(*parts, "")


def either(chosen: Flags, one: pa.Array | str, other: pa.Array | str) -> pa.Array:
    """The first where chosen, else the second."""
    return pc.if_else(pa.array(chosen), one, other)


def filled(templates: Sequence[str], number: Ints, slots: Mapping[str, pa.Array]) -> pa.Array:
    """The chosen template of each row with that row's slots filled in."""
    order = np.argsort(number, kind="stable")
    edges = np.searchsorted(number[order], np.arange(len(templates) + 1))
    parts = [
        _one_template(template, order[edges[at] : edges[at + 1]], slots)
        for at, template in enumerate(templates)
    ]
    back = np.empty(len(number), np.int64)
    back[order] = np.arange(len(number))
    return pa.concat_arrays(parts).take(pa.array(back))


def _one_template(template: str, rows: Ints, slots: Mapping[str, pa.Array]) -> pa.Array:
    pieces: list[pa.Array | str] = [pa.array([""] * len(rows), pa.string())]
    for literal, slot, _, _ in Formatter().parse(template):
        pieces.append(literal)
        if slot:
            pieces.append(slots[slot].take(pa.array(rows)))
    return joined(*pieces)


def money_text(yuan: Ints, way: Ints) -> pa.Array:
    """A sum as people write it: 32000元, 3.2万元, 3.2万."""
    plain = joined(text(yuan), "元")
    myriad = pa.array(yuan / 10_000).cast(pa.string())
    short = either(way % 2 == 0, joined(myriad, "万元"), joined(myriad, "万"))
    return either((yuan < 10_000) | (way % 3 == 0), plain, short)
