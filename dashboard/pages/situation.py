"""Situation map: what needs help first, where, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import dash
from dash import ALL, ClientsideFunction, Input, Output, State, ctx, dcc, html

from dashboard import ids
from dashboard.board.choice import Choice
from dashboard.pages import placed_list, situation_wall
from dashboard.pages.situation_data import Where, map_record, mondays, step
from dashboard.pages.situation_filter import WEEKS, filters, player
from dashboard.pages.situation_look import Look, looking, span_of
from dashboard.pages.situation_panel import panel
from dashboard.pages.situation_part import kpi_cards, legend, trail
from dashboard.pages.visit import Visit
from dashboard.painting.paint import paint
from dashboard.painting.stage import stage
from dashboard.present import Speech
from dashboard.read import View
from dashboard.web.office import Office
from dashboard.web.theme import map_theme

TICK_MILLISECONDS = 60_000


def layout(visit: Visit) -> html.Div:
    """The page before its first answer."""
    if situation_wall.is_wall(visit):
        return situation_wall.layout(visit)
    view, speech = visit.view, visit.speech
    return html.Div(
        className="situation",
        children=[
            dcc.Store(id=ids.SITUATION_WHERE, data=_first_place(visit)),
            dcc.Store(id=ids.SITUATION_FIGURE),
            dcc.Store(id=ids.SITUATION_STAMP, data=""),
            dcc.Interval(id=ids.SITUATION_TICK, interval=TICK_MILLISECONDS),
            html.H1(speech.say("map.label"), className="unseen"),
            html.Div(id=ids.SITUATION_KPI, className="kpis"),
            html.Section(
                _map_card(visit),
                className="map-card card",
                **{"aria-label": speech.say("map.label")},
            ),
            _aside(view, speech),
            placed_list.drawer(speech),
        ],
    )


def _first_place(visit: Visit) -> dict[str, str]:
    """An address may name an area and a level: /?area=990101&level=grid."""
    found = {"focus": visit.query.get("area", ""), "level": visit.query.get("level", "")}
    return {name: value for name, value in found.items() if value}


def _aside(view: View, speech: Speech) -> html.Aside:
    """The panel; who may open single reports can look one up by its number."""
    box = [placed_list.number_box(speech)] if view.viewer.may_open_matters else []
    return html.Aside(
        [*box, html.Div(id=ids.SITUATION_PANEL)],
        className="panel card",
        tabIndex=0,
        **{"aria-label": speech.say("panel.label")},
    )


def _map_card(visit: Visit) -> list[Any]:
    view, speech, tiles = visit.view, visit.speech, visit.office.config.map
    graph = dcc.Graph(
        id=ids.SITUATION_MAP,
        figure=stage(map_theme(), tiles),
        className="map",
        responsive=True,
        config={"displayModeBar": False, "scrollZoom": True, "doubleClick": False},
    )
    whose = [html.Div(tiles.attribution, className="map-whose")] if tiles.tiles else []
    return [
        html.Div(
            className="map-bar",
            children=[
                html.Div(id=ids.SITUATION_TRAIL, className="trail"),
                filters(speech, may_open=view.viewer.may_open_matters),
            ],
        ),
        player(speech, mondays(_as_of(view), WEEKS)),
        html.Div([graph, *whose, html.Div(id=ids.SITUATION_PAINTED, hidden=True)], className="map-frame"),
        html.Div(id=ids.SITUATION_LEGEND, className="legend"),
    ]


def _as_of(view: View) -> date:
    day = view.rows("page_state")[0]["as_of_date"]
    assert isinstance(day, date)
    return day


def register(app: dash.Dash, office: Office) -> None:
    """Hang the page's callbacks on an app."""

    @app.callback(
        Output(ids.SITUATION_WHERE, "data"),
        Output(ids.SITUATION_MAP, "clickData"),
        Input(ids.SITUATION_MAP, "clickData"),
        Input({"type": ids.STEP_TO, "by": ALL, "focus": ALL, "level": ALL}, "n_clicks"),
        State(ids.SITUATION_WHERE, "data"),
        prevent_initial_call=True,
    )
    def _move(click: dict[str, Any] | None, _clicks: list[int | None], where: dict[str, str]) -> Any:
        return move(office, click, where)

    @app.callback(
        Output(ids.SITUATION_FIGURE, "data"),
        Output(ids.SITUATION_KPI, "children"),
        Output(ids.SITUATION_TRAIL, "children"),
        Output(ids.SITUATION_LEGEND, "children"),
        Output(ids.SITUATION_PANEL, "children"),
        Output(ids.SITUATION_STAMP, "data"),
        Input(ids.SITUATION_WHERE, "data"),
        Input(ids.SITUATION_SINCE, "value"),
        Input(ids.SITUATION_KIND, "value"),
        Input(ids.SITUATION_LAYER, "value"),
        Input(ids.SITUATION_MEASURE, "value"),
        Input(ids.SITUATION_CHANNEL, "value"),
        Input(ids.SITUATION_WEEK, "value"),
        Input(ids.SITUATION_TICK, "n_intervals"),
        State(ids.SITUATION_STAMP, "data"),
    )
    def _draw(where: dict[str, str], *chosen: Any) -> Any:
        *filtered, _tick, stamp = chosen
        return draw(office, Where(**where), tuple(filtered), stamp=stamp)

    _register_player(app)
    placed_list.register(app, office)
    situation_wall.register(app, office)
    app.clientside_callback(
        ClientsideFunction("fengqiao", "paint"),
        Output(ids.SITUATION_PAINTED, "children"),
        Input(ids.SITUATION_FIGURE, "data"),
        prevent_initial_call=True,
    )


