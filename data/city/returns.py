"""Which villages hand in their monthly screening sheet, which hand in 无, and which hand in nothing.

month ->   0     1     2        3
town 0    full  full  full     full       screens well
town 1    nil   full  missing  missing    hardly screens
"""

from dataclasses import dataclass

import numpy as np

from data.city.areas import Land
from data.city.size import MONTHS, month_of
from data.city.stream import Flags, Ints, stream

FULL, NIL, MISSING = 0, 1, 2
STATE_NAMES = ("full", "nil", "missing")
WEAK_SHARE = 0.3
# Two screening campaigns (大排查), as first and last day numbers.
CAMPAIGN_DAYS = ((245, 272), (465, 492))


@dataclass(frozen=True)
class Returns:
    """`state[community, month]` is FULL, NIL or MISSING; `weak[town]` hardly screens."""

    state: Ints
    weak: Flags


def make_returns(seed: int, land: Land) -> Returns:
    """Decide every village's return for every month."""
    rng = stream(seed, "returns")
    towns, town = len(land.town_codes), land.tiling.community_town
    weak = np.zeros(towns, dtype=np.bool_)
    weak[rng.permutation(towns)[: max(1, round(towns * WEAK_SHARE))]] = True
    lost_town = rng.uniform(0, 1, (towns, MONTHS)) < np.where(weak, 0.5, 0.01)[:, None]
    lost_town &= ~_campaign_months(rng, towns)
    alone = rng.uniform(0, 1, (len(town), MONTHS))
    nil_below = np.where(weak[town], 0.22, 0.015)[:, None]
    missing_below = nil_below + np.where(weak[town], 0.12, 0.008)[:, None]
    state = np.where(alone < nil_below, NIL, np.where(alone < missing_below, MISSING, FULL))
    return Returns(np.where(lost_town[town], MISSING, state).astype(np.int64), weak)


def _campaign_months(rng: np.random.Generator, towns: int) -> Flags:
    """(town, month) pairs in which even weak towns hand something in."""
    forced = np.zeros((towns, MONTHS), dtype=np.bool_)
    for first, last in CAMPAIGN_DAYS:
        forced[:, [month_of(first), month_of(last)]] = True
    return forced & (rng.uniform(0, 1, forced.shape) < 0.8)
