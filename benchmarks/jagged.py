"""A city to measure places on: polygons that share jagged edges exactly, and points clustered as people live.

polygons(20_000)   Voronoi cells of a square of a degree, each side bent: 43 corners on average, all inside the square
points(10**6)      gathered round a thousand centres of uneven weight; a few lie outside every polygon
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from scipy.spatial import Voronoi

Floats = NDArray[np.float64]
WEST, SOUTH, WIDE = 120.0, 30.0, 1.0
BENDS = 6  # corners between the two ends of a side
BEND = 0.03  # how far from the side, of its length
SPREAD = 0.02


def polygons(count: int, *, seed: int = 1) -> NDArray[np.object_]:
    """So many valid polygons without gaps or overlaps, in an order of their own."""
    rng = np.random.default_rng(seed)
    seeds = rng.uniform(0, 1, (count, 2))
    around = [
        seeds * [1, 1],
        seeds * [-1, 1],
        seeds * [1, -1],
        [2, 0] - seeds * [1, -1],
        [0, 2] - seeds * [-1, 1],
    ]
    diagram = Voronoi(np.vstack(around))  # mirrored on every side, so that no cell reaches out of the square
    sides: dict[tuple[int, int], Floats] = {}
    rings = []
    for number in range(count):
        region = diagram.regions[diagram.point_region[number]]
        pairs = zip(region, region[1:] + region[:1], strict=True)
        rings.append(
            np.vstack([_side(diagram.vertices, one, other, sides, rng)[:-1] for one, other in pairs])
        )
    shapes = shapely.polygons([shapely.linearrings(WIDE * ring + [WEST, SOUTH]) for ring in rings])
    return np.asarray(shapes[shapely.is_valid(shapes)], dtype=object)


def _side(
    vertices: Floats, one: int, other: int, sides: dict[tuple[int, int], Floats], rng: np.random.Generator
) -> Floats:
    """The bent side from one vertex to another: the same corners for both polygons that share it."""
    low, high = min(one, other), max(one, other)
    if (low, high) not in sides:
        start, end = vertices[low], vertices[high]
        along = np.sort(rng.uniform(0.05, 0.95, BENDS))[:, None]
        aside = rng.normal(0, BEND, (BENDS, 1)) * np.array([end[1] - start[1], start[0] - end[0]])
        sides[low, high] = np.vstack([start, start + along * (end - start) + aside, end])
    return sides[low, high] if one == low else sides[low, high][::-1]


def points(count: int, *, seed: int = 2) -> pa.Table:
    """lon and lat of so many points."""
    rng = np.random.default_rng(seed)
    centres = rng.uniform(0.02, 0.98, (1000, 2))
    which = rng.choice(len(centres), count, p=rng.dirichlet(np.ones(len(centres))))
    spots = WIDE * (centres[which] + rng.normal(0, SPREAD, (count, 2))) + [WEST, SOUTH]
    return pa.table({"lon": np.ascontiguousarray(spots[:, 0]), "lat": np.ascontiguousarray(spots[:, 1])})