def _register_player(app: dash.Dash) -> None:
    """Time told by weeks shows the player; it moves in the browser, a week a tick."""
    app.clientside_callback(
        ClientsideFunction("fengqiao", "playerShown"),
        Output(ids.SITUATION_PLAYER, "style"),
        Output(ids.SITUATION_WEEKS, "children"),
        Input(ids.SITUATION_SINCE, "value"),
        Input(ids.SITUATION_WEEK, "value"),
        State(ids.SITUATION_WEEKS, "title"),
    )
    app.clientside_callback(
        ClientsideFunction("fengqiao", "week"),
        Output(ids.SITUATION_WEEK, "value"),
        Output(ids.SITUATION_STEP, "disabled"),
        Input(ids.SITUATION_STEP, "n_intervals"),
        Input(ids.SITUATION_PLAY, "n_clicks"),
        State(ids.SITUATION_WEEK, "value"),
        State(ids.SITUATION_STEP, "disabled"),
        prevent_initial_call=True,
    )


def move(office: Office, click: dict[str, Any] | None, where: dict[str, str]) -> Any:
    """Where a click leads: on the map into the area clicked, on a button to the place it names."""
    target = ctx.triggered_id
    if isinstance(target, dict):
        if not ctx.triggered[0]["value"]:
            return dash.no_update, dash.no_update
        return {"focus": target["focus"], "level": target["level"] or None}, None
    if not click or "location" not in click["points"][0]:
        return dash.no_update, dash.no_update
    with looking(office) as look:
        if look is None:
            return dash.no_update, dash.no_update
        to = step(look.board.ground, Where(**where), str(click["points"][0]["location"]))
    return {"focus": to.focus, "picked": to.picked, "level": to.level}, None


def draw(office: Office, where: Where, chosen: tuple[Any, ...], *, stamp: str) -> Any:
    """Everything the page shows, from one moment; shapes are only named, and fetched once."""
    changed = set(ctx.triggered_prop_ids.values())
    nothing = (dash.no_update,) * 6
    with looking(office) as look:
        if look is None or (changed == {ids.SITUATION_TICK} and look.board.stamp == stamp):
            return nothing
        span, kind, layer, measure, channel, week = chosen
        if changed == {ids.SITUATION_WEEK} and span != "week":
            return nothing
        choice = Choice.told(
            span=span_of(look.board, span, week), kind=kind, layer=layer, measure=measure, channel=channel
        )
        return _answer(office, look, where, choice)


def _answer(office: Office, look: Look, where: Where, choice: Choice) -> Any:
    speech = look.speech
    asked = look.asked(where, choice)
    record = map_record(asked, office.atlas, speech) if asked else None
    if asked is None or record is None:
        return dash.no_update, [], [], [], speech.say("empty.shapes"), look.board.stamp
    figures = look.reading.figures(asked.place.about)
    return (
        paint(record, speech, map_theme()),
        kpi_cards(figures, speech),
        trail(asked.place, speech),
        legend(record, speech, map_theme()),
        panel(asked, record, speech, figures=figures),
        look.board.stamp,
    )
