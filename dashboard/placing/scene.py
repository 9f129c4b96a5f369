"""What the picture of one report shows: its grid, the grid it names, its point, and the areas beside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from dashboard.briefing.shape import Shapes
from dashboard.placing.frame import Frame, frame_around
from dashboard.suppress import Row

MOST_SPANS = 8


@dataclass(frozen=True)
class Scene:
    """What is drawn, in drawing units; a part that is not there, or not to be shown, is None."""

    own: BaseGeometry | None
    declared: BaseGeometry | None
    point: Point | None
    around: list[BaseGeometry]
    frame: Frame


def scene_of(row: Row, around: Shapes) -> Scene | None:
    """The scene of a report; None when no outline is known. around: outlines beside, in degrees."""
    own = _shape(row["area_wkb"])
    is_other = row["declared_code"] != row["area_code"]
    declared = _shape(row["declared_wkb"]) if is_other else None
    shapes = [shape for shape in (own, declared) if shape is not None]
    if not shapes:
        return None
    point = _point(row, shapes)
    frame = frame_around([*shapes, *([point] if point else [])])
    own, declared = (frame.drawn(shape) if shape else None for shape in (own, declared))
    at = frame.drawn(point) if point else None
    assert at is None or isinstance(at, Point)
    return Scene(own, declared, at, frame.shown(around), frame)


def _point(row: Row, shapes: list[BaseGeometry]) -> Point | None:
    """The report's own point; not one so far away that the outlines would be specks beside it."""
    lon, lat = row["lon"], row["lat"]
    if not isinstance(lon, float) or not isinstance(lat, float):
        return None
    point = Point(lon, lat)
    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object))
    span = max(east - west, north - south)
    return point if point.distance(shapely.box(west, south, east, north)) <= MOST_SPANS * span else None


def _shape(wkb: object) -> BaseGeometry | None:
    return shapely.from_wkb(wkb) if isinstance(wkb, bytes) else None
