"""The least count with which a circle and window could pass a floor: what a sweep asks of its lanes.

expected   0.05   0.4   2.0   19.5         floor 9: a count below these has a smaller ratio, and needs no logarithm
least      4      6     11    36

For each count the expectations up to which its ratio passes the floor are found once by halving; a circle then only looks up.
"""

from __future__ import annotations

import numpy as np

from risk.signal.scan.circle import Floats
from risk.signal.scan.kernel import kernel
from risk.signal.scan.likelihood import likelihood

SLACK = 1e-9  # a count is asked rather than left out where rounding could decide
HALVINGS = 60


@kernel
def up_to(floor: float, total: float, least_count: int, most: int) -> Floats:
    """For each count the largest expectation at which its ratio is still above the floor; -1 below `least_count`."""
    limits = np.full(most + 1, -1.0)
    for count in range(least_count, most + 1):
        if count > total:
            limits[count] = limits[count - 1]
            continue
        low, high = 0.0, float(count)
        for _ in range(HALVINGS):
            middle = 0.5 * (low + high)
            if likelihood(float(count), middle, total) > floor - SLACK:
                low = middle
            else:
                high = middle
        limits[count] = high * (1.0 + SLACK)
    return limits


@kernel
def least_around(least, centre, circles, expected, limits):  # type: ignore[no-untyped-def]
    """Write least[place] of the places around a centre; one that closes no ring asks for the most.

    circles: start, cell, closes; expected: of each cell alone; limits: of up_to, as many as a lane can count
    """
    start, cell, closes = circles
    inside, count, most = 0.0, 0, len(limits) - 1
    for place in range(start[centre], start[centre + 1]):
        inside += expected[cell[place]]
        while count < most and limits[count] < inside:
            count += 1
        least[place] = count if closes[place] else most


@kernel
def fill_least(least, circles, expected, windows, limits, centres):  # type: ignore[no-untyped-def]
    """Write least[row, place] for the places around some centres, told by turn, of one window a row."""
    for row in range(len(windows)):
        for centre in centres:
            least_around(least[row], centre, circles, expected[windows[row]], limits)
