"""Boundaries made fit for a small drawing: projected, simplified together, on whole numbers.

Equirectangular, longitudes shortened by the cosine of the middle latitude: within a county the error is far below
the width of a line.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.suppress import Row

WIDTH = 4000
TALLEST = 1.25
Shapes = NDArray[np.object_]


def project(shapes: Shapes) -> tuple[Shapes, int]:
    """The shapes in drawing units, y downwards, and the height of the drawing."""
    west, south, east, north = shapely.total_bounds(shapes)
    shorter = float(np.cos(np.radians((south + north) / 2)))
    wide, tall = max((east - west) * shorter, 1e-9), max(north - south, 1e-9)
    scale = min(WIDTH / wide, WIDTH * TALLEST / tall)
    left = (WIDTH - wide * scale) / 2

    def placed(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        x = left + (lonlat[:, 0] - west) * shorter * scale
        return np.column_stack([x, (north - lonlat[:, 1]) * scale])

    return shapely.transform(shapes, placed), max(1, round(tall * scale))


def simplify(shapes: Shapes, *, tolerance: float) -> Shapes:
    """Fewer corners, shared edges still shared."""
    return shapely.coverage_simplify(shapes, tolerance)


def read_shapes(rows: Sequence[Row]) -> Shapes:
    """The shapes of brief_shape rows."""
    return shapely.from_wkb(np.array([row["shape_wkb"] for row in rows], dtype=object))


def path_data(shape: shapely.Geometry) -> str:
    """The outline of a shape as SVG path data in whole numbers, relative moves."""
    return "".join(_ring(shapely.get_coordinates(ring)) for ring in _rings(shape))


def _rings(shape: shapely.Geometry) -> list[shapely.Geometry]:
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]


def _ring(xy: NDArray[np.float64]) -> str:
    corners = np.rint(xy).astype(int)
    kept = np.concatenate([[True], np.any(np.diff(corners, axis=0) != 0, axis=1)])
    corners = corners[kept]
    if len(corners) < 4:
        return ""
    start, moves = corners[0], np.diff(corners, axis=0)[:-1].tolist()
    return f"M{start[0]} {start[1]}l" + " ".join([f"{x} {y}" for x, y in moves]).replace(" -", "-") + "z"
