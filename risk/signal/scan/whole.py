"""One more circle: all cells together, told as around the cell in their middle.

circles of 3 cells at most around 100 cells    →    these, and one of 100 cells that has no smaller one within
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from risk.signal.scan.circle import Circles


def with_whole(circles: Circles) -> Circles:
    """The circles and that of all cells, the farthest from their middle last."""
    if not circles.count:
        return circles
    middle = int(np.argmin(np.hypot(circles.x - circles.x.mean(), circles.y - circles.y.mean())))
    distance = np.hypot(circles.x - circles.x[middle], circles.y - circles.y[middle])
    cells = np.argsort(distance, kind="stable").astype(np.int32)
    return replace(
        circles,
        centre=np.append(circles.centre, middle),
        start=np.append(circles.start, circles.start[-1] + circles.count),
        neighbour=np.concatenate([circles.neighbour, cells]),
        closes=np.concatenate([circles.closes, np.arange(circles.count) == circles.count - 1]),
    )
