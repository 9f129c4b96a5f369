"""Which polygon each point is in, and the nearest one for a point that is in none.

polygons, sorted by area code           points      find_polygon   find_nearest
0  990101001   a square                 inside 0    0              –
1  990101002   the square to its east   shared edge 0 and 1 → 0    –
                                        outside     -1             (1, 37.5 m)

Rule for a point on a shared edge or in an overlap: the polygon with the smallest area code, in every order of points
and polygons. A point on an outer edge is inside. GEOS's predicates are exact in double precision.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from grid.boundary import Objects
from grid.offset import Floats

if TYPE_CHECKING:
    from grid.cellindex import CellIndex

Index = NDArray[np.int64]
NOWHERE = -1
MANY_POINTS = 50_000
SEMI_MAJOR_M = 6378137.0
ECCENTRICITY = 0.0818191910428


class PolygonSearch:
    """The polygons of one level, ready to be asked; they come sorted by area code."""

    def __init__(self, shapes: Objects, *, kept_in: Path | None = None) -> None:
        """kept_in: the folder where cell indexes are kept."""
        self._shapes = shapes
        self._kept_in = kept_in
        self._cells: CellIndex | None = None
        self._asked = 0
        self._tree = shapely.STRtree(shapes)
        shapely.prepare(shapes)

    @property
    def shapes(self) -> Objects:
        """The polygons, in their order."""
        return self._shapes

    def find_polygon(self, lon: Floats, lat: Floats) -> Index:
        """The place of the polygon each point is in, -1 when in none; degrees, NaN is in none.

        Many points are asked of a cell index, a few of a tree, which needs no building; both answer exactly the same.
        Points of earlier calls count: a long file comes in lots.
        """
        self._asked += len(lon)
        if self._asked >= MANY_POINTS or self._cells is not None:
            return self._cell_index().find(lon, lat).astype(np.int64)
        return self._by_tree(lon, lat)

    def _cell_index(self) -> CellIndex:
        if self._cells is None:
            from grid.cells.kept import open_cell_index

            self._cells = open_cell_index(self._shapes, self._kept_in)
        return self._cells

    def _by_tree(self, lon: Floats, lat: Floats) -> Index:
        found = np.full(len(lon), len(self._shapes), dtype=np.int64)
        point, polygon = self._tree.query(shapely.points(lon, lat))
        is_in = shapely.intersects_xy(self._shapes[polygon], lon[point], lat[point])
        np.minimum.at(found, point[is_in], polygon[is_in])
        found[found == len(self._shapes)] = NOWHERE
        return found

    def find_nearest(self, lon: Floats, lat: Floats) -> tuple[Index, Floats]:
        """The nearest polygon and the metres to it (within 1 % up to 100 km); -1 and NaN when there are no polygons."""
        found = np.full(len(lon), len(self._shapes), dtype=np.int64)
        metres = np.full(len(lon), np.nan)
        points = shapely.points(*_mercator(lon, lat))
        (point, polygon), apart = self._conformal_tree.query_nearest(points, return_distance=True)
        np.minimum.at(found, point, polygon)
        metres[point] = apart * _metres_per_radian(lat[point])
        found[found == len(self._shapes)] = NOWHERE
        return found, metres

    def metres_to(self, places: Index, lon: Floats, lat: Floats) -> Floats:
        """The metres from each point to the polygon at its place, 0 inside and on its edge (within 1 % up to 100 km)."""
        flat = self._conformal_tree.geometries[places]
        metres = shapely.distance(flat, shapely.points(*_mercator(lon, lat))) * _metres_per_radian(lat)
        return np.where(shapely.intersects_xy(self._shapes[places], lon, lat), 0.0, metres)

    @cached_property
    def _conformal_tree(self) -> shapely.STRtree:
        """The polygons in ellipsoidal Mercator, where near distances keep their order in every direction."""
        flat = shapely.transform(self._shapes, lambda corners: np.column_stack(_mercator(*corners.T)))
        return shapely.STRtree(flat)


def _mercator(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    phi = np.radians(np.clip(lat, -89.9, 89.9))
    sine = np.sin(phi)
    return np.radians(lon), np.arctanh(sine) - ECCENTRICITY * np.arctanh(ECCENTRICITY * sine)


def _metres_per_radian(lat: Floats) -> Floats:
    phi = np.radians(lat)
    return SEMI_MAJOR_M * np.cos(phi) / np.sqrt(1 - (ECCENTRICITY * np.sin(phi)) ** 2)


def on_ellipsoid(lon: Floats, lat: Floats) -> Floats:
    """Points of the Earth's surface in space, in semi-major axes: near distances are metres over SEMI_MAJOR_M."""
    phi, around = np.radians(lat), np.radians(lon)
    bend = 1 / np.sqrt(1 - (ECCENTRICITY * np.sin(phi)) ** 2)
    across = bend * np.cos(phi)
    up = bend * (1 - ECCENTRICITY**2) * np.sin(phi)
    return np.column_stack([across * np.cos(around), across * np.sin(around), up])
