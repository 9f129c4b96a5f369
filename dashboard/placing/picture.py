"""Where one report was placed, as a small picture: its grid, its point, the grid it names and how far that is.

a green outline          the grid it is in            an orange dashed outline   the grid it names
a red dot                its point                    a dashed line, 1.2 公里     from the point to what it is measured to
a grey cross             a point that was not used

A report whose point is not kept (a home's) or that has none shows its grid alone.
"""

from __future__ import annotations

from base64 import b64encode

import shapely
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from dashboard.briefing.shape import Shapes, path_data
from dashboard.briefing.svg import element
from dashboard.placing.frame import HEIGHT, WIDTH, Frame
from dashboard.placing.label import Labels
from dashboard.placing.scene import Scene, scene_of
from dashboard.placing.told import declared_name, metres
from dashboard.present import Speech
from dashboard.suppress import Row

GROUND, EDGE, PINE, PINE_PALE = "#f3f5f7", "#c9d1da", "#1f6f63", "#cfe6e1"
ORANGE, ORANGE_PALE, RED, GREY = "#b8620e", "#fdf0e0", "#c23b33", "#55606d"


def picture(row: Row, speech: Speech, around: Shapes) -> str | None:
    """The picture as an address for an image; None when no outline is known. around: outlines beside, in degrees."""
    scene = scene_of(row, around)
    if scene is None:
        return None
    drawing = _drawn(scene, row, speech)
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


def _drawn(scene: Scene, row: Row, speech: Speech) -> Markup:
    labels = Labels()
    return element(
        "svg",
        element("rect", width=WIDTH, height=HEIGHT, fill=GROUND),
        *[
            element("path", d=path_data(shape), fill="#ffffff", stroke=EDGE, stroke_width=12)
            for shape in scene.around
        ],
        *_outline(scene.own, PINE_PALE, PINE, ""),
        *_outline(scene.declared, ORANGE_PALE, ORANGE, "50 35"),
        *_line(scene, row, speech, labels),
        *_mark(scene, row, labels),
        *_name(scene.own, row["area_name"], PINE, labels),
        *_name(scene.declared, declared_name(row), ORANGE, labels),
        *_scale(scene.frame, speech),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        font_family="Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif",
    )


def _outline(shape: BaseGeometry | None, fill: str, line: str, dashes: str) -> list[Markup]:
    if shape is None:
        return []
    return [
        element(
            "path",
            d=path_data(shape),
            fill=fill,
            fill_opacity=0.8,
            stroke=line,
            stroke_width=18,
            stroke_linejoin="round",
            stroke_dasharray=dashes or "none",
        )
    ]


def _line(scene: Scene, row: Row, speech: Speech, labels: Labels) -> list[Markup]:
    """From a point that was used to the grid it is measured to: the one named if they differ, else its own from outside."""
    differs = row["doubt_code"] == "grid_differs"
    target, length = (scene.declared, row["declared_m"]) if differs else (scene.own, row["distance_m"])
    is_used = scene.point is not None and row["located_by"] == "point"
    if not is_used or target is None or not isinstance(length, int | float) or not length:
        return []
    near = shapely.shortest_line(scene.point, target)
    assert near is not None
    (x1, y1), (x2, y2) = near.coords
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    line = element("line", **ends, stroke=RED, stroke_width=18, stroke_dasharray="45 30")
    return [line, *labels.beside(near, metres(length, speech), RED)]


def _mark(scene: Scene, row: Row, labels: Labels) -> list[Markup]:
    if scene.point is None:
        return []
    x, y = scene.point.x, scene.point.y
    labels.avoid(scene.point)
    if row["located_by"] != "point":
        arms = f"M{x - 60:.0f} {y - 60:.0f}l120 120m0 -120l-120 120"
        return [element("path", d=arms, stroke=GREY, stroke_width=34, stroke_linecap="round")]
    return [element("circle", cx=x, cy=y, r=66, fill=RED, stroke="#ffffff", stroke_width=26)]


def _name(shape: BaseGeometry | None, name: object, ink: str, labels: Labels) -> list[Markup]:
    return labels.inside(shape, str(name), ink) if shape is not None and name else []


def _scale(frame: Frame, speech: Speech) -> list[Markup]:
    """A bar of a round number of metres."""
    length = frame.round_metres()
    wide = length * frame.units_per_metre
    y = HEIGHT - 90
    bar = element("path", d=f"M90 {y - 45}v45h{wide:.0f}v-45", fill="none", stroke=GREY, stroke_width=14)
    text = element("text", metres(length, speech), x=90 + wide + 45, y=y, font_size=120, fill=GREY)
    return [bar, text]
