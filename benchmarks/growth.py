"""How cost grows with size: the exponent b of seconds = a × rows ** b."""

from __future__ import annotations

import math
from collections.abc import Mapping


def growth_exponent(seconds_by_rows: Mapping[int, float]) -> float | None:
    """Least-squares slope of log seconds on log rows; None for fewer than two sizes.

    >>> round(growth_exponent({10: 1.0, 100: 10.0, 1000: 100.0}), 6)
    1.0
    >>> growth_exponent({10: 1.0}) is None
    True
    """
    if len(seconds_by_rows) < 2:
        return None
    x = [math.log(rows) for rows in seconds_by_rows]
    y = [math.log(seconds) for seconds in seconds_by_rows.values()]
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    shared = sum((one - middle_x) * (other - middle_y) for one, other in zip(x, y, strict=True))
    return shared / sum((one - middle_x) ** 2 for one in x)
