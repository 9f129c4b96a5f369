"""The shapes of one level inside one area, simplified once and kept until a boundary changes.

atlas.sheet(view, "town", "990101000000") → Sheet(body=b'{"type":"FeatureCollection",…', bounds=(w, s, e, n), …)
"""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from dashboard.account_row import Scope
from dashboard.read import View
from dashboard.suppress import Row

LEVELS = ("province", "prefecture", "county", "town", "community", "grid")
SHEET_WIDTH_PIXELS = 2000  # a corner is dropped when it moves an edge by less than one of these
MOST_KEPT = 400

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """One level of one area: its GeoJSON, where it lies, and where to write each area's name."""

    body: bytes
    etag: str
    bounds: Bounds
    inner_points: dict[str, tuple[float, float]]


class Atlas:
    """Sheets already drawn, by level, area, what the viewer is confined to and the boundaries' stamp."""

    def __init__(self) -> None:
        self._sheets: dict[tuple[str, str, Scope, str], Sheet | None] = {}
        self._lock = threading.Lock()

    def sheet(self, view: View, level: str, focus: str) -> Sheet | None:
        """The sheet of a level inside an area ('' for everywhere); None when it has no shapes."""
        stamp = str(view.rows("page_boundary_stamp")[0]["stamp"])
        key = (level, focus, view.viewer.scope, stamp)
        with self._lock:
            if key not in self._sheets:
                if len(self._sheets) >= MOST_KEPT:
                    self._sheets.clear()
                self._sheets[key] = _draw(_shapes(view, level, focus))
            return self._sheets[key]


def _shapes(view: View, level: str, focus: str) -> list[Row]:
    """Boundaries of the level itself, else those of the finest level to be joined."""
    rows = view.rows("page_boundary", level=level, focus=focus)
    if rows:
        return rows
    present = {row["level_code"] for row in view.rows("page_level", focus=focus)}
    finest = next((name for name in reversed(LEVELS) if name in present), level)
    return view.rows("page_boundary_below", level=level, finest=finest, focus=focus)


def _draw(rows: list[Row]) -> Sheet | None:
    if not rows:
        return None
    names = {str(row["area_code"]): str(row["name"]) for row in rows}
    shapes = dict(zip(names, _simplified(_joined(rows, list(names))), strict=True))
    features = [_feature(code, names[code], shape) for code, shape in shapes.items()]
    body = json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":")
    ).encode()
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(list(shapes.values())))
    points = {code: shape.representative_point() for code, shape in shapes.items()}
    inner = {code: (point.x, point.y) for code, point in points.items()}
    return Sheet(body, hashlib.sha256(body).hexdigest()[:20], (west, south, east, north), inner)


def _joined(rows: list[Row], codes: list[str]) -> list[BaseGeometry]:
    parts: dict[str, list[BaseGeometry]] = {code: [] for code in codes}
    for row in rows:
        shape = row["shape_wkb"]
        assert isinstance(shape, bytes)
        parts[str(row["area_code"])].append(shapely.from_wkb(shape))
    return [shapes[0] if len(shapes) == 1 else shapely.union_all(shapes) for shapes in parts.values()]


def _simplified(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """Fewer corners, with neighbours kept edge to edge; shapes that overlap are simplified one by one."""
    west, south, east, north = shapely.total_bounds(shapes)
    step = max(east - west, north - south) / SHEET_WIDTH_PIXELS
    whole = np.array(shapes, dtype=object)
    if shapely.coverage_is_valid(whole):
        return list(shapely.coverage_simplify(whole, step))
    return list(shapely.simplify(whole, step / 2))


def _feature(code: str, name: str, shape: BaseGeometry) -> dict[str, object]:
    rounded = shapely.transform(shape, lambda corners: np.round(corners, 5))
    return {"type": "Feature", "id": code, "properties": {"name": name}, "geometry": mapping(rounded)}
