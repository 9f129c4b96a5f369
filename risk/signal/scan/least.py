"""The least count with which a circle and window could pass a floor: what a sweep asks of its lanes.

expected   0.05   0.4   2.0   19.5         floor 9: a count below these has a smaller ratio, and needs no logarithm
least      4      6     11    36

For each count the expectations up to which its ratio passes the floor are found once by halving; a circle then only looks up, by
the first bits of what it expects: that is a little less than it does, so what is asked may be too little but never too much.
"""

from __future__ import annotations

import numpy as np

from risk.signal.scan.circle import Floats
from risk.signal.scan.kernel import kernel
from risk.signal.scan.likelihood import likelihood

SLACK = 1e-9  # a count is asked rather than left out where rounding could decide
HALVINGS = 60
SHIFT = 46  # bits of a double left out: 64 steps to each doubling
FIRST_STEP, STEPS = (
    (1023 - 40) << 6,
    64 << 6,
)  # from 2^-40 to 2^24; the first step holds all below, the last all above


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
def least_counts(limits):  # type: ignore[no-untyped-def]
    """For each step of what may be expected the least count whose limit it does not pass; the largest count beyond."""
    steps, count, most = np.arange(STEPS), 0, len(limits) - 1
    low = ((steps + FIRST_STEP) << SHIFT).view(np.float64)
    low[0] = 0.0
    least = np.empty(STEPS, np.int64)
    for step in steps:
        while count < most and limits[count] < low[step]:
            count += 1
        least[step] = count
    return least


@kernel
def least_around(least, centre, circles, expected, asked):  # type: ignore[no-untyped-def]
    """Write least[place] of the places around a centre; one that closes no ring asks for the most.

    circles: start, cell, closes; expected: of each cell alone; asked: of least_counts, the last as much as a lane can count
    """
    start, cell, closes = circles
    inside, most = np.zeros(1), asked[STEPS - 1]
    bits = inside.view(np.int64)
    for place in range(start[centre], start[centre + 1]):
        inside[0] += expected[cell[place]]
        step = min(max((bits[0] >> SHIFT) - FIRST_STEP, 0), STEPS - 1)
        least[place] = asked[step] if closes[place] else most


@kernel
def fill_least(least, circles, expected, windows, asked, centres):  # type: ignore[no-untyped-def]
    """Write least[row, place] for the places around some centres, told by turn, of one window a row.

    expected: [cell, window]
    """
    start, cell, closes = circles
    inside, most = np.zeros(len(windows)), asked[STEPS - 1]
    bits = inside.view(np.int64)
    for centre in centres:
        inside[:] = 0.0
        for place in range(start[centre], start[centre + 1]):
            alone = expected[cell[place]]
            for row in range(len(windows)):
                inside[row] += alone[windows[row]]
            if closes[place]:
                for row in range(len(windows)):
                    step = min(max((bits[row] >> SHIFT) - FIRST_STEP, 0), STEPS - 1)
                    least[row, place] = asked[step]
            else:
                least[:, place] = most
