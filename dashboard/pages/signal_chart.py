"""Seen against expected, week by week, as a small chart: bars for what was seen, a line for what was to be expected.

         █
     ▂   █        the bars of the signal's window in red, those before in grey
▂  ▂ █ ▂ █        the line: its grids' share of all matters of the kind that week
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from dashboard.briefing.svg import element
from dashboard.present import Speech
from dashboard.suppress import Row

WIDTH, HEIGHT = 640, 200
LEFT, RIGHT, TOP, BOTTOM = 34, 8, 14, 30
WEEKS = 26
GREY, RED, LINE, INK, RULE = "#b9c3cd", "#c23b33", "#2b3947", "#55606d", "#e4e8ec"
GAP = 3.0
LABEL_EVERY = 5


def signal_chart(rows: Sequence[Row], *, since: date, speech: Speech) -> str | None:
    """The chart as an address for an image, from rows of page_signal_week; None without any."""
    weeks = list(rows)[-WEEKS:]
    if not weeks:
        return None
    seen = [int(str(row["observed_count"] or 0)) for row in weeks]
    expected = [float(str(row["expected"])) for row in weeks]
    top = max(*seen, *expected, 4)
    step = (WIDTH - LEFT - RIGHT) / len(weeks)
    drawing = element(
        "svg",
        *_rules(top),
        *[_bar(k, step, count, top, is_now=_last_day(weeks[k]) >= since) for k, count in enumerate(seen)],
        _line(expected, step, top),
        *_labels(weeks, step, speech),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        font_family="Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif",
    )
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


def _last_day(row: Row) -> date:
    start = row["week_start_date"]
    assert isinstance(start, date)
    return date.fromordinal(start.toordinal() + 6)


def _y(value: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)


def _rules(top: float) -> list[Markup]:
    """The base, the top and the middle, with their numbers."""
    drawn = []
    for value in (0, round(top / 2), round(top)):
        y = _y(value, top)
        drawn.append(element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=RULE, stroke_width=1))
        drawn.append(
            element("text", str(value), x=LEFT - 6, y=y + 4, font_size=12, fill=INK, text_anchor="end")
        )
    return drawn


def _bar(place: int, step: float, count: int, top: float, *, is_now: bool) -> Markup:
    y = _y(count, top)
    return element(
        "rect",
        x=LEFT + place * step + GAP / 2,
        y=y,
        width=step - GAP,
        height=HEIGHT - BOTTOM - y,
        rx=1.5,
        fill=RED if is_now else GREY,
    )


def _line(expected: Sequence[float], step: float, top: float) -> Markup:
    points = " ".join(
        f"{LEFT + (place + 0.5) * step:.1f},{_y(value, top):.1f}" for place, value in enumerate(expected)
    )
    return element(
        "polyline", points=points, fill="none", stroke=LINE, stroke_width=1.8, stroke_dasharray="5 3"
    )


def _labels(weeks: Sequence[Row], step: float, speech: Speech) -> list[Markup]:
    """The first day of every fifth week, the last one included."""
    last = len(weeks) - 1
    written = []
    for place, row in enumerate(weeks):
        if (last - place) % LABEL_EVERY == 0:
            day = row["week_start_date"]
            assert isinstance(day, date)
            x = min(LEFT + (place + 0.5) * step, WIDTH - RIGHT - 18)
            text = speech.say("signal.chart_day", month=day.month, day=day.day)
            written.append(
                element("text", text, x=x, y=HEIGHT - 10, font_size=12, fill=INK, text_anchor="middle")
            )
    return written
