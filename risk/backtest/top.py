"""How many of those that escalate stand at the top of an order, when only so many can be taken up.

key         9 7 7 7 3       the highest first; of the three sevens any two may come before the cut
escalated   1 1 0 0 1
top 3       hits 1 + 2 × 1/3 = 1.67   precision 1.67/3 = 0.56   recall 1.67/3 = 0.56   lift 0.56 / 0.60 = 0.93

precision@k = hits/k, recall@k = hits/all that escalate, lift@k = precision@k over the share of all that escalate. Where the
cut goes through equal keys, hits is its expected value over all orders of them, exactly: the places left among the equal,
each a hit with their own share (McSherry & Najork 2008, Computing information retrieval performance measures efficiently
in the presence of tied scores, ECIR, §2). k above the number there is means all of them. Nothing to rank, or nothing that
escalates: None for what cannot be divided.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Top:
    """The top of an order: how many stand there, expected hits among them, and how all fared."""

    taken_count: int
    hit_count: float
    escalated_count: int
    matter_count: int

    @property
    def precision(self) -> float | None:
        """Hits as a share of those taken."""
        return _share(self.hit_count, self.taken_count)

    @property
    def recall(self) -> float | None:
        """Hits as a share of all that escalate."""
        return _share(self.hit_count, self.escalated_count)

    @property
    def lift(self) -> float | None:
        """Precision over the share that escalates among all: 1 is no better than chance."""
        base = _share(self.escalated_count, self.matter_count)
        return None if self.precision is None or not base else self.precision / base

    def __add__(self, other: Top) -> Top:
        """Both together, as counts."""
        return Top(
            self.taken_count + other.taken_count,
            self.hit_count + other.hit_count,
            self.escalated_count + other.escalated_count,
            self.matter_count + other.matter_count,
        )


def top(key: Floats, escalated: Flags, count: int) -> Top:
    """The `count` highest keys, equal keys in any order.

    >>> top(np.array([9.0, 7, 7, 7, 3]), np.array([1, 1, 0, 0, 1], bool), 3).hit_count
    1.6666666666666665
    """
    taken = min(count, len(key))
    if taken == 0:
        return Top(0, 0.0, int(escalated.sum()), len(key))
    cut = np.partition(key, len(key) - taken)[len(key) - taken]
    above, equal = key > cut, key == cut
    left = taken - int(above.sum())
    hits = int(escalated[above].sum()) + left * float(escalated[equal].mean())
    return Top(taken, hits, int(escalated.sum()), len(key))


def count_of_share(share: float, matter_count: int) -> int:
    """How many a share of the matters is, rounded up: 10 % of 336 is 34."""
    return math.ceil(round(share * matter_count, 9))


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None
