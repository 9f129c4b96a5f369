"""Words on a small picture, each put where it hides least."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from dashboard.briefing.svg import element
from dashboard.placing.frame import HEIGHT, WIDTH

SIZE = 150
EDGE = 40


@dataclass
class Labels:
    """The labels of one picture: each keeps away from the points and labels before it."""

    _taken: list[BaseGeometry] = field(default_factory=list)

    def avoid(self, point: Point) -> None:
        """Keep this place free."""
        self._taken.append(point.buffer(100))

    def beside(self, line: LineString, text: str, ink: str) -> list[Markup]:
        """A label by the middle of a line."""
        middle = line.interpolate(0.5, normalized=True)
        near = [Point(middle.x + x, middle.y + y) for x, y in ((0, -130), (0, 160), (260, 0), (-260, 0))]
        self._taken.append(line.buffer(20))
        return self._put(near, text, ink)

    def inside(self, shape: BaseGeometry, text: str, ink: str) -> list[Markup]:
        """A label inside a shape, or just above or below it."""
        inner = shape.representative_point()
        west, top, east, bottom = shape.bounds
        x, third = (west + east) / 2, (bottom - top) / 3
        inside = [inner, Point(inner.x, top + third), Point(inner.x, bottom - third)]
        return self._put([*inside, Point(x, top - 110), Point(x, bottom + 120)], text, ink)

    def _put(self, places: list[Point], text: str, ink: str) -> list[Markup]:
        boxes = [_box(place, text) for place in places]
        best = min(boxes, key=lambda own: sum(own.intersection(other).area for other in self._taken))
        self._taken.append(best)
        west, _, east, bottom = best.bounds
        return [
            element(
                "text",
                text,
                x=(west + east) / 2,
                y=bottom - 0.28 * SIZE,
                text_anchor="middle",
                font_size=SIZE,
                font_weight=600,
                fill=ink,
                stroke="#ffffff",
                stroke_width=40,
                stroke_linejoin="round",
                paint_order="stroke",
            )
        ]


def _box(at: Point, text: str) -> BaseGeometry:
    """The room a label takes, moved inside the picture."""
    half = sum(SIZE if ord(letter) > 0x2E80 else 0.58 * SIZE for letter in text) / 2
    x = min(max(at.x, half + EDGE), WIDTH - half - EDGE) if half < WIDTH / 2 - EDGE else WIDTH / 2
    y = min(max(at.y, SIZE * 0.7 + EDGE), HEIGHT - SIZE * 0.7 - EDGE)
    return box(x - half, y - SIZE * 0.65, x + half, y + SIZE * 0.65)
