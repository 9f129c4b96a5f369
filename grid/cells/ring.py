"""Polygons taken apart: the corners of their rings, and their edges, each with its polygon.

a square  →  4 edges, each from its lower end to its upper      two squares side by side  →  8, of which 2 are one another's
"""

from __future__ import annotations

import numpy as np
import shapely

from grid.boundary import Objects
from grid.cells.slab import Bools, Floats, Ints, Longs


def rings_of(shapes: Objects) -> tuple[Floats, Longs, Ints]:
    """Corners of all rings, where each ring begins, and the polygon each ring is of."""
    parts, of_part = shapely.get_parts(shapes, return_index=True)
    rings, of_ring = shapely.get_rings(parts, return_index=True)
    corners, of_corner = shapely.get_coordinates(rings, return_index=True)
    start = np.searchsorted(of_corner, np.arange(len(rings) + 1))
    return corners, start.astype(np.int64), of_part[of_ring].astype(np.int32)


def edges_of(corners: Floats, ring_start: Longs, ring_polygon: Ints) -> tuple[Floats, Ints, Bools]:
    """x1, y1 ≤ x2, y2 of every edge, its polygon, and whether exactly one other runs along it, the other way."""
    lines = np.hstack([corners[:-1], corners[1:]])
    polygon = np.repeat(ring_polygon, np.diff(ring_start))[:-1]
    is_edge = np.ones(len(lines), dtype=bool)
    is_edge[ring_start[1:-1] - 1] = False
    lines, polygon = lines[is_edge], polygon[is_edge]
    lines, polygon = (
        lines[(lines[:, :2] != lines[:, 2:]).any(axis=1)],
        polygon[(lines[:, :2] != lines[:, 2:]).any(axis=1)],
    )
    is_down = (lines[:, 1] > lines[:, 3]) | ((lines[:, 1] == lines[:, 3]) & (lines[:, 0] > lines[:, 2]))
    lines[is_down] = lines[is_down][:, [2, 3, 0, 1]]
    return lines, polygon, _is_shared(lines, is_down)


def _is_shared(lines: Floats, is_down: Bools) -> Bools:
    order = np.lexsort(lines.T)
    is_new = np.ones(len(lines), dtype=bool)
    is_new[1:] = (lines[order[1:]] != lines[order[:-1]]).any(axis=1)
    group = np.cumsum(is_new) - 1
    count = np.bincount(group)
    downs = np.bincount(group, weights=is_down[order])
    shared = np.zeros(len(lines), dtype=bool)
    shared[order] = ((count == 2) & (downs == 1))[group]
    return shared
