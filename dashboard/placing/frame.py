"""A frame around shapes in degrees, and the way from degrees into it.

frame_around([grid, point])      the frame that holds them with a margin, y downwards
frame.drawn(grid)                the grid in drawing units, its corners thinned to what can be seen

Equirectangular about the middle: over a county the error is below the width of a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from dashboard.briefing.shape import Shapes

WIDTH, HEIGHT, MARGIN = 3200, 2100, 280
METRES_PER_DEGREE = 111_195.0
LEAST_METRES = 40.0  # a frame is never narrower, so that a point alone has a scale
SEEN = 8.0  # drawing units; less cannot be seen


@dataclass(frozen=True)
class Frame:
    """The middle of the frame in degrees, and its scale."""

    lon: float
    lat: float
    units_per_metre: float

    def drawn(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape in drawing units."""
        return shapely.simplify(shapely.transform(shape, self._placed), SEEN)

    def shown(self, shapes: Shapes) -> list[BaseGeometry]:
        """Those of the shapes that reach into the frame, in drawing units."""
        east, north = (side / 2 / self.units_per_metre for side in (WIDTH, HEIGHT))
        wide, tall = east / _metres_east(self.lat), north / METRES_PER_DEGREE
        edge = box(self.lon - wide, self.lat - tall, self.lon + wide, self.lat + tall)
        return [self.drawn(shape) for shape in shapes[shapely.intersects(shapes, edge)]]

    def round_metres(self) -> float:
        """The longest of 1, 2, 5, 10, 20 … metres that takes no more than a quarter of the width."""
        most = WIDTH / 4 / self.units_per_metre
        step = 10.0 ** np.floor(np.log10(most))
        return float(max(step * times for times in (1, 2, 5) if step * times <= most))

    def _placed(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        east = (lonlat[:, 0] - self.lon) * _metres_east(self.lat)
        north = (lonlat[:, 1] - self.lat) * METRES_PER_DEGREE
        return np.column_stack(
            [WIDTH / 2 + east * self.units_per_metre, HEIGHT / 2 - north * self.units_per_metre]
        )


def frame_around(shapes: Sequence[BaseGeometry]) -> Frame:
    """The frame that holds all the shapes."""
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(np.array(shapes, dtype=object)))
    lat = (south + north) / 2
    wide = max((east - west) * _metres_east(lat), LEAST_METRES)
    tall = max((north - south) * METRES_PER_DEGREE, LEAST_METRES)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / tall)
    return Frame((west + east) / 2, lat, scale)


def _metres_east(lat: float) -> float:
    return float(METRES_PER_DEGREE * np.cos(np.radians(lat)))
