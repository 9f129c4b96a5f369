"""The circles as one scan needs them: only neighbours with something to count, numbered so that near ones lie together.

around 0          neighbours        of them with reports     place  cell   closes  ring_end
                  {0} {1 2} {3}     0, 2                     0      0      yes     1
                                                             1      2      yes     3     the ring of 2 holds 1 as well
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from risk.signal.scan.circle import Circles, Flags, Ints, Longs


@dataclass(frozen=True)
class Arranged:
    """Nested circles over the cells that count; place: of one such neighbour around one centre.

    number: [cells] of each among those that count, −1 for the others; ring_end: neighbours to the ring's end, empty ones too
    """

    circles: Circles
    number: Longs
    start: Longs
    cell: Ints
    closes: Flags
    ring_end: Ints

    @property
    def count(self) -> int:
        """How many cells count."""
        return int(self.number.max(initial=-1)) + 1


def arrange(circles: Circles, counts: Flags) -> Arranged:
    """The circles over the cells for which `counts` is true."""
    number = np.full(circles.count, -1, np.int64)
    chosen = order_of(circles, counts)
    number[chosen] = np.arange(len(chosen))
    kept = np.flatnonzero(counts[circles.neighbour])
    start = np.searchsorted(kept, circles.start)
    ring: Longs = (np.cumsum(circles.closes) - circles.closes)[kept]
    closes = np.ones(len(kept), np.bool_)
    closes[:-1] = ring[1:] != ring[:-1]
    turn = np.repeat(np.arange(len(circles.centre)), np.diff(start))
    ring_end = np.flatnonzero(circles.closes)[ring] + 1 - circles.start[turn]
    cell = number[circles.neighbour[kept]]
    return Arranged(circles, number, start, cell.astype(np.int32), closes, ring_end.astype(np.int32))


def order_of(circles: Circles, counts: Flags) -> Longs:
    """The cells that count, in the order of their numbers."""
    cells = circles.centre[: circles.count]
    return cells[counts[cells]]
