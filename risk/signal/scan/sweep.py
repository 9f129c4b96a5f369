"""The largest ratio of each of 64 replicates: every circle and window counted in all of them at once.

window of 1 day           every circle: a lane that reaches what it needs is worked out, and may raise its replicate's maximum
windows of 17 … 20 days   a circle that holds in 20 days what would raise a maximum in 17: its centre is looked at in each

No circle and window is left out that could raise a maximum: counts and what is expected both grow with the window. A lane that is
full (saturated) ends the sweep: it is then done again with wider lanes, so no count is ever wrong.
"""

from __future__ import annotations

import numpy as np

from risk.signal.scan.kernel import kernel
from risk.signal.scan.lane import LANES, lowest, walk
from risk.signal.scan.least import least_around
from risk.signal.scan.likelihood import likelihood

CLOSED, OPEN, FULL = (
    0,
    1,
    2,
)  # nothing more to see around a centre; something in its span of windows; a lane is full


@kernel
def sweep(best, centres, most, drawn, circles, expected, total, asked):  # type: ignore[no-untyped-def]
    """Raise best[lane] to the largest ratio around some centres, told by turn; False when some lane was full.

    most: what a lane holds at most; drawn: cells, lanes, and where each day's begin, the last day first;
    circles: start, cell, closes; expected: [window, cell]; asked: where each span of windows begins, then their number;
    [span, place] the least counts in its first window; the table they come from
    """
    spans, least, counts_asked = asked
    counts = np.zeros(expected.shape[1] * LANES, least.dtype)
    ahead, circle = np.zeros_like(counts), np.zeros(LANES, least.dtype)
    needed, seen, reached = (
        np.zeros(least.shape[1], least.dtype),
        np.zeros_like(circle),
        np.zeros(1, np.uint64),
    )
    open_centres = np.empty(len(centres), np.int64)
    for span in range(len(spans) - 1):
        first, end, count = spans[span], spans[span + 1], 0
        for window in range(first, end):
            if not _put(ahead, most, drawn, window):
                return False
        room = (least[span], circle, seen, reached, most)
        for centre in centres:
            found = _around(best, ahead, centre, circles, expected[first], total, room, end - first == 1)
            if found == FULL:
                return False
            open_centres[count] = centre
            count += found == OPEN
        room = (needed, circle, seen, reached, most)
        for window in range(first, end):
            _put(counts, most, drawn, window)
            for centre in open_centres[:count]:
                least_around(needed, centre, circles, expected[window], counts_asked)
                if _around(best, counts, centre, circles, expected[window], total, room, True) == FULL:
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
def _around(best, counts, centre, circles, expected, total, room, raises):  # type: ignore[no-untyped-def]
    """Raise the maxima by the circles around a centre; or say OPEN at the first that would raise one, where not `raises`.

    room: what the places ask, arrays to work in, the most a lane holds
    """
    (start, cell, closes), (needed, circle, seen, reached, most) = circles, room
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
        found = _raise(best, circle, seen, reached[0], most, closes[place - 1], (inside, total), raises)
        if found != CLOSED:
            return found
    return CLOSED


@kernel
def _raise(best, circle, seen, reached, most, closes, means, raises):  # type: ignore[no-untyped-def]
    """The exact ratio of the lanes that reached what was asked; means: expected inside, reports in all.

    A lane that holds no more than when last seen is passed by: its smaller circle was the likelier.
    """
    while reached:
        lane = lowest(reached)
        reached &= reached - np.uint64(1)
        if circle[lane] >= most:
            return FULL
        if closes and circle[lane] > seen[lane]:
            seen[lane] = circle[lane]
            ratio = likelihood(float(circle[lane]), means[0], means[1])
            if ratio > best[lane]:
                if not raises:
                    return OPEN
                best[lane] = ratio
    return CLOSED
