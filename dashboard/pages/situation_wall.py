"""The wall screen: dark, large, by itself; totals only, whoever has signed in, and loud when its data are old.

枫江县矛盾纠纷态势                     数据截至 2026-03-31 18:05                     15:42
┌ map by colour ───────────────────┐  本周新增 41    未化解 310   已超期 44
│                                  │  重复反映 96    群体 7       今日到期 5
└──────────────────────────────────┘  预警信号 …
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State, dcc, html
from flask_login import current_user

from dashboard import ids
from dashboard.board.choice import Choice, midnight
from dashboard.pages.situation_data import Where, map_record
from dashboard.pages.situation_look import Look, looking
from dashboard.pages.situation_panel import signal_line
from dashboard.pages.situation_part import legend
from dashboard.pages.visit import Visit
from dashboard.painting.colour import DARK
from dashboard.painting.paint import paint
from dashboard.painting.stage import stage
from dashboard.present import Speech
from dashboard.suppress import Row
from dashboard.web.office import Office

TICK_MILLISECONDS = 60_000
FIGURES = (
    ("new_count", "kpi.new", ""),
    ("open_matter_count", "kpi.open", ""),
    ("overdue_count", "kpi.overdue", "alert"),
    ("repeat_count", "kpi.repeat", ""),
    ("group_count", "kpi.group", ""),
    ("due_today_count", "wall.due_today", "soon"),
)
MOST_SIGNALS = 4


def is_wall(visit: Visit) -> bool:
    """Whether the page is for the wall: asked for by its address, or all the role may see."""
    return bool(current_user.role.is_wall) or visit.query.get("wall") == "1"


def layout(visit: Visit) -> html.Div:
    """The screen before its first answer."""
    speech, tiles = visit.speech, visit.office.config.map
    graph = dcc.Graph(
        id=ids.WALL_MAP,
        figure=stage(DARK, tiles),
        className="map",
        responsive=True,
        config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "staticPlot": False},
    )
    whose = [html.Div(tiles.attribution, className="map-whose")] if tiles.tiles else []
    return html.Div(
        className="wall",
        children=[
            dcc.Store(id=ids.WALL_FIGURE),
            dcc.Store(id=ids.WALL_STAMP, data=""),
            dcc.Interval(id=ids.WALL_TICK, interval=TICK_MILLISECONDS),
            html.Header(_head(visit), className="wall-head"),
            html.Main(
                id="content",
                className="wall-body",
                children=[
                    html.Section(
                        [
                            html.Div(
                                [graph, *whose, html.Div(id=ids.WALL_PAINTED, hidden=True)],
                                className="map-frame",
                            ),
                            html.Div(id=ids.WALL_LEGEND, className="legend"),
                        ],
                        className="wall-map",
                        **{"aria-label": speech.say("map.label")},
                    ),
                    html.Section(
                        id=ids.WALL_SIDE, className="wall-side", **{"aria-label": speech.say("wall.figures")}
                    ),
                ],
            ),
        ],
    )


def _head(visit: Visit) -> list[Any]:
    leave = (
        []
        if current_user.role.is_wall
        else [dcc.Link(visit.speech.say("wall.leave"), href="/", className="leave")]
    )
    return [
        html.H1(visit.office.config.site.name),
        html.Div(id=ids.WALL_AGE, className="wall-age", role="status"),
        html.Div(visit.speech.say("wall.lost"), className="lost-line"),
        html.Div(leave, className="wall-leave"),
    ]


def register(app: dash.Dash, office: Office) -> None:
    """Hang the screen's callbacks on an app."""

    @app.callback(
        Output(ids.WALL_FIGURE, "data"),
        Output(ids.WALL_AGE, "children"),
        Output(ids.WALL_AGE, "className"),
        Output(ids.WALL_SIDE, "children"),
        Output(ids.WALL_LEGEND, "children"),
        Output(ids.WALL_STAMP, "data"),
        Input(ids.WALL_TICK, "n_intervals"),
        State(ids.WALL_STAMP, "data"),
    )
    def _draw(_tick: int | None, stamp: str) -> Any:
        return draw(office, stamp=stamp)

    app.clientside_callback(
        ClientsideFunction("fengqiao", "paint"),
        Output(ids.WALL_PAINTED, "children"),
        Input(ids.WALL_FIGURE, "data"),
        prevent_initial_call=True,
    )


def draw(office: Office, *, stamp: str) -> Any:
    """All of it; while nothing was refreshed only how old the data are."""
    with looking(office, is_wall=True) as look:
        if look is None:
            return (dash.no_update,) * 6
        hours = office.config.wall.stale_hours
        age = _age(look, office.now(), stale=timedelta(hours=hours))
        if look.board.stamp == stamp:
            return (dash.no_update, *age, *(dash.no_update,) * 3)
        asked = look.asked(Where(), Choice())
        record = map_record(asked, office.atlas, look.speech) if asked else None
        if record is None:
            return (dash.no_update, *age, look.speech.say("empty.shapes"), [], look.board.stamp)
        return (
            paint(record, look.speech, DARK),
            *age,
            _side(look),
            legend(record, look.speech, DARK),
            look.board.stamp,
        )


def _age(look: Look, now: datetime, *, stale: timedelta) -> tuple[list[Any], str]:
    """The day the data are of, when they were counted, and a warning once that is too long ago."""
    board, speech = look.board, look.speech
    words: list[Any] = [
        html.Span([speech.say("frame.as_of"), html.B(speech.day(board.as_of))]),
        html.Span(speech.say("frame.refreshed", at=speech.moment(board.refreshed_at)), className="quiet"),
    ]
    known_until = min(board.refreshed_at, midnight(board.as_of + timedelta(days=1)))
    if is_stale(known_until, now, stale):
        days = max((now - known_until).days, 1)
        return [html.Strong(speech.say("wall.stale", n=days)), *words], "wall-age stale"
    return words, "wall-age"


def is_stale(known_until: datetime, now: datetime, stale: timedelta) -> bool:
    """Whether what is shown ends too long ago: its last refresh, or the last day that counted."""
    return now - known_until > stale


def _side(look: Look) -> list[Any]:
    figures = look.reading.figures("")
    signals = look.view.rows("page_signal", focus="")[:MOST_SIGNALS]
    return [
        html.Div([_figure(figures, *one, look.speech) for one in FIGURES], className="wall-figures"),
        html.Div(_signals(signals, look.speech), className="wall-signals"),
    ]


def _figure(figures: Row, name: str, words: str, tone: str, speech: Speech) -> html.Div:
    return html.Div(
        [
            html.Div(speech.say(words), className="wall-title"),
            html.Div(speech.count(figures[name]), className="wall-number"),
        ],
        className=f"wall-figure {tone}",
    )


def _signals(rows: list[Row], speech: Speech) -> list[Any]:
    title = html.H2(speech.say("panel.signals"))
    if not rows:
        return [title, html.P(speech.say("panel.no_signal"))]
    return [title, html.Ul([signal_line(row, speech) for row in rows], className="signals")]
