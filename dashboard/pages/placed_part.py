"""How the reports in view were placed: a bar of ways with counts and shares, the doubts counted, each a way to its list.

坐标 ██████████████ 1,204 86%   网格名称 ███ 120 9%   未定位 █ 71 5%        填写的网格与坐标不在一处 12 →
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dash import html

from dashboard import ids
from dashboard.pages.placed_report import placed_line
from dashboard.placing.told import WAYS
from dashboard.present import Speech
from dashboard.read import View
from dashboard.suppress import Row, hide_parts

WAY_COLOURS = {
    "point": "#1f6f63",
    "grid_code": "#4d9a8d",
    "grid_name": "#93c6bc",
    "address": "#7aa7c7",
    "village": "#e0bd5a",
    "none": "#b9c1ca",
}
FEW = 3


@dataclass(frozen=True)
class InView:
    """Which reports the map shows; the names are those of the queries' values."""

    focus: str
    since: datetime | None
    kind: str


def placed_part(view: View, speech: Speech, shown: InView, *, is_grid: bool) -> list[Any]:
    """The part of the panel; of one grid also its latest reports, for who may open them."""
    ways = _ways(view, shown)
    title = html.H3(speech.say("placing.title"))
    if not ways:
        key = "placing.too_small" if view.rows("page_placed_way", **_values(shown)) else "placing.none"
        return [title, html.P(speech.say(key), className="quiet")]
    may_open = view.viewer.may_open_matters
    total = speech.say("placing.sum", n=speech.count(ways[0]["total_count"]))
    return [
        html.H3([speech.say("placing.title"), html.Small(total)]),
        _bar(ways),
        html.Ul([_way(row, speech, may_open=may_open) for row in ways], className="ways"),
        *_doubts(view.rows("page_placed_doubt", **_values(shown)), speech, may_open=may_open),
        *(_open(view, speech, shown, is_grid=is_grid) if may_open else []),
    ]


def list_id(by: str, *, way: str = "", doubt: str = "") -> dict[str, str]:
    """The id of a button that opens the list of reports of a way or a doubt; `by` tells the same ones apart."""
    return {"type": ids.PLACED_LIST, "by": by, "way": way, "doubt": doubt}


def _values(shown: InView) -> dict[str, object]:
    return {"focus": shown.focus, "since": shown.since, "kind": shown.kind}


def _ways(view: View, shown: InView) -> list[Row]:
    """The ways in order of trust; none when what may be shown of them is too little."""
    rows = view.rows("page_placed_way", **_values(shown))
    if rows and not view.viewer.may_open_matters:
        total = rows[0]["total_count"]
        assert total is None or isinstance(total, int)
        rows, hidden = hide_parts(
            rows, column="report_count", total=total, smallest_shown=view.smallest_shown
        )
        view.hidden_count += hidden
    return sorted(rows, key=lambda row: WAYS.index(str(row["way_code"])))


def _bar(ways: list[Row]) -> html.Div:
    """A strip of the shares; the words and numbers stand below it."""
    parts = [
        html.I(style={"flexGrow": row["report_count"], "background": WAY_COLOURS[str(row["way_code"])]})
        for row in ways
        if row["report_count"]
    ]
    return html.Div(parts, className="ways-bar", **{"aria-hidden": "true"})


def _way(row: Row, speech: Speech, *, may_open: bool) -> html.Li:
    way = str(row["way_code"])
    words = [
        html.I(className="swatch", style={"background": WAY_COLOURS[way]}),
        html.Span(speech.name("located_by", way)),
        html.B(speech.count(row["report_count"])),
        html.Small(speech.share(row["report_count"], row["total_count"])),
    ]
    if not may_open:
        return html.Li(html.Div(words, className="way"))
    return html.Li(html.Button(words, id=list_id("way", way=way), className="way"))


def _doubts(rows: list[Row], speech: Speech, *, may_open: bool) -> list[Any]:
    if not rows:
        return []
    return [
        html.H4(speech.say("placing.doubts")),
        html.Ul([_doubt(row, speech, may_open=may_open) for row in rows], className="doubts"),
    ]


def _doubt(row: Row, speech: Speech, *, may_open: bool) -> html.Li:
    doubt = str(row["doubt_code"])
    words = [html.Span(speech.name("doubt", doubt)), html.B(speech.count(row["report_count"]))]
    if not may_open:
        return html.Li(html.Div(words, className="doubt"))
    return html.Li(html.Button(words, id=list_id("doubt", doubt=doubt), className="doubt"))


def _open(view: View, speech: Speech, shown: InView, *, is_grid: bool) -> list[Any]:
    """The way to every report in view; of one grid its latest reports right here."""
    rows = view.rows(
        "page_placed_report", **_values(shown), way="", doubt="", number="", most=FEW if is_grid else 1
    )
    lines = [
        html.H4(speech.say("placing.few")),
        html.Ol([placed_line(row, speech) for row in rows], className="placed-lines"),
    ]
    words = speech.say("placing.all", n=speech.count(rows[0]["found_count"])) if rows else ""
    more = html.Button(words, id=list_id("all"), className="more link")
    return [*(lines if is_grid and rows else []), *([more] if rows else [])]
