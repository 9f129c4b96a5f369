"""A slow twin of the cell index in rational numbers: each point asked of each polygon, without any rounding.

first_holding([<square>, <the square to its east>], 1.0, 0.5)  →  0: on the edge of both, the first holds it
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np
import shapely

Point = tuple[Fraction, Fraction]


def first_holding(shapes: Sequence[shapely.Geometry], x: float, y: float) -> int:
    """The place of the first polygon that holds a point, edges included; -1 for none."""
    at = (Fraction(x), Fraction(y))
    return next((place for place, shape in enumerate(shapes) if holds(shape, at)), -1)


def holds(shape: shapely.Geometry, at: Point) -> bool:
    """Whether a point is in a polygon or on its edge, by the parity of a ray's crossings."""
    is_in = False
    for one, other in _edges(shape):
        if _is_on(one, other, at):
            return True
        if (one[1] > at[1]) != (other[1] > at[1]):
            cut = one[0] + (at[1] - one[1]) * (other[0] - one[0]) / (other[1] - one[1])
            is_in ^= at[0] < cut
    return is_in


def _edges(shape: shapely.Geometry) -> Iterator[tuple[Point, Point]]:
    for ring in shapely.get_rings(shapely.get_parts(shape)):
        corners = [(Fraction(x), Fraction(y)) for x, y in shapely.get_coordinates(ring).tolist()]
        yield from itertools.pairwise(corners)


def _is_on(one: Point, other: Point, at: Point) -> bool:
    turned = (other[0] - one[0]) * (at[1] - one[1]) - (other[1] - one[1]) * (at[0] - one[0])
    return (
        turned == 0
        and min(one[0], other[0]) <= at[0] <= max(one[0], other[0])
        and min(one[1], other[1]) <= at[1] <= max(one[1], other[1])
    )


def jagged_tiles(count: int, *, seed: int, between: int = 3) -> np.ndarray:
    """Tiles of the unit square that share their jagged edges exactly: Voronoi cells with bent edges, clipped to none."""
    rng = np.random.default_rng(seed)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(
            shapely.multipoints(rng.uniform(0, 1, (count, 2))), extend_to=shapely.box(0, 0, 1, 1)
        )
    )
    bent: dict[tuple[float, ...], np.ndarray] = {}

    def edge(start: np.ndarray, end: np.ndarray) -> np.ndarray:
        key = tuple(sorted((tuple(start), tuple(end))))
        if key not in bent:
            low, high = (np.array(corner) for corner in key)
            along = np.sort(rng.uniform(0.1, 0.9, between))[:, None]
            aside = rng.normal(0, 0.02, (between, 1)) * (high - low)[::-1] * [1, -1]
            bent[key] = np.vstack([low, low + along * (high - low) + aside, high])
        return bent[key] if tuple(start) == tuple(bent[key][0]) else bent[key][::-1]

    rings = [shapely.get_coordinates(cell) for cell in cells]
    tiles = [
        shapely.Polygon(np.vstack([edge(a, b)[:-1] for a, b in itertools.pairwise(ring)])) for ring in rings
    ]
    return np.array([tile for tile in tiles if tile.is_valid] + [None], dtype=object)[:-1]
