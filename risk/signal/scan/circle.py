"""The circles a scan looks through: around every cell its neighbours in order of distance, each circle holding the one before.

cells 100 m apart in a row, at most 3     0    1    2    3
circles around 0                          {0} {0 1} {0 1 2}
circles around 1                          {1} {0 1 2}             0 and 2 are as near: they enter together

Distance ties: cells no more than a micrometre farther than the one before enter together, so no circle depends on the order in
which cells are told. A ring that would pass a limit is left out whole, with all beyond it; where even the cells at the centre's
own place pass it, the centre has no circle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

SAME_METRES = 1e-6
CHUNK = 2048  # centres asked together

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Circles:
    """Nested circles: those around cell centre[i] are neighbour[start[i]:start[i+1]] up to each that closes a ring.

    x, y: metres; centre: every cell, those near each other together, so that the caches serve a scan.
    """

    x: Floats
    y: Floats
    centre: Longs
    start: Longs
    neighbour: Ints
    closes: Flags

    @property
    def count(self) -> int:
        """How many cells there are, each of them a centre."""
        return len(self.x)

    def around(self, cell: int) -> list[list[int]]:
        """The rings around a cell, the nearest first."""
        turn = int(np.flatnonzero(self.centre == cell)[0])
        at = slice(self.start[turn], self.start[turn + 1])
        ends = np.flatnonzero(self.closes[at]) + 1
        return [ring.tolist() for ring in np.split(self.neighbour[at], ends)[:-1]]

    def radius_of(self, centre: int, cell: int) -> float:
        """Metres from a centre to a cell."""
        return float(np.hypot(self.x[cell] - self.x[centre], self.y[cell] - self.y[centre]))


def circles_of(
    x: Floats,
    y: Floats,
    *,
    most_cells: int | None = None,
    radius: float | None = None,
    most_share: float | None = None,
    weight: Floats | None = None,
) -> Circles:
    """The circles around cells at x, y (metres), of at most so many cells, metres, and share of all weight (reports).

    >>> circles = circles_of(np.array([0.0, 100.0, 200.0, 300.0]), np.zeros(4), most_cells=3)
    >>> circles.around(0), circles.around(1)
    ([[0], [1], [2]], [[1], [0, 2]])
    >>> circles_of(np.empty(0), np.empty(0)).count
    0
    """
    x, y = (np.ascontiguousarray(each, np.float64) for each in (x, y))
    if most_share is not None and weight is None:
        raise ValueError("most_share needs weight: the share of what?")
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ValueError("a cell without a place cannot be scanned: leave it out")
    if not len(x):
        none = np.empty(0, np.int64)
        return Circles(x, y, none, np.zeros(1, np.int64), none.astype(np.int32), none.astype(np.bool_))
    tree = cKDTree(np.column_stack([x, y]))
    most_weight = np.inf if most_share is None or weight is None else most_share * float(np.sum(weight))
    weights = np.zeros(len(x)) if most_share is None or weight is None else np.asarray(weight, np.float64)
    parts = [
        _within(cells, steps, most_cells, weights, most_weight)
        for cells, steps in _nearest(tree, most_cells or len(x), np.inf if radius is None else radius)
    ]
    start = np.concatenate([[0], np.cumsum(np.concatenate([part[0] for part in parts]))])
    neighbour, closes = (np.concatenate([part[which] for part in parts]) for which in (1, 2))
    return Circles(x, y, np.asarray(tree.indices, np.int64), start, neighbour, closes)


def _nearest(tree: cKDTree, most_cells: int, radius: float) -> Iterator[tuple[Longs, Floats]]:
    """For each chunk of centres the neighbours by distance, one more than allowed; tree.n where there are no more."""
    reach = radius + SAME_METRES
    for first in range(0, tree.n, CHUNK):
        points = tree.data[tree.indices[first : first + CHUNK]]
        count = min(most_cells + 1, tree.n)
        if np.isfinite(radius):
            within = tree.query_ball_point(points, reach, return_length=True, workers=-1)
            count = min(count, int(np.max(within)))
        distance, cells = tree.query(points, np.arange(1, count + 1), distance_upper_bound=reach, workers=-1)
        yield np.asarray(cells, np.int64), np.asarray(distance, np.float64)


def _within(
    cells: Longs, distance: Floats, most_cells: int | None, weight: Floats, most_weight: float
) -> tuple[Longs, Ints, Flags]:
    """How many neighbours each centre keeps, which, and whether each closes its ring."""
    is_there = np.isfinite(distance)
    farther = np.ones(cells.shape, np.bool_)  # than the one before: begins a ring
    farther[:, 1:] = distance[:, 1:] > distance[:, :-1] + SAME_METRES
    ring = np.cumsum(farther, axis=1)
    order = np.lexsort((cells, ring), axis=1)
    cells = np.take_along_axis(cells, order, axis=1)
    closes = np.ones(cells.shape, np.bool_)
    closes[:, :-1] = farther[:, 1:] | ~is_there[:, 1:]
    held = np.cumsum(np.append(weight, 0.0)[cells], axis=1)
    rank = np.arange(1, cells.shape[1] + 1)
    allowed = closes & is_there & (held <= most_weight) & (rank <= (most_cells or cells.shape[1]))
    kept = np.max(np.where(allowed, rank, 0), axis=1)
    chosen = rank <= kept[:, None]
    return kept, cells[chosen].astype(np.int32), closes[chosen]
