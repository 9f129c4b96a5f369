"""Ground between areas of one level that none of them holds: the holes of their union.

1 1 1
1 · 2     → gap (1, 2), the areas around it, the one with most of its corners first
2 2 2

A lake left out on purpose is a gap too: only a person can tell. Open slits at the outer edge are not found; one
that is open by less than a tenth of a millimetre, where two corners all but meet, counts as closed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from grid.boundary import Objects
from grid.faults.fault import Fault, Found
from grid.faults.piece import POLYGON, STEP_DEGREES, Flags, measure

NEAR_DEGREES = 1e-8  # about 1 mm: the union may move a crossing point by its rounding


def find_gaps(codes: Sequence[str], shapes: Objects, *, is_uneven: Flags, is_asked: Flags) -> Found:
    """Each hole that touches at least one area asked about."""
    holes = _holes(_union(shapes, is_uneven))
    around = _around(holes, shapes)
    is_near = np.array([bool(is_asked[places].any()) for places in around], dtype=bool)
    size = measure(holes)
    faults = [
        Fault(
            "gap",
            tuple(codes[one] for one in around[place]),
            km2=float(size.km2[place]),
            share=None,
            width_m=float(size.width_m[place]),
            lon=float(size.lon[place]),
            lat=float(size.lat[place]),
        )
        for place in np.flatnonzero(size.is_wide & is_near)
    ]
    return Found(tuple(faults), int((size.is_sliver & is_near).sum()))


def _union(shapes: Objects, is_uneven: Flags) -> shapely.Geometry:
    """The quick union of those whose edges match, which is wrong for others, then the exact one with the rest."""
    even = shapely.coverage_union_all(shapes[~is_uneven])
    return shapely.set_precision(shapely.union_all([even, *shapes[is_uneven]]), STEP_DEGREES)


def _holes(whole: shapely.Geometry) -> Objects:
    """The holes of a shape as polygons, without what lies in them: an island in a lake is no gap."""
    parts = shapely.get_parts(whole)
    parts = parts[shapely.get_type_id(parts) == POLYGON]
    rings, owner = shapely.get_rings(parts, return_index=True)
    is_inner = np.concatenate([[False], owner[1:] == owner[:-1]])[: len(rings)]
    holes = np.asarray(shapely.polygons(rings[is_inner]), dtype=object)
    hole, part = shapely.STRtree(parts).query(holes, predicate="contains")
    for place in np.unique(hole):
        holes[place] = shapely.difference(holes[place], shapely.union_all(parts[part[hole == place]]))
    return holes


def _around(holes: Objects, shapes: Objects) -> list[list[int]]:
    """The shapes each hole touches, the one at most of its corners first."""
    corners, owner = shapely.get_coordinates(holes, return_index=True)
    corners = np.unique(np.column_stack([owner, corners]), axis=0)  # a ring ends where it began
    owner, corners = corners[:, 0].astype(np.int64), corners[:, 1:]
    corner, shape = shapely.STRtree(shapes).query(
        shapely.points(corners), predicate="dwithin", distance=NEAR_DEGREES
    )
    pairs, counts = np.unique(np.column_stack([owner[corner], shape]), axis=0, return_counts=True)
    found: list[list[int]] = [[] for _ in holes]
    for place in np.lexsort((pairs[:, 1], -counts, pairs[:, 0])):
        found[int(pairs[place, 0])].append(int(pairs[place, 1]))
    return found
