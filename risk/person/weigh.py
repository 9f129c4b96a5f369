"""Bits of evidence that two petitioners are one person: the prior, one weight per field, and rules no weight overrules.

                       start  name   place  facts  sum    chance
a rare name, one story −17.1  +15.6  +9.5   +3.6   +11.6  1.00
a common name alone    −17.1  +10.1  +9.5   −2.9   −0.4   never
"""

from __future__ import annotations

from math import log2

import numpy as np
import numpy.typing as npt

from risk.person.compared import Compared, Flags
from risk.person.comparison import Comparison, fixed_settings
from risk.person.frequency import shares_of
from risk.person.model import Model

Bits = npt.NDArray[np.float64]
SHOWS_A_PERSON = ("phone", "id", "ref", "address")
SAYS_WHO = ("id", "ref")
NAMED, NOT_ELSEWHERE, ABOUT_SOMETHING_ELSE = (0, 1), (0, 1, 2), (-1, 4, 5)


def weights(compared: Compared, model: Model) -> dict[str, Bits]:
    """Bits by comparison code; a field one side does not tell weighs nothing."""
    return {one.code: _weight(one, compared, model) for one in model.comparisons}


def start_bits(model: Model) -> float:
    """Where two petitioners start from before anything is compared."""
    return log2(model.prior / (1 - model.prior))


def match_weight(compared: Compared, model: Model) -> Bits:
    """The sum of all evidence, in bits."""
    return np.asarray(start_bits(model) + sum(weights(compared, model).values()))


def probability(bits: Bits) -> Bits:
    """The chance that goes with a match weight."""
    return np.asarray(1 / (1 + np.exp2(-bits)))


def _weight(comparison: Comparison, compared: Compared, model: Model) -> Bits:
    level = compared.levels[comparison.code]
    bits = np.zeros(len(level))
    for number, each in enumerate(comparison.levels):
        if each.frequency:
            share = frequency(compared, each.frequency, model)
            bits = np.where(level == number, np.log2(each.m / share), bits)
        else:
            bits = np.where(level == number, each.bits, bits)
    return bits


def frequency(compared: Compared, token: str, model: Model) -> Bits:
    """The share of other petitioners who bear a token, drawn towards a rare one while there are few."""
    return shares_of(compared.counts[token], model.record_count)


def forbidden(compared: Compared, model: Model) -> dict[str, Flags]:
    """Why a pair is never one person whatever its weights, by rule."""
    level = compared.levels

    def same(codes: tuple[str, ...]) -> Flags:
        return np.asarray(np.any([level[code] == 0 for code in codes], axis=0))

    is_named = np.isin(level["name"], NAMED)
    is_else = np.isin(level["facts"], ABOUT_SOMETHING_ELSE)
    is_common = frequency(compared, "sound_token", model) > fixed_settings().common_share
    is_common |= model.how == "fixed"  # how common names are here is not known yet
    is_near = np.isin(level["place"], NOT_ELSEWHERE)
    only_name = is_named & ~same(SHOWS_A_PERSON)
    return {
        "walled": compared.is_walled,
        "one_row": compared.is_one_row,
        "other_id": level["id"] == 1,
        "nothing_shared": ~is_named & ~same(SHOWS_A_PERSON),
        "name_alone": only_name
        & np.where(is_near, is_else & is_common, is_else | ~compared.is_same_respondent),
        "household": (level["name"] == 2) & ~same(SAYS_WHO) & is_else,
    }


def is_ruled_out(compared: Compared, model: Model) -> Flags:
    """Whether any rule forbids a pair."""
    return np.asarray(np.any(list(forbidden(compared, model).values()), axis=0))
