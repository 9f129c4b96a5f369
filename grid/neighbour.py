"""Which areas touch, and which are nearest by metres: for signals, smoothing and shared kinds of trouble next door.

polygons            touching           2 nearest (metres between inner points)
0  a square         0: 1               0: 1 (1,113), 2 (2,226)
1  to its east      1: 0, 2            1: 0 (1,113), 2 (1,113)
2  to its east      2: 1               2: 1 (1,113), 0 (2,226)

Areas whose borders were drawn apart by less than APART_M touch all the same: real borders seldom meet to the digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import KDTree

from grid.boundary import Objects
from grid.gazetteer import Gazetteer
from grid.offset import Floats
from grid.polygon import SEMI_MAJOR_M, on_ellipsoid
from grid.shape import inner_points

APART_M = 5.0
KEPT = 4  # gazetteers whose neighbours are remembered: those an atlas keeps
METRES_PER_DEGREE = 111_320.0
Longs = NDArray[np.int64]


@dataclass(frozen=True)
class Touching:
    """For each area its neighbours, in order: `area[start[place] : start[place + 1]]`."""

    start: Longs
    area: Longs

    def of(self, place: int) -> list[int]:
        """The neighbours of one area."""
        return [int(each) for each in self.area[self.start[place] : self.start[place + 1]]]


@lru_cache(maxsize=KEPT)
def touching_areas(gazetteer: Gazetteer) -> Touching:
    """The neighbours of each area of a gazetteer, by place in its codes; worked out once while it is kept."""
    return touching(gazetteer.polygons.shapes)


@lru_cache(maxsize=KEPT)
def nearest_areas(gazetteer: Gazetteer, count: int) -> tuple[Longs, Floats]:
    """The nearest others of each area of a gazetteer and the metres, the same way."""
    return nearest(gazetteer.polygons.shapes, count=count)


def touching(shapes: Objects, *, apart_m: float = APART_M) -> Touching:
    """Areas that share a border or a corner, overlap, or lie no more than some metres apart; never an area with itself."""
    there = shapes[~shapely.is_empty(shapes)]
    stretch = np.cos(np.radians(shapely.bounds(there)[:, [1, 3]].mean())) if len(there) else 1.0
    flat = shapely.transform(shapes, lambda corners: corners * (METRES_PER_DEGREE * np.array([stretch, 1.0])))
    one, other = shapely.STRtree(flat).query(flat, predicate="dwithin", distance=apart_m)
    keep = one != other
    one, other = one[keep], other[keep]
    order = np.lexsort((other, one))
    start = np.searchsorted(one[order], np.arange(len(shapes) + 1))
    return Touching(start.astype(np.int64), other[order].astype(np.int64))


def nearest(shapes: Objects, *, count: int) -> tuple[Longs, Floats]:
    """For each area its nearest others by their inner points, and the metres; fewer others leave -1 and nan.

    Metres are straight through the Earth: 0.1 m less than over it at 20 km.
    """
    there = np.flatnonzero(~shapely.is_empty(shapes))
    places = np.full((len(shapes), count), -1, dtype=np.int64)
    metres = np.full((len(shapes), count), np.nan)
    wanted = min(count, len(there) - 1)
    if wanted < 1:
        return places, metres
    points = on_ellipsoid(*inner_points(shapes[there]))
    apart, which = (np.asarray(each) for each in KDTree(points).query(points, k=wanted + 1))
    for row, area in enumerate(there.tolist()):
        others = which[row] != row
        places[area, :wanted] = there[which[row][others][:wanted]]
        metres[area, :wanted] = apart[row][others][:wanted] * SEMI_MAJOR_M
    return places, metres
