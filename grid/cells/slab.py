"""Each polygon's edges by height, so that a ray to the east meets few of them.

a polygon 10 high with 40 edges  →  20 slabs half a unit high, each with the two or three edges that reach into it
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grid.cells.kernel import kernel
from grid.cells.orient import side

Bits = NDArray[np.uint64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
OUTSIDE, INSIDE, ON_EDGE = 0, 1, 2
EDGES_PER_SLAB = 2.0


class Slabs(NamedTuple):
    """low, scale: of each polygon, slab = (y − low) · scale. first: of each polygon, its slabs in `start`.

    start: of each slab, its edges. edges: x1, y1, x2, y2 with y1 ≤ y2, once for each slab an edge reaches.
    """

    low: Floats
    scale: Floats
    first: Ints
    start: Longs
    edges: Floats


@kernel
def where_in(polygon: int, x: float, y: float, slabs: Slabs) -> int:
    """Whether a point is inside a polygon, on its edge or outside: crossings of the ray to its east, by parity."""
    first = slabs.first[polygon]
    height = (y - slabs.low[polygon]) * slabs.scale[polygon]
    if not height > -1.0:
        return OUTSIDE
    slab = min(int(height), slabs.first[polygon + 1] - first - 1)
    is_in = False
    edges = slabs.edges
    for number in range(slabs.start[first + slab], slabs.start[first + slab + 1]):
        y1 = edges[number, 1]
        y2 = edges[number, 3]
        if y < y1 or y > y2:
            continue
        x1 = edges[number, 0]
        x2 = edges[number, 2]
        if x > x1 and x > x2:
            continue
        if y1 == y2:
            if x >= x1 or x >= x2:
                return ON_EDGE
            continue
        if x < x1 and x < x2:
            is_in ^= y < y2
            continue
        turned = side(x1, y1, x2, y2, x, y)
        if turned == 0.0:
            return ON_EDGE
        if turned > 0.0:
            is_in ^= y < y2
    return INSIDE if is_in else OUTSIDE


@kernel
def make_slabs(lines: Floats, polygon: Ints, count: int) -> Slabs:
    """The slabs of polygons from their edges: x1, y1, x2, y2 with y1 ≤ y2, and the polygon of each."""
    low, high, total = np.full(count, np.inf), np.full(count, -np.inf), np.zeros(count)
    for edge in range(len(lines)):
        place = polygon[edge]
        total[place] += 1
        low[place] = min(low[place], lines[edge, 1])
        high[place] = max(high[place], lines[edge, 3])
    first, scale = np.zeros(count + 1, np.int32), np.zeros(count)
    for place in range(count):
        is_tall = high[place] > low[place]
        slabs = max(1, int(total[place] / EDGES_PER_SLAB)) if is_tall else 1
        first[place + 1] = first[place] + slabs
        scale[place] = slabs / (high[place] - low[place]) if is_tall else 0.0
        if not total[place]:
            low[place] = np.nan
    start = np.zeros(first[count] + 1, np.int64)
    edges = np.zeros((0, 4))
    for is_filling in (False, True):
        if is_filling:
            start[1:] = np.cumsum(start[1:])
            edges = np.zeros((start[-1], 4))
            start[1:] = start[:-1].copy()
        for edge in range(len(lines)):
            place = polygon[edge]
            most = first[place + 1] - first[place] - 1
            lowest = min(int((lines[edge, 1] - low[place]) * scale[place]), most)
            highest = min(int((lines[edge, 3] - low[place]) * scale[place]), most)
            for slab in range(first[place] + lowest + 1, first[place] + highest + 2):
                if is_filling:
                    edges[start[slab]] = lines[edge]
                start[slab] += 1
    return Slabs(low, scale, first, start, edges)
