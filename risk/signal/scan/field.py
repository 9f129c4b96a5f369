"""What a scan looks at: circles, windows, what is expected of each cell in each, and how a replicate is drawn.

cell   expected in windows of 1, 2, 3 days        drawn: cell  lane  of day 0 (the last), day 1, day 2
0      0.02  0.05  0.06                                  0     0     …
1      0.10  0.21  0.30                                  1     63    …
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from risk.signal.scan.arrange import Arranged
from risk.signal.scan.circle import Floats, Longs


@dataclass(frozen=True)
class Drawn:
    """The reports of some replicates in the window: day d before the last has cell[day_start[d]:day_start[d+1]]."""

    cell: Longs
    lane: Longs
    day_start: Longs


Draw = Callable[[np.random.Generator, int], Drawn]


@dataclass(frozen=True)
class Field:
    """expected: [window, cell that counts]; total: all reports, infinity in the Poisson model; draw: so many replicates."""

    arranged: Arranged
    expected: Floats
    total: float
    least_count: int
    draw: Draw

    @property
    def largest_expected(self) -> float:
        """Of any circle in the longest window."""
        sums = np.concatenate([[0.0], np.cumsum(self.expected[-1][self.arranged.cell])])
        return float(np.diff(sums[self.arranged.start]).max(initial=0.0))
