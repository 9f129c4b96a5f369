"""On which side of an edge a point lies, exactly, for every double: a fast test with an error bound, then exact sums.

(x1, y1) → (x2, y2)      q left of it +1      q right of it −1      q on its line 0

Source: Shewchuk 1997, Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates: orient2d's
first error bound, two-product by Dekker and Veltkamp, grow-expansion. Coordinates are 0 or of a size from 1e-100 to 1e100:
beyond, products leave the doubles.
"""

from __future__ import annotations

import numpy as np

from grid.cells.kernel import kernel

BOUND = (3.0 + 16.0 * 2.0**-53) * 2.0**-53
SPLITTER = 2.0**27 + 1.0
PRODUCTS = 6  # of coordinates, that an orientation is the sum of


@kernel
def side(x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> float:
    """Positive where (x, y) is left of the edge, negative where right, 0 where on its line; the sign is exact."""
    left = (x2 - x1) * (y - y1)
    right = (y2 - y1) * (x - x1)
    told = left - right
    if abs(told) > BOUND * (abs(left) + abs(right)):
        return told
    return float(exact_side(x1, y1, x2, y2, x, y))


@kernel
def exact_side(x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> float:
    """The same by exact sums of exact products: x1·y2 − x1·y − x·y2 − x2·y1 + x2·y + x·y1."""
    parts = np.zeros(2 * PRODUCTS)
    count = 0
    for number in range(PRODUCTS):
        if number == 0:
            high, low = _product(x1, y2)
        elif number == 1:
            high, low = _product(-x1, y)
        elif number == 2:
            high, low = _product(-x, y2)
        elif number == 3:
            high, low = _product(-x2, y1)
        elif number == 4:
            high, low = _product(x2, y)
        else:
            high, low = _product(x, y1)
        count = _grow(parts, count, low)
        count = _grow(parts, count, high)
    for place in range(count - 1, -1, -1):
        if parts[place] != 0.0:
            return float(parts[place])
    return 0.0


@kernel
def _product(a: float, b: float) -> tuple[float, float]:
    """a·b as a double and what it lacks."""
    high = a * b
    c = SPLITTER * a
    a_high = c - (c - a)
    a_low = a - a_high
    c = SPLITTER * b
    b_high = c - (c - b)
    b_low = b - b_high
    low = a_low * b_low - (((high - a_high * b_high) - a_low * b_high) - a_high * b_low)
    return high, low


@kernel
def _grow(parts: np.ndarray, count: int, more: float) -> int:
    """Add a double to a sum of doubles that do not overlap, the smallest first, exactly."""
    carried = more
    for place in range(count):
        total = carried + parts[place]
        virtual = total - carried
        parts[place] = (carried - (total - virtual)) + (parts[place] - virtual)
        carried = total
    parts[count] = carried
    return count + 1
