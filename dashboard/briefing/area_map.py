"""The map: areas filled by band, the areas above them outlined and named. No tiles, no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import shapely
from markupsafe import Markup

from dashboard.briefing.shape import WIDTH, Shapes, path_data, project, read_shapes, simplify
from dashboard.briefing.svg import element, picture
from dashboard.suppress import Row
from grid.joined import join_shapes

MOST_CORNERS = 90_000  # half a megabyte of path data
TOLERANCES = (3.0, 8.0, 20.0, 50.0)
MOST_LABELS = 40


@dataclass(frozen=True)
class Shaped:
    """A drawing without words: path data of each area and outline, and where labels may stand."""

    height: int = 0
    areas: Sequence[tuple[str, str, str]] = ()  # name, band, path data
    outlines: Sequence[str] = ()
    points: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def shape_up(rows: Sequence[Row]) -> Shaped:
    """The drawing of brief_shape rows, simplified until it is light enough; the slow part, and it needs no words."""
    if not rows:
        return Shaped()
    shapes, height = project(read_shapes(rows))
    for tolerance in TOLERANCES:
        shapes = simplify(shapes, tolerance=tolerance)
        if shapely.get_num_coordinates(shapes).sum() <= MOST_CORNERS:
            break
    areas = [
        (str(row["name"]), str(row["band_code"]), path_data(shape))
        for row, shape in zip(rows, shapes, strict=True)
    ]
    above = _above(rows, shapes)
    return Shaped(
        height=height,
        areas=areas,
        outlines=[path_data(shape) for shape in above.values()],
        points=_points(above or _themselves(rows, shapes)),
    )


def draw_map(own: Shaped, *, names: Mapping[str, str], band_names: Mapping[str, str], label: str) -> Markup:
    """The picture; names: code → name of the areas outlined, or of those drawn when none is."""
    areas = Markup("").join(_area(*area, band_names) for area in own.areas)
    lines = [element("path", d=path, class_="outline") for path in own.outlines]
    labels = [
        element("text", names[code], x=x, y=y, class_="place")
        for code, (x, y) in own.points.items()
        if code in names
    ]
    return picture(
        _hatch(), areas, *lines, *labels, width=WIDTH, height=own.height, label=label, class_="map"
    )


def _area(name: str, band: str, path: str, band_names: Mapping[str, str]) -> Markup:
    return element("path", element("title", f"{name} {band_names.get(band, band)}"), d=path, class_=band)


def _above(rows: Sequence[Row], shapes: Shapes) -> dict[str, shapely.Geometry]:
    codes = [None if row["outline_code"] is None else str(row["outline_code"]) for row in rows]
    return join_shapes(shapes, codes)


def _themselves(rows: Sequence[Row], shapes: Shapes) -> dict[str, shapely.Geometry]:
    return {str(row["area_code"]): shape for row, shape in zip(rows, shapes, strict=True)}


def _points(shapes: Mapping[str, shapely.Geometry]) -> dict[str, tuple[int, int]]:
    """A point inside each; none where there are too many to be read."""
    if len(shapes) > MOST_LABELS:
        return {}
    points = {
        code: shapely.point_on_surface(shape) for code, shape in shapes.items() if not shapely.is_empty(shape)
    }
    return {code: (round(point.x), round(point.y)) for code, point in points.items()}


def _hatch() -> Markup:
    stroke = element("path", d="M0 0V28", class_="hatch")
    pattern = element(
        "pattern",
        stroke,
        id="unknown",
        width=28,
        height=28,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element("defs", pattern)
