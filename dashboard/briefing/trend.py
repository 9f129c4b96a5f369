"""Twelve weeks as columns (reports) with a line (new matters); every column carries its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.briefing.number import count
from dashboard.briefing.svg import element, picture

WIDTH, HEIGHT = 720, 236
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 30, 30
COLUMN = 0.56


@dataclass(frozen=True)
class Point:
    """One week: its label, reports and new matters (None: hidden), and all of it in words."""

    label: str
    report_count: int | None
    matter_count: int | None
    tip: str


def draw_trend(points: Sequence[Point], *, label: str) -> Markup:
    """The drawing; the last week is the one reported on and stands out."""
    highest = max([1, *(max(point.report_count or 0, point.matter_count or 0) for point in points)])
    step = (WIDTH - LEFT - RIGHT) / len(points)
    columns = [
        _column(point, place, step, highest, is_last=place == len(points) - 1)
        for place, point in enumerate(points)
    ]
    base = HEIGHT - BOTTOM
    axis = element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=base, y2=base, class_="axis")
    return picture(
        *columns, axis, *_line(points, step, highest), width=WIDTH, height=HEIGHT, label=label, class_="trend"
    )


def _column(point: Point, place: int, step: float, highest: int, *, is_last: bool) -> Markup:
    middle = LEFT + step * (place + 0.5)
    top = _y(point.report_count or 0, highest)
    bar = element(
        "rect", x=middle - step * COLUMN / 2, y=top, width=step * COLUMN, height=HEIGHT - BOTTOM - top,
        class_="column now" if is_last else "column",
    )  # fmt: skip
    style = "number now" if is_last else "number"
    number = element("text", count(point.report_count), x=middle, y=top - 7, class_=style)
    week = element("text", point.label, x=middle, y=HEIGHT - 10, class_="week now" if is_last else "week")
    return element(
        "g", element("title", point.tip), bar, number, week, class_="odd" if place % 2 == 0 else "even"
    )


def _line(points: Sequence[Point], step: float, highest: int) -> list[Markup]:
    known = [
        (LEFT + step * (place + 0.5), _y(point.matter_count, highest))
        for place, point in enumerate(points)
        if point.matter_count is not None
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in known)
    dots = [element("circle", cx=x, cy=y, r=3, class_="dot") for x, y in known]
    return [element("polyline", points=path, class_="line"), *dots]


def _y(value: int, highest: int) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / highest
