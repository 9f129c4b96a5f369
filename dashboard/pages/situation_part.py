"""Parts of the situation page that are words and numbers: cards, the trail of places, the legend."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dash import html

from dashboard import ids
from dashboard.pages.situation_data import Place
from dashboard.painting.colour import Theme
from dashboard.painting.paint import MapRecord
from dashboard.painting.scale import HIDDEN, UNKNOWN
from dashboard.present import BANDS, Speech
from dashboard.suppress import Row


def kpi_cards(row: Row, speech: Speech) -> list[html.Div]:
    """Six figures, each with its change in a week, what it is measured against, and its n."""
    say, count = speech.say, speech.count
    on_time = speech.share(row["notice_on_time_count"], row["notice_due_count"])
    return [
        _card(say("kpi.new"), count(row["new_count"]), _change(row, "new_count", "new_before_count", speech)),
        _card(
            say("kpi.open"),
            count(row["open_matter_count"]),
            [*_moved(row, "open_matter_count", "open_before_count", speech), *_bands(row, speech)],
        ),
        _card(
            say("kpi.overdue"),
            count(row["overdue_count"]),
            [*_fresh(row, "overdue_new", speech), _of_open(row, "overdue_count", speech)],
            tone="alert",
        ),
        _card(
            say("kpi.repeat"),
            count(row["repeat_count"]),
            [*_fresh(row, "repeat_again", speech), _of_open(row, "repeat_count", speech)],
        ),
        _card(
            say("kpi.group"),
            count(row["group_count"]),
            [*_fresh(row, "group_new", speech), say("kpi.group_note", n=count(row["grouped_count"]))],
        ),
        _card(
            say("kpi.notice"),
            on_time,
            [*_points(row, speech), say("kpi.notice_note", n=count(row["notice_due_count"]))],
        ),
    ]


def _fresh(row: Row, name: str, speech: Speech) -> list[Any]:
    """What came to it this week."""
    count = row[f"{name}_count"]
    if not isinstance(count, int):
        return []
    return [
        html.Span(
            speech.say(f"kpi.{name}", n=speech.count(count)), className="change rise" if count else "change"
        )
    ]


def _moved(row: Row, now: str, before: str, speech: Speech) -> list[Any]:
    change = _difference(row[now], row[before])
    return [] if change is None else [_arrow(change, speech)]


def _points(row: Row, speech: Speech) -> list[Any]:
    """How many points in a hundred the share moved since a week ago."""
    shares = [
        _share(row["notice_on_time_count"], row["notice_due_count"]),
        _share(row["notice_on_time_before_count"], row["notice_due_before_count"]),
    ]
    if shares[0] is None or shares[1] is None:
        return []
    moved = round(100 * shares[0]) - round(100 * shares[1])
    sign = "▲" if moved > 0 else "▼" if moved < 0 else "＝"
    tone = "fall" if moved > 0 else "rise" if moved < 0 else ""
    return [html.Span(speech.say("kpi.points", sign=sign, n=abs(moved)), className=f"change {tone}")]


def _share(part: object, whole: object) -> float | None:
    return part / whole if isinstance(part, int) and isinstance(whole, int) and whole else None


def _difference(now: object, before: object) -> int | None:
    return now - before if isinstance(now, int) and isinstance(before, int) else None


def _arrow(change: int, speech: Speech) -> html.Span:
    arrow = "▲" if change > 0 else "▼" if change < 0 else "＝"
    tone = "rise" if change > 0 else "fall" if change < 0 else ""
    return html.Span(f"{arrow} {abs(change):,}", className=f"change {tone}", title=speech.say("kpi.week"))


def _card(title: str, value: str, note: Any, *, tone: str = "") -> html.Div:
    return html.Div(
        className=f"kpi card {tone}",
        children=[
            html.Div(title, className="kpi-title"),
            html.Div(value, className="kpi-value"),
            html.Div(note, className="kpi-note"),
        ],
    )


def _change(row: Row, now: str, before: str, speech: Speech) -> list[Any]:
    words = speech.say("kpi.before", n=speech.count(row[before]))
    change = _difference(row[now], row[before])
    return [words] if change is None else [_arrow(change, speech), html.Span(words)]


def _bands(row: Row, speech: Speech) -> list[Any]:
    return [
        html.Span(
            [
                html.I(className=f"dot {band}"),
                f"{speech.name('band', band)} {speech.count(row[f'{band}_count'])}",
            ]
        )
        for band in ("red", "orange")
    ]


def _of_open(row: Row, name: str, speech: Speech) -> str:
    share = speech.share(row[name], row["open_matter_count"])
    return speech.say("kpi.of_open", share=share, n=speech.count(row["open_matter_count"]))


def trail(place: Place, speech: Speech) -> list[Any]:
    """The way back up as buttons, and the levels that can be drawn here."""
    stops = [(code, name) for code, name, _ in place.above]
    # the one area on top holds everything, so it stands for everywhere
    stops = [("", stops[0][1]), *stops[1:]] if place.has_top else [("", speech.say("map.everywhere")), *stops]
    steps: list[Any] = [_stop(code, name) for code, name in stops[:-1]]
    between = [part for step in steps for part in (step, html.Span("›", className="crumb-between"))]
    here = html.Span(stops[-1][1], className="crumb here")
    return [_up(stops, speech), *between, here, _levels(place, speech)]


def _step_id(by: str, focus: str, level: str = "") -> dict[str, str]:
    """`by` tells apart the buttons that lead to the same place."""
    return {"type": ids.STEP_TO, "by": by, "focus": focus, "level": level}


def _stop(code: str, name: str) -> html.Button:
    return html.Button(name, id=_step_id("crumb", code), className="crumb")


def _up(stops: list[tuple[str, str]], speech: Speech) -> html.Button:
    target = stops[-2][0] if len(stops) > 1 else ""
    return html.Button(
        "↑",
        id=_step_id("up", target),
        className="up",
        disabled=len(stops) < 2,
        title=speech.say("map.up"),
        **{"aria-label": speech.say("map.up")},
    )


def _levels(place: Place, speech: Speech) -> html.Span:
    buttons = [
        html.Button(
            speech.name("level", level),
            id=_step_id("level", place.where.focus, level),
            className="level here" if level == place.level else "level",
        )
        for level in place.levels
    ]
    return html.Span(buttons, className="levels") if len(buttons) > 1 else html.Span()


def legend(record: MapRecord, speech: Speech, theme: Theme) -> list[Any]:
    """What each colour means and how many areas have it; grey is said to be unknown, never calm."""
    counts = Counter(record.scale.classes)
    lines = (
        _band_lines(counts, speech, theme) if record.is_banded else _step_lines(record, counts, speech, theme)
    )
    if record.signals:
        ring = html.I(className="swatch ring", style={"borderColor": theme.signal})
        lines.append(html.Li([ring, html.Span(speech.say("map.signals")), html.B(str(len(record.signals)))]))
    return [html.Ul(lines)]


def _line(colour: str, words: str, count: int) -> html.Li:
    swatch = html.I(className="swatch", style={"background": colour})
    return html.Li([swatch, html.Span(words), html.B(str(count))])


def _band_lines(counts: Counter[str], speech: Speech, theme: Theme) -> list[Any]:
    return [
        _line(theme.bands[band], speech.say(f"band.{band}"), counts[str(at)]) for at, band in enumerate(BANDS)
    ]


def _step_lines(record: MapRecord, counts: Counter[str], speech: Speech, theme: Theme) -> list[Any]:
    """Each step by the numbers it holds; what is unknown or hidden only where it is met."""
    breaks = record.scale.breaks
    lines = [_line(theme.steps[0], "0", counts["0"])] if counts["0"] else []
    for at, least in enumerate(breaks, start=1):
        most = breaks[at] if at < len(breaks) else None
        lines.append(_line(theme.steps[at], _range(least, most), counts[str(at)]))
    for at, words in ((UNKNOWN, "band.unknown"), (HIDDEN, "map.hidden")):
        if counts[str(at)]:
            lines.append(_line(theme.step_palette[at], speech.say(words), counts[str(at)]))
    return lines


def _range(least: float, following: float | None) -> str:
    """From a step's least number to just below the next one's."""
    is_whole = least == int(least) and (following is None or following == int(following))
    if following is None:
        return f"≥{least:,.0f}" if is_whole else f"≥{least:,.1f}"
    if not is_whole:
        return f"{least:,.1f}–{following:,.1f}"
    return f"{least:,.0f}" if following - 1 == least else f"{least:,.0f}–{following - 1:,.0f}"
