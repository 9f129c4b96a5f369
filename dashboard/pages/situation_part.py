"""Parts of the situation page that are words and numbers: cards, the trail of places, the legend."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dash import html

from dashboard import ids
from dashboard.chart import BAND_COLOURS, SIGNAL, MapRecord
from dashboard.pages.situation_data import Place
from dashboard.present import BANDS, Speech
from dashboard.suppress import Row


def kpi_cards(row: Row, speech: Speech) -> list[html.Div]:
    """Six figures, each with what it is measured against and its n."""
    say, count = speech.say, speech.count
    on_time = speech.share(row["notice_on_time_count"], row["notice_due_count"])
    return [
        _card(say("kpi.new"), count(row["new_count"]), _change(row, speech)),
        _card(say("kpi.open"), count(row["open_matter_count"]), _bands(row, speech)),
        _card(
            say("kpi.overdue"),
            count(row["overdue_count"]),
            _of_open(row, "overdue_count", speech),
            tone="alert",
        ),
        _card(say("kpi.repeat"), count(row["repeat_count"]), _of_open(row, "repeat_count", speech)),
        _card(
            say("kpi.group"), count(row["group_count"]), say("kpi.group_note", n=count(row["grouped_count"]))
        ),
        _card(say("kpi.notice"), on_time, say("kpi.notice_note", n=count(row["notice_due_count"]))),
    ]


def _card(title: str, value: str, note: Any, *, tone: str = "") -> html.Div:
    return html.Div(
        className=f"kpi card {tone}",
        children=[
            html.Div(title, className="kpi-title"),
            html.Div(value, className="kpi-value"),
            html.Div(note, className="kpi-note"),
        ],
    )


def _change(row: Row, speech: Speech) -> list[Any]:
    new, before = row["new_count"], row["new_before_count"]
    if not isinstance(new, int) or not isinstance(before, int):
        return [speech.say("kpi.before", n=speech.count(before))]
    change = new - before
    arrow = "▲" if change > 0 else "▼" if change < 0 else "＝"
    tone = "rise" if change > 0 else "fall" if change < 0 else ""
    return [
        html.Span(f"{arrow} {abs(change):,}", className=f"change {tone}"),
        html.Span(speech.say("kpi.before", n=speech.count(before))),
    ]


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
    stops = [(str(row["area_code"]), str(row["name"])) for row in place.above]
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


def legend(record: MapRecord, speech: Speech) -> list[Any]:
    """The bands in words with how many areas are in each; grey is said to be unknown, never calm."""
    counts = Counter(str(row["band_code"]) for row in record.areas)
    lines = [
        html.Li(
            [
                html.I(className="swatch", style={"background": BAND_COLOURS[band]}),
                html.Span(speech.say(f"band.{band}")),
                html.B(str(counts[band])),
            ]
        )
        for band in BANDS
    ]
    if record.signals:
        ring = html.I(className="swatch ring", style={"borderColor": SIGNAL})
        lines.append(html.Li([ring, html.Span(speech.say("map.signals")), html.B(str(len(record.signals)))]))
    return [html.Ul(lines)]
