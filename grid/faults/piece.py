"""How large and how wide the pieces of shapes are, in metres: what tells a fault from a sliver.

shape                          km2      width_m   is_wide   is_sliver
a square of 100 m              0.01     50        yes       no
a strip of 1000 m × 0.4 m      0        0.4       no        yes       counted only
two such strips and the square 0.01     50        yes       no        only the square is measured
a line, a point, nothing       0        0         no        no

width: twice the area over the perimeter, which is the width of a long strip and half that of a square.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from grid.boundary import Objects
from grid.faults.fault import NOISE_M, SLIVER_M
from grid.offset import Floats
from grid.shape import ECCENTRICITY_SQUARED, SEMI_MAJOR_KM, area_km2

POLYGON = 3
STEP_DEGREES = (
    1e-9  # 0.1 mm: what is thinner is closed up, so that a hair on a piece does not count as its edge
)
Index = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Measured:
    """One value per shape: its wide pieces together, and a point in the largest of them (NaN when there is none)."""

    km2: Floats
    width_m: Floats
    lon: Floats
    lat: Floats
    is_wide: Flags
    is_sliver: Flags


def measure(shapes: Objects) -> Measured:
    """The wide pieces of each shape, in CGCS2000 degrees."""
    count = len(shapes)
    pieces, owner = _pieces(shapes)
    size, width = area_km2(pieces), width_m(pieces)
    wide, thin = width >= SLIVER_M, (width >= NOISE_M) & (width < SLIVER_M)
    largest = _largest(owner[wide], size[wide], count)
    has = largest >= 0
    shown = pieces[wide][largest[has]]
    points = shapely.point_on_surface(shown)
    return Measured(
        km2=np.bincount(owner[wide], size[wide], count).astype(np.float64),
        width_m=_spread(width[wide][largest[has]], has),
        lon=_spread(shapely.get_x(points), has),
        lat=_spread(shapely.get_y(points), has),
        is_wide=has,
        is_sliver=(np.bincount(owner[thin], minlength=count) > 0) & ~has,
    )


def _pieces(shapes: Objects) -> tuple[Objects, Index]:
    """The polygons each shape is made of, and whose they are."""
    pieces, owner = shapely.get_parts(shapes, return_index=True)
    is_polygon = shapely.get_type_id(pieces) == POLYGON
    parts, place = shapely.get_parts(
        shapely.set_precision(pieces[is_polygon], STEP_DEGREES), return_index=True
    )
    return parts, owner[is_polygon][place]


def _spread(values: Floats, has: Flags) -> Floats:
    """The values in the places that have one, NaN in the others."""
    column = np.full(len(has), np.nan)
    column[has] = values
    return column


def _largest(owner: Index, size: Floats, count: int) -> Index:
    """The place of each owner's largest piece, -1 for none."""
    found = np.full(count, -1, dtype=np.int64)
    order = np.argsort(size, kind="stable")
    found[owner[order]] = order
    return found


def width_m(polygons: Objects) -> Floats:
    """Twice the area over the perimeter, holes included; 0 for a polygon without either."""
    around = _perimeter_m(polygons)
    return np.divide(
        2e6 * area_km2(polygons), around, out=np.zeros(len(polygons), dtype=np.float64), where=around > 0
    )


def _perimeter_m(polygons: Objects) -> Floats:
    """By the radii of the ellipsoid at the middle latitude of each polygon: within 0.1 % for shapes of a city's size."""
    corners, owner = shapely.get_coordinates(polygons, return_index=True)
    west, south, _, north = shapely.bounds(polygons).T
    middle = np.radians((south + north) / 2)
    rest = 1 - ECCENTRICITY_SQUARED * np.sin(middle) ** 2
    across = np.radians(1000 * SEMI_MAJOR_KM / np.sqrt(rest)) * np.cos(middle)
    along = np.radians(1000 * SEMI_MAJOR_KM * (1 - ECCENTRICITY_SQUARED) / rest**1.5)
    x, y = (corners[:, 0] - west[owner]) * across[owner], (corners[:, 1] - south[owner]) * along[owner]
    flat = shapely.set_coordinates(polygons.copy(), np.column_stack([x, y]))
    return np.asarray(shapely.length(flat), dtype=np.float64)


def wide_parts(shapes: Objects) -> Objects:
    """Each shape without its slivers, as a multipolygon; empty when nothing is left."""
    pieces, owner = _pieces(shapes)
    wide = width_m(pieces) >= SLIVER_M
    left = np.full(len(shapes), shapely.MultiPolygon(), dtype=object)
    if wide.any():
        shapely.multipolygons(pieces[wide], indices=owner[wide], out=left)
    return left
