"""How a group grew, week by week, as a small chart: bars for the matters that joined it, those of the last weeks in red.

      █ ▂        the last {growth_days} days in red
▂  ▂  █ █        weeks in which none joined stay empty
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from dashboard.briefing.svg import element
from dashboard.suppress import Row

WIDTH, HEIGHT = 560, 150
LEFT, RIGHT, TOP, BOTTOM = 30, 8, 16, 26
LEAST_WEEKS, MOST_WEEKS = 13, 52
GREY, RED, INK, RULE = "#9fb4c4", "#c23b33", "#55606d", "#e4e8ec"
LETTERS = "Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"


def growth_weeks(rows: Sequence[Row]) -> list[tuple[date, int | None]]:
    """Every week from the first to the last in which matters joined, to as_of while that is near; at most a year.

    rows: of page_group_week. A count that was hidden for being small stays None.
    """
    told = {_day(row["week_start_date"]): row["matter_count"] for row in rows}
    first, last, today = min(told), max(told), _monday(_day(rows[0]["as_of_date"]))
    end = today if (today - last).days < 7 * LEAST_WEEKS else last
    begin = max(min(first, end - timedelta(weeks=LEAST_WEEKS - 1)), end - timedelta(weeks=MOST_WEEKS - 1))
    count = (end - begin).days // 7 + 1
    weeks = [begin + timedelta(weeks=number) for number in range(count)]
    return [(week, _count(told.get(week, 0))) for week in weeks]


def growth_chart(rows: Sequence[Row], *, growth_days: int) -> str | None:
    """The chart as an address for an image; None without a week."""
    if not rows:
        return None
    weeks = growth_weeks(rows)
    new_from = _day(rows[0]["as_of_date"]) - timedelta(days=growth_days - 1)
    top = max(*(count or 1 for _, count in weeks), 2)
    step = (WIDTH - LEFT - RIGHT) / len(weeks)
    drawing = element(
        "svg",
        *_rules(top),
        *[_bar(place, step, week, top, new_from) for place, week in enumerate(weeks) if week[1] != 0],
        *_days(weeks, step),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        font_family=LETTERS,
    )
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _count(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _y(value: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)


def _rules(top: int) -> list[Markup]:
    drawn = []
    for value in sorted({0, top // 2, top}):
        y = _y(value, top)
        drawn.append(element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=RULE, stroke_width=1))
        drawn.append(
            element("text", str(value), x=LEFT - 6, y=y + 4, font_size=12, fill=INK, text_anchor="end")
        )
    return drawn


def _bar(place: int, step: float, week: tuple[date, int | None], top: float, new_from: date) -> Markup:
    """One week; a hidden count is a low outline, for something was there."""
    start, count = week
    y = _y(count or 1, top)
    gap = min(3.0, step / 4)
    is_new = start + timedelta(days=6) >= new_from
    return element(
        "rect",
        x=LEFT + place * step + gap / 2,
        y=y,
        width=min(step - gap, 34.0),
        height=HEIGHT - BOTTOM - y,
        rx=1.5,
        fill=("none" if count is None else RED if is_new else GREY),
        stroke=GREY if count is None else "none",
    )


def _days(weeks: Sequence[tuple[date, int | None]], step: float) -> list[Markup]:
    """The first day of the first, the middle and the last week."""
    last = len(weeks) - 1
    places = sorted({0, last // 2, last})
    written = []
    for place in places:
        anchor = "start" if place == 0 else "end" if place == last else "middle"
        x = {"start": float(LEFT), "middle": LEFT + (place + 0.5) * step, "end": float(WIDTH - RIGHT)}[anchor]
        text = f"{weeks[place][0]:%Y-%m-%d}" if place == 0 else f"{weeks[place][0]:%m-%d}"
        written.append(element("text", text, x=x, y=HEIGHT - 7, font_size=12, fill=INK, text_anchor=anchor))
    return written
