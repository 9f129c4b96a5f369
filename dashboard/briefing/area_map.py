"""The map: areas filled by band, the areas above them outlined and named. No tiles, no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import shapely
from markupsafe import Markup

from dashboard.briefing.shape import WIDTH, Shapes, outlines, path_data, project, read_shapes, simplify
from dashboard.briefing.svg import element, picture
from dashboard.suppress import Row

MOST_CORNERS = 90_000  # half a megabyte of path data
TOLERANCES = (3.0, 8.0, 20.0, 50.0)
MOST_LABELS = 40


def draw_map(
    rows: Sequence[Row], *, names: Mapping[str, str], band_names: Mapping[str, str], label: str
) -> Markup:
    """The drawing of brief_shape rows; names: code → name of the areas outlined, or of those drawn when none is."""
    shapes, height = project(read_shapes(rows))
    for tolerance in TOLERANCES:
        shapes = simplify(shapes, tolerance=tolerance)
        if shapely.get_num_coordinates(shapes).sum() <= MOST_CORNERS:
            break
    areas = Markup("").join(_area(row, shape, band_names) for row, shape in zip(rows, shapes, strict=True))
    above = _above(rows, shapes)
    lines = [element("path", d=path_data(shape), class_="outline") for shape in above.values()]
    labels = _labels(above or _themselves(rows, shapes), names)
    return picture(_hatch(), areas, *lines, *labels, width=WIDTH, height=height, label=label, class_="map")


def _area(row: Row, shape: shapely.Geometry, band_names: Mapping[str, str]) -> Markup:
    band = str(row["band_code"])
    return element(
        "path",
        element("title", f"{row['name']} {band_names.get(band, band)}"),
        d=path_data(shape),
        class_=band,
    )


def _above(rows: Sequence[Row], shapes: Shapes) -> dict[str, shapely.Geometry]:
    codes = [None if row["outline_code"] is None else str(row["outline_code"]) for row in rows]
    return outlines(shapes, codes)


def _themselves(rows: Sequence[Row], shapes: Shapes) -> dict[str, shapely.Geometry]:
    return {str(row["area_code"]): shape for row, shape in zip(rows, shapes, strict=True)}


def _labels(shapes: Mapping[str, shapely.Geometry], names: Mapping[str, str]) -> list[Markup]:
    if len(shapes) > MOST_LABELS:
        return []
    points = {
        code: shapely.point_on_surface(shape) for code, shape in shapes.items() if not shapely.is_empty(shape)
    }
    return [
        element("text", names[code], x=round(point.x), y=round(point.y), class_="place")
        for code, point in points.items()
        if code in names
    ]


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
