"""The Wilson score interval of a share.

81 of 263   0.308   0.2553 … 0.3662       0 of 20   0   0 … 0.1611

Without continuity correction, 95 % (Wilson 1927, JASA 22; the examples are Newcombe's 1998, Statistics in Medicine 17, table I).
It takes the cases as independent: a matter open in two folds counts twice, so the true interval is somewhat wider. None for
none of none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Z95 = 1.959963984540054


@dataclass(frozen=True)
class Rate:
    """A share and the two ends of its interval."""

    share: float
    low: float
    high: float


def wilson(hits: float, count: int) -> Rate | None:
    """The share and its 95 % interval.

    >>> rate = wilson(81, 263)
    >>> round(rate.low, 4), round(rate.high, 4)
    (0.2553, 0.3662)
    """
    if count == 0:
        return None
    share, square = hits / count, Z95**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = Z95 * math.sqrt(share * (1 - share) / count + square / (4 * count**2)) / (1 + square / count)
    return Rate(share, max(middle - half, 0.0), min(middle + half, 1.0))
