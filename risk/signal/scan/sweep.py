"""The largest ratio of each of 64 replicates: every circle and window counted in all of them at once.

windows of 17 … 20 days   a coarse walk asks whether a circle holds in 20 days what it would need in 17: hardly any does
around those that do      a fine walk for 17, 18, 19 and 20 days: a lane that reaches what it needs there is worked out

No circle and window is left out that could pass the floor: counts and what is needed both grow with the window. A lane that is
full (saturated) ends the sweep: it is then done again with wider lanes, so no count is ever wrong.
"""

from __future__ import annotations

import numpy as np

from risk.signal.scan.kernel import kernel
from risk.signal.scan.lane import LANES, lowest, walk
from risk.signal.scan.least import least_around
from risk.signal.scan.likelihood import likelihood


@kernel
def sweep(best, centres, most, drawn, circles, expected, total, asked):  # type: ignore[no-untyped-def]
    """Raise best[lane] to the largest ratio around some centres, told by turn; False when some lane was full.

    most: what a lane holds at most; drawn: cells, lanes, and where each day's begin, the last day first;
    circles: start, cell, closes; expected: [window, cell]; asked: where each span of windows begins, then their number;
    [span, place] the least counts in its first window; the table they come from
    """
    (start, cell, _), (spans, least, counts_asked) = circles, asked
    counts = np.zeros(expected.shape[1] * LANES, least.dtype)
    ahead, circle = np.zeros_like(counts), np.zeros(LANES, least.dtype)
    needed, seen, reached = np.zeros(len(cell), least.dtype), np.zeros_like(circle), np.zeros(1, np.uint64)
    open_centres = np.empty(len(centres), np.int64)
    for span in range(len(spans) - 1):
        for window in range(spans[span], spans[span + 1]):
            if not _put(ahead, most, drawn, window):
                return False
        count = 0
        for centre in centres:
            circle[:] = 0
            walk(circle, ahead, cell, least[span], (start[centre], start[centre + 1]), reached)
            open_centres[count] = centre
            count += reached[0] != 0
        for window in range(spans[span], spans[span + 1]):
            _put(counts, most, drawn, window)
            for centre in open_centres[:count]:
                room = (least[span], circle, seen, reached)
                if spans[span + 1] - spans[span] > 1:
                    least_around(needed, centre, circles, expected[window], counts_asked)
                    room = (needed, circle, seen, reached)
                if not _around(best, counts, most, centre, circles, expected[window], total, room):
                    return False
    return True


@kernel
def _put(counts, most, drawn, day):  # type: ignore[no-untyped-def]
    """Add the reports of a day where each replicate has them; False when a lane is full."""
    cell, lane, day_start = drawn
    for at in range(day_start[day], day_start[day + 1]):
        spot = cell[at] * LANES + lane[at]
        if counts[spot] >= most - 1:
            return False
        counts[spot] += 1
    return True


@kernel
def _around(best, counts, most, centre, circles, expected, total, room):  # type: ignore[no-untyped-def]
    """The circles around one centre in one window; False when a lane is full."""
    (start, cell, closes), (needed, circle, seen, reached) = circles, room
    place, end = start[centre], start[centre + 1]
    inside, summed = 0.0, place
    circle[:], seen[:] = 0, 0
    while place < end:
        place = walk(circle, counts, cell, needed, (place, end), reached)
        if reached[0] == 0:
            break
        while summed < place:
            inside += expected[cell[summed]]
            summed += 1
        if not _raise(best, circle, seen, reached[0], most, closes[place - 1], inside, total):
            return False
    return True


@kernel
def _raise(best, circle, seen, reached, most, closes, inside, total):  # type: ignore[no-untyped-def]
    """The exact ratio of the lanes that reached what was asked; False when one of them is full.

    A lane that holds no more than when last seen is passed by: its smaller circle was the likelier.
    """
    while reached:
        lane = lowest(reached)
        reached &= reached - np.uint64(1)
        if circle[lane] >= most:
            return False
        if closes and circle[lane] > seen[lane]:
            seen[lane] = circle[lane]
            best[lane] = max(best[lane], likelihood(float(circle[lane]), inside, total))
    return True
