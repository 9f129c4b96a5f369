"""Shapes made valid and measured: longitude and latitude in CGCS2000 degrees, areas in square kilometres.

a bow-tie     →  two triangles, joined as one multipolygon
a spike       →  the ring without it
a flat ring   →  nothing: an empty polygon
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from grid.boundary import Objects
from grid.offset import Floats, Pair

SEMI_MAJOR_KM = 6378.137  # CGCS2000 and WGS 84
ECCENTRICITY_SQUARED = 0.00669438002290  # GB 33187, CGCS2000
POLYGONAL = (3, 6)  # shapely type ids of Polygon and MultiPolygon


def made_valid(shapes: Objects) -> Objects:
    """Each invalid polygon as the valid polygon or multipolygon it encloses; valid ones are returned as they are."""
    broken = ~shapely.is_valid(shapes)
    mended = shapes.copy()
    for place in np.flatnonzero(broken):
        mended[place] = _polygonal_part(
            shapely.make_valid(shapes[place], method="structure", keep_collapsed=False)
        )
    return mended


def _polygonal_part(shape: shapely.Geometry) -> shapely.Geometry:
    if shapely.get_type_id(shape) in POLYGONAL:
        return shape
    parts = [part for part in shapely.get_parts(shape) if shapely.get_type_id(part) in POLYGONAL]
    return shapely.union_all(parts) if parts else shapely.Polygon()


def is_on_earth(shapes: Objects) -> NDArray[np.bool_]:
    """Whether every corner has a longitude within ±180 and a latitude within ±90."""
    west, south, east, north = shapely.bounds(shapes).T
    inside: NDArray[np.bool_] = (west >= -180) & (east <= 180) & (south >= -90) & (north <= 90)
    return inside & _is_all_finite(shapes)


def _is_all_finite(shapes: Objects) -> NDArray[np.bool_]:
    corners, owner = shapely.get_coordinates(shapes, return_index=True)
    is_bad = ~np.isfinite(corners).all(axis=1)
    return np.asarray(np.bincount(owner[is_bad], minlength=len(shapes)) == 0)


def area_km2(shapes: Objects) -> Floats:
    """Size on the ellipsoid, by an equal-area projection (Snyder 1987, 10-15 and 3-12); 0 for an empty shape."""
    flat = shapely.transform(shapes, lambda corners: np.column_stack(_equal_area(*corners.T)))
    return np.asarray(shapely.area(flat), dtype=np.float64)


def _equal_area(lon: Floats, lat: Floats) -> Pair:
    e = np.sqrt(ECCENTRICITY_SQUARED)
    sine = np.sin(np.radians(lat))
    q = (1 - e**2) * (sine / (1 - (e * sine) ** 2) + np.arctanh(e * sine) / e)
    return SEMI_MAJOR_KM * np.radians(lon), SEMI_MAJOR_KM * q / 2


def inner_points(shapes: Objects) -> Pair:
    """A point surely inside each shape: longitude and latitude."""
    points = shapely.point_on_surface(shapes)
    return shapely.get_x(points), shapely.get_y(points)
