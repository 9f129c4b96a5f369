"""Where a signal is, as a small map: its grids outlined as one, shaded by their matters, the neighbours around.

a red outline      all its grids, joined            darker red     more of its matters in that grid
grey lines         the neighbouring grids           a number       matters in the grid
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

import numpy as np
import shapely
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from dashboard.briefing.shape import path_data
from dashboard.briefing.svg import element
from dashboard.placing.frame import HEIGHT, WIDTH, Frame, frame_around
from dashboard.suppress import Row

GROUND, PLAIN, EDGE, RED = "#f3f5f7", "#ffffff", "#c9d1da", "#c23b33"
PALEST, DEEPEST = 0.10, 0.62
LEAST_UNITS = 110  # a grid narrower than this has no room for its number
LARGEST_NUMBER = 170
OUTWARD = 1.45  # how much wider than the signal the frame is


def signal_picture(rows: Sequence[Row]) -> str | None:
    """The map as an address for an image, from rows of page_signal_shape; None when no outline is known."""
    own = [row for row in rows if row["is_own"]]
    if not own:
        return None
    shapes = {str(row["area_code"]): _shape(row) for row in rows}
    inside = [shapes[str(row["area_code"])] for row in own]
    frame = _frame(inside)
    beside = [shape for code, shape in shapes.items() if code not in {str(row["area_code"]) for row in own}]
    drawing = element(
        "svg",
        element("rect", width=WIDTH, height=HEIGHT, fill=GROUND),
        *[_area(shape, PLAIN, 1.0) for shape in frame.shown(np.array(beside, dtype=object))],
        *_shaded(own, shapes, frame),
        element(
            "path",
            d=path_data(frame.drawn(shapely.union_all(inside))),
            fill="none",
            stroke=RED,
            stroke_width=26,
            stroke_linejoin="round",
        ),
        *_numbers(own, shapes, frame),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        font_family="Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif",
    )
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


def _shape(row: Row) -> BaseGeometry:
    shape = row["shape_wkb"]
    assert isinstance(shape, bytes)
    return shapely.from_wkb(shape)


def _frame(inside: list[BaseGeometry]) -> Frame:
    tight = frame_around(inside)
    return Frame(tight.lon, tight.lat, tight.units_per_metre / OUTWARD)


def _area(shape: BaseGeometry, fill: str, opacity: float) -> Markup:
    return element("path", d=path_data(shape), fill=fill, fill_opacity=opacity, stroke=EDGE, stroke_width=10)


def _count(row: Row) -> int:
    return int(str(row["matter_count"] or 0))


def _shaded(own: Sequence[Row], shapes: dict[str, BaseGeometry], frame: Frame) -> list[Markup]:
    most = max(*(_count(row) for row in own), 1)
    drawn = []
    for row in own:
        shape = frame.drawn(shapes[str(row["area_code"])])
        drawn.append(_area(shape, "#ffffff", 1.0))
        share = _count(row) / most
        drawn.append(_area(shape, RED, PALEST + (DEEPEST - PALEST) * share if share else 0.04))
    return drawn


def _numbers(own: Sequence[Row], shapes: dict[str, BaseGeometry], frame: Frame) -> list[Markup]:
    """The matters of each grid with room for the number."""
    written = []
    for row in own:
        shape = frame.drawn(shapes[str(row["area_code"])])
        west, south, east, north = shape.bounds
        room = min(east - west, north - south)
        if _count(row) and room >= LEAST_UNITS:
            at, size = shape.representative_point(), min(room * 0.6, LARGEST_NUMBER)
            text = {"font_size": size, "text_anchor": "middle", "font_weight": 700, "fill": "#5b1712"}
            written.append(element("text", str(_count(row)), x=at.x, y=at.y + size * 0.35, **text))
    return written
