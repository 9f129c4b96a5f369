"""Why two reports are taken to be by the same person, or are not: one line per field, in bits that add up. No name, no token.

起点    两件来自同一人的机会         −16.6        where any two petitioners start
姓名    姓名相同                     +15.3
地点    同一网格                     +9.5
所反映的事  叙述有些像               +3.6         → +11.8: a chance of 0.9997
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.db import Connection
from risk.person.compared import Compared, compare_two
from risk.person.model import Model
from risk.person.weigh import forbidden, match_weight, probability, start_bits, weights

RULES = {
    "walled": ("一件为检举控告，另一件不是", "one is an accusation and the other is not"),
    "one_row": (
        "出自同一行，行内写了多人，无法分清谁反映哪一件",
        "parts of one row that names several people",
    ),
    "other_id": ("证件号不同", "the ID numbers differ"),
    "nothing_shared": (
        "姓名、电话、证件号、住址均无相同",
        "no name, phone, ID number or home address in common",
    ),
    "name_alone": ("除姓名外没有别的依据，同名者多", "only the name is the same, and others may bear it"),
    "household": (
        "同一电话或住址但姓名不同，所反映的也不是一件事",
        "a phone or home in common, other names, other things raised",
    ),
}


@dataclass(frozen=True)
class Contribution:
    """What one field says: its name, how the two compare, and the bits for (+) or against (−) one person."""

    code: str
    zh: str
    en: str
    level_zh: str
    level_en: str
    bits: float


@dataclass(frozen=True)
class Explained:
    """The contributions of two reports, what they add up to, and the rules that forbid the pair whatever they say."""

    contributions: tuple[Contribution, ...]
    match_weight: float
    match_probability: float
    rules: tuple[str, ...]
    is_same: bool


def explain(connection: Connection, model: Model, one_id: str, other_id: str) -> Explained | None:
    """Two reports known to the last refresh, held against each other; None when one of them names no petitioner."""
    compared = compare_two(connection, one_id, other_id, number_weight=model.number_weight)
    if not len(compared.left_index):
        return None
    entry = _telling(compared, model)
    weight = float(match_weight(compared, model)[entry])
    rules = tuple(code for code, holds in forbidden(compared, model).items() if holds[entry])
    return Explained(
        contributions(model, compared, entry),
        weight,
        float(probability(np.array([weight]))[0]),
        rules,
        not rules and weight >= model.least_weight,
    )


def contributions(model: Model, compared: Compared, entry: int = 0) -> tuple[Contribution, ...]:
    """The start and each field both sides tell, of one entry of the compared pairs; their bits add up to its match weight."""
    start = Contribution("start", "起点", "start", "任意两位来访人", "any two petitioners", start_bits(model))
    bits = weights(compared, model)
    told = [start]
    for one in model.comparisons:
        number = int(compared.levels[one.code][entry])
        if number >= 0:
            level = one.levels[number]
            told.append(
                Contribution(one.code, one.zh, one.en, level.zh, level.en, float(bits[one.code][entry]))
            )
    return tuple(told)


def _telling(compared: Compared, model: Model) -> int:
    """The best pair of petitioners no rule forbids, else the best of all."""
    weight = match_weight(compared, model)
    is_free = ~np.any(list(forbidden(compared, model).values()), axis=0)
    return int(np.lexsort((-weight, ~is_free))[0])
