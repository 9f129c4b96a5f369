"""The shapes of one level inside one area, simplified once and kept until a boundary changes.

atlas.sheet(view, board, "town", "990101000000") → Sheet(packed=…, bounds=(w, s, e, n), codes=[…])
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.account_row import Scope
from dashboard.board.board import Board
from dashboard.board.ground import LEVELS
from dashboard.read import View
from dashboard.suppress import Row
from dashboard.web.arcs import Topology, topology
from dashboard.web.sheet import Sheet, make_sheet

SHEET_WIDTH_PIXELS = 2000  # a corner is dropped when it moves an edge by less than half of one of these
MOST_KEPT = 400
MOST_LEVELS = 8  # whose boundaries wait as they are stored: 20,000 grids are about 20 MB


@dataclass(frozen=True)
class Shapes:
    """Areas of one level inside a focus, in the order of codes."""

    codes: list[str]
    names: list[str]
    inner: list[tuple[float, float]]
    drawn: Topology


class Atlas:
    """Sheets already drawn, by level, area, what the viewer is confined to and the boundaries' stamp."""

    def __init__(self) -> None:
        self._sheets: OrderedDict[tuple[str, str, Scope, str], Sheet | None] = OrderedDict()
        self._stored: OrderedDict[tuple[str, Scope, str], list[Row]] = OrderedDict()
        self._lock = threading.Lock()

    def sheet(self, view: View, board: Board, level: str, focus: str) -> Sheet | None:
        """The sheet of a level inside an area ('' for everywhere); None when it has no shapes."""
        key = (level, focus, view.viewer.scope, _stamp(view, board))
        with self._lock:
            if key not in self._sheets:
                while len(self._sheets) >= MOST_KEPT:
                    self._sheets.popitem(last=False)
                self._sheets[key] = _draw(self._shapes(view, board, level, focus))
            return self._sheets[key]

    def _shapes(self, view: View, board: Board, level: str, focus: str) -> Shapes | None:
        """Boundaries of the level itself, else those of the finest level joined."""
        own = _read(self._inside(view, board, level, focus))
        if own:
            return own
        finest = next((name for name in reversed(LEVELS) if board.ground.present(focus).get(name)), level)
        below = _read(self._inside(view, board, finest, focus))
        return _joined(board, level, below) if below and level in board.ground.up else None

    def _inside(self, view: View, board: Board, level: str, focus: str) -> list[Row]:
        """The boundaries of a level inside an area: of a level read once, for every area of a large site is asked for."""
        key = (level, view.viewer.scope, _stamp(view, board))
        if key not in self._stored:
            while len(self._stored) >= MOST_LEVELS:
                self._stored.popitem(last=False)
            self._stored[key] = view.rows("page_boundary", level=level)
        rows, number, inside = self._stored[key], board.ground.number, board.ground.inside(focus)
        return [row for row in rows if not focus or _is_in(inside, number.get(str(row["area_code"])))]


def _is_in(inside: NDArray[np.bool_], number: int | None) -> bool:
    return number is not None and bool(inside[number])


def _stamp(view: View, board: Board) -> str:
    """Read once a refresh: the areas counted in are those of the refresh too."""
    return board.once("boundaries", lambda: str(view.rows("page_boundary_stamp")[0]["stamp"]))


def _read(rows: list[Row]) -> Shapes | None:
    shapes = [_polygons(shape) for shape in shapely.from_wkb([row["shape_wkb"] for row in rows])]
    kept = [at for at, shape in enumerate(shapes) if not shape.is_empty]
    if not kept:
        return None
    some = [shapes[at] for at in kept]
    codes, names = ([str(rows[at][name]) for at in kept] for name in ("area_code", "name"))
    inner = [(float(str(rows[at]["inner_lon"])), float(str(rows[at]["inner_lat"]))) for at in kept]
    return Shapes(codes, names, inner, topology(some, step=_step(some)))


def _joined(board: Board, level: str, below: Shapes) -> Shapes:
    ground = board.ground
    parts: dict[int, list[int]] = {}
    for at, code in enumerate(below.codes):
        if code in ground.number:
            parts.setdefault(int(ground.up[level][ground.number[code]]), []).append(at)
    numbers = sorted(number for number in parts if number >= 0)
    drawn = below.drawn.merged([parts[number] for number in numbers])
    points = shapely.point_on_surface(shapely.make_valid(np.array(drawn.geometries(), dtype=object)))
    return Shapes(
        [ground.codes[number] for number in numbers],
        [ground.names[number] for number in numbers],
        list(zip(shapely.get_x(points).tolist(), shapely.get_y(points).tolist(), strict=True)),
        drawn,
    )


def _step(shapes: list[BaseGeometry]) -> float:
    west, south, east, north = shapely.total_bounds(shapes)
    return float(max(east - west, north - south) / SHEET_WIDTH_PIXELS / 2)


def _draw(found: Shapes | None) -> Sheet | None:
    if found is None or not found.codes:
        return None
    return make_sheet(found.codes, found.names, found.drawn, found.inner)


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    """Only what has an inside."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    return shapely.MultiPolygon([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])
